package dev.codeintel.search.lucene;

import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.search.SearchDocument;
import dev.codeintel.search.SymbolDocuments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.Bits;
import org.jboss.logging.Logger;

/**
 * Brings an index to what a snapshot holds. Which files differ is told by their content's hashes,
 * which the index keeps; until the commit at the end readers see what was before, and a process
 * that is killed leaves that.
 */
final class IndexUpdate {
  private static final Logger LOG = Logger.getLogger(IndexUpdate.class);
  private static final double BUFFER_MEGABYTES = 32;

  /** Beyond so many changed files all symbols are gone through instead of file after file. */
  private static final int FEW_FILES = 200;

  private static final int SYMBOLS_AT_ONCE = 4_000;

  /** Of a commit: what made the index, so that another version makes it anew. */
  private static final String VERSION = "version";

  private static final String SNAPSHOT = "snapshot";

  private final Directory directory;
  private final SymbolGraph graph;
  private final String version;

  IndexUpdate(Directory directory, SymbolGraph graph) {
    this.directory = directory;
    this.graph = graph;
    this.version = Fields.FORMAT + " " + graph.snapshot().extractorVersion();
  }

  static IndexWriterConfig config(OpenMode mode) {
    IndexWriterConfig config = new IndexWriterConfig(null);
    config.setSimilarity(new FieldSimilarity());
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setCommitOnClose(false);
    config.setOpenMode(mode);
    return config;
  }

  void run() throws IOException {
    String snapshot = graph.snapshot().id();
    Map<String, String> about = about();
    boolean isOfThisVersion = version.equals(about.get(VERSION));
    if (isOfThisVersion && snapshot.equals(about.get(SNAPSHOT))) {
      return;
    }
    Map<String, String> before = isOfThisVersion ? files() : Map.of();
    Map<String, String> now = new HashMap<>();
    graph
        .fileStamps()
        .forEach(
            (path, stamp) -> {
              if (stamp.modifiedMillis() >= 0) {
                now.put(path, stamp.contentHash());
              }
            });
    OpenMode mode = before.isEmpty() ? OpenMode.CREATE : OpenMode.CREATE_OR_APPEND;
    try (IndexWriter writer = new IndexWriter(directory, config(mode))) {
      write(new DocumentWriter(writer), before, now);
      writer.setLiveCommitData(Map.of(VERSION, version, SNAPSHOT, snapshot).entrySet());
      writer.commit();
    }
  }

  private void write(DocumentWriter writer, Map<String, String> before, Map<String, String> now)
      throws IOException {
    for (Map.Entry<String, String> file : before.entrySet()) {
      if (!Objects.equals(now.get(file.getKey()), file.getValue())) {
        writer.remove(file.getKey());
      }
    }
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> file : now.entrySet()) {
      if (!Objects.equals(before.get(file.getKey()), file.getValue())) {
        changed.add(file.getKey());
        writer.file(file.getKey(), file.getValue());
      }
    }
    changed.sort(null);
    if (changed.size() <= FEW_FILES) {
      for (String path : changed) {
        add(writer, graph.symbolsInFile(path));
      }
      return;
    }
    List<Symbol> some = graph.symbolsAfter(-1, "", "", SYMBOLS_AT_ONCE);
    while (!some.isEmpty()) {
      add(
          writer,
          some.stream()
              .filter(symbol -> !Objects.equals(before.get(symbol.path()), now.get(symbol.path())))
              .toList());
      some = graph.symbolsAfter(some.get(some.size() - 1).id(), "", "", SYMBOLS_AT_ONCE);
    }
  }

  private void add(DocumentWriter writer, List<Symbol> symbols) throws IOException {
    for (SearchDocument document : SymbolDocuments.of(graph, symbols)) {
      writer.add(document);
    }
  }

  /** Returns what is noted of the index; empty if there is none that can be read. */
  private Map<String, String> about() throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return Map.of();
    }
    try {
      return SegmentInfos.readLatestCommit(directory).getUserData();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("The search index in %s cannot be read and is made anew: %s", directory, e);
      removeCommits();
      return Map.of();
    }
  }

  /** Lucene writes nothing beside a commit that it cannot read. */
  private void removeCommits() throws IOException {
    try (Lock ignored = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      for (String file : directory.listAll()) {
        if (file.startsWith(IndexFileNames.SEGMENTS)) {
          directory.deleteFile(file);
        }
      }
    }
  }

  /** Returns which content each file had when it was indexed: none if all are to be anew. */
  private Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        read(leaf, files);
      }
      return files;
    } catch (IOException | IllegalArgumentException e) {
      LOG.debugf(e, "The index in %s cannot be read", directory);
      return Map.of();
    }
  }

  private static void read(LeafReaderContext leaf, Map<String, String> files) throws IOException {
    Terms terms = leaf.reader().terms(Fields.CONTENT_HASH);
    if (terms == null) {
      return;
    }
    Bits live = leaf.reader().getLiveDocs();
    StoredFields stored = leaf.reader().storedFields();
    TermsEnum hashes = terms.iterator();
    PostingsEnum documents = null;
    while (hashes.next() != null) {
      documents = hashes.postings(documents, PostingsEnum.NONE);
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(documents.docID())) {
          String path = stored.document(documents.docID()).get(Fields.FILE);
          files.put(path, hashes.term().utf8ToString());
        }
      }
    }
  }
}
