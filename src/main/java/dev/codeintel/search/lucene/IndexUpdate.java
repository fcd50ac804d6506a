package dev.codeintel.search.lucene;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolDocuments;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
  private static final long MOST_BYTES = 16L << 20;
  private static final long MOST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long WAIT_MILLIS = 50;

  /** Of a commit: what made the index, so that another version makes it anew. */
  private static final String VERSION = "version";

  /** Of a commit: differs from one index to the next that takes its place. */
  static final String IDENTITY = "identity";

  static final String SNAPSHOT = "snapshot";

  /** Whoever holds it brings the index from one snapshot to another, and nobody else. */
  private static final String UPDATE_LOCK = "update.lock";

  private final Directory directory;
  private final SymbolGraph graph;
  private final Path folder;
  private final boolean isSuspect;
  private final SentenceHome home;
  private final String version;
  private boolean hasLeftovers;

  /**
   * @param folder where the directory is, in the folder of a ref
   * @param isSuspect whether the old one is looked through for damage first
   * @param home where the vectors of texts are that are taken over
   */
  IndexUpdate(
      Path folder, Directory directory, SymbolGraph graph, boolean isSuspect, SentenceHome home) {
    this.directory = directory;
    this.graph = graph;
    this.folder = folder;
    this.isSuspect = isSuspect;
    this.home = home;
    this.version =
        String.join(" ", Fields.FORMAT, Fields.VECTORS, graph.snapshot().extractorVersion());
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

  /**
   * Brings the index up.
   *
   * @throws LockObtainFailedException if another does it
   */
  void run() throws IOException {
    try (Lock ignored = directory.obtainLock(UPDATE_LOCK)) {
      if (!DirectoryReader.indexExists(directory)) {
        new OtherRefs(folder).copyNewest(directory, VERSION, version);
      }
      Map<String, String> about = about();
      boolean isOfThisVersion = version.equals(about.get(VERSION));
      if (!isSuspect && isOfThisVersion && graph.snapshot().id().equals(about.get(SNAPSHOT))) {
        return;
      }
      try {
        write(isOfThisVersion ? files() : Map.of(), about);
      } catch (CorruptIndexException | EOFException e) {
        LOG.warnf("The search index in %s is damaged and is made anew: %s", directory, e);
        write(Map.of(), about);
      }
    }
  }

  /** Tells whether vectors of changed files may be left where the others are. */
  boolean hasLeftovers() {
    return hasLeftovers;
  }

  private void write(Map<String, String> before, Map<String, String> about) throws IOException {
    Map<String, FileStamp> now = new HashMap<>();
    graph
        .fileStamps()
        .forEach(
            (path, stamp) -> {
              if (stamp.modifiedMillis() >= 0) {
                now.put(path, stamp);
              }
            });
    OpenMode mode = before.isEmpty() ? OpenMode.CREATE : OpenMode.CREATE_OR_APPEND;
    try (IndexWriter writer = writer(mode);
        DirectoryReader reader = before.isEmpty() ? null : DirectoryReader.open(directory)) {
      write(writer, reader, before, now);
      writer.setLiveCommitData(
          Map.of(
                  VERSION,
                  version,
                  SNAPSHOT,
                  graph.snapshot().id(),
                  IDENTITY,
                  before.isEmpty()
                      ? UUID.randomUUID().toString()
                      : about.getOrDefault(IDENTITY, ""))
              .entrySet());
      // Merges that a commit begins come after it, and would be dropped.
      writer.maybeMerge();
      writer.commit();
    }
  }

  /** Who adds vectors of texts holds an index for a moment only. */
  private IndexWriter writer(OpenMode mode) throws IOException {
    long end = System.nanoTime() + MOST_WAIT_NANOS;
    while (true) {
      try {
        return new IndexWriter(directory, config(mode));
      } catch (LockObtainFailedException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        try {
          Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  private void write(
      IndexWriter index,
      @Nullable DirectoryReader reader,
      Map<String, String> before,
      Map<String, FileStamp> now)
      throws IOException {
    Batches batches = new Batches(index, reader, now);
    for (String path : before.keySet()) {
      if (!now.containsKey(path)) {
        batches.writer().remove(path);
        batches.kept(path);
      }
    }
    Set<String> changed = new TreeSet<>();
    for (Map.Entry<String, FileStamp> file : now.entrySet()) {
      String hash = file.getValue().contentHash();
      if (!hash.equals(before.get(file.getKey()))) {
        changed.add(file.getKey());
        if (!before.isEmpty()) {
          batches.writer().remove(file.getKey());
          batches.kept(file.getKey());
        }
        batches.writer().file(file.getKey(), hash);
      }
    }
    if (changed.size() <= FEW_FILES) {
      for (String path : changed) {
        batches.add(graph.symbolsInFile(path));
      }
    } else {
      List<Symbol> some = graph.symbolsAfter(-1, "", "", SYMBOLS_AT_ONCE);
      while (!some.isEmpty()) {
        batches.add(some.stream().filter(symbol -> changed.contains(symbol.path())).toList());
        some = graph.symbolsAfter(some.get(some.size() - 1).id(), "", "", SYMBOLS_AT_ONCE);
      }
    }
    batches.flush();
    // Before the commit: after it somebody may be adding what the files have now.
    hasLeftovers |= !home.retain(batches.kept);
  }

  /** Writes symbols as soon as the texts of their files take some memory. */
  private final class Batches {
    private final IndexWriter index;
    private final @Nullable VectorFieldView sentences;
    private final Map<String, FileStamp> files;
    private final List<Symbol> symbols = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final Map<String, Set<Long>> kept = new HashMap<>();
    private @Nullable DocumentWriter writer;
    private long bytes;

    Batches(IndexWriter index, @Nullable DirectoryReader reader, Map<String, FileStamp> files) {
      this.index = index;
      this.sentences = reader == null ? null : new VectorFieldView(reader, home.field());
      this.files = files;
    }

    DocumentWriter writer() {
      DocumentWriter current = writer;
      if (current == null || current.isFull()) {
        current = new DocumentWriter(index);
        writer = current;
      }
      return current;
    }

    /** Returns the hashes of a file's texts that have vectors. */
    Set<Long> kept(String path) {
      return kept.computeIfAbsent(path, any -> new HashSet<>());
    }

    void add(List<Symbol> more) throws IOException {
      for (Symbol symbol : more) {
        FileStamp file = files.get(symbol.path());
        if (file != null && paths.add(symbol.path())) {
          bytes += file.bytes();
        }
        symbols.add(symbol);
        if (bytes > MOST_BYTES || symbols.size() >= SYMBOLS_AT_ONCE) {
          flush();
        }
      }
    }

    void flush() throws IOException {
      Map<String, Map<Long, byte[]>> known = new HashMap<>();
      for (SymbolDocument document : SymbolDocuments.of(graph, symbols)) {
        Map<Long, byte[]> ofFile = known.get(document.path());
        if (ofFile == null) {
          FileStamp file = files.get(document.path());
          ofFile = file == null ? Map.of() : known(document.path(), file.contentHash());
          known.put(document.path(), ofFile);
        }
        BinaryDocValuesField sentence = sentence(document, ofFile);
        writer().add(document, sentence);
        if (sentence != null && home.isShared()) {
          kept(document.path()).add(FieldValues.hash(sentence.binaryValue()));
        }
      }
      symbols.clear();
      paths.clear();
      bytes = 0;
    }

    /** Returns vectors of a file's texts, by their hashes, that need not be made again. */
    private Map<Long, byte[]> known(String path, String contentHash) throws IOException {
      if (home.model().isEmpty()) {
        return Map.of();
      }
      Map<Long, byte[]> known = new HashMap<>(home.known(contentHash));
      if (sentences != null) {
        known.putAll(sentences.ofFile(path));
      }
      return known;
    }
  }

  private @Nullable BinaryDocValuesField sentence(SymbolDocument symbol, Map<Long, byte[]> known) {
    byte[] vector = known.isEmpty() ? null : known.get(SentenceText.hash(home.text(symbol)));
    return vector == null ? null : new BinaryDocValuesField(home.field(), new BytesRef(vector));
  }

  /** Returns what is noted of the index; empty if there is none that can be read. */
  private Map<String, String> about() throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return Map.of();
    }
    try {
      return SegmentInfos.readLatestCommit(directory).getUserData();
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | EOFException e) {
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

  /** Returns which content each file had when it was indexed. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new HashMap<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        if (isSuspect && leaf.reader() instanceof CodecReader part) {
          part.checkIntegrity();
        }
        Terms terms = leaf.reader().terms(Fields.FILE);
        if (terms != null) {
          read(terms.iterator(), leaf.reader().getLiveDocs(), files);
        }
      }
    } catch (RuntimeException e) {
      // What Lucene throws for a damaged index is not always checked.
      throw new CorruptIndexException("cannot be read", directory.toString(), e);
    }
    return files;
  }

  private static void read(TermsEnum terms, @Nullable Bits live, Map<String, String> files)
      throws IOException {
    PostingsEnum documents = null;
    while (terms.next() != null) {
      documents = terms.postings(documents, PostingsEnum.NONE);
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(documents.docID())) {
          String file = terms.term().utf8ToString();
          int end = file.indexOf(Fields.END);
          files.put(file.substring(0, end), file.substring(end + 1));
        }
      }
    }
  }
}
