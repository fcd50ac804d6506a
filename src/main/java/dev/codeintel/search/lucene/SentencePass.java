package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.search.SearchDocument;
import dev.codeintel.search.SentenceText;
import dev.codeintel.search.SymbolDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives the symbols of an index the vectors of their texts, some at a time. While there is one, no
 * other process embeds the same index; an index that was updated needs another. Not thread-safe,
 * but for {@link #open()}.
 */
final class SentencePass implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SentencePass.class);

  /** Whoever holds it embeds, and nobody else. */
  private static final String EMBEDDING_LOCK = "embedding.lock";

  private final Directory directory;
  private final Lock lock;
  private final String model;
  private final String field;
  private final EmbeddingCache cache;
  private final Map<String, String> about;
  private final SentencePlan plan;
  private final Map<String, FileStamp> files;
  private volatile int open;

  private SentencePass(
      Directory directory, Lock lock, SymbolGraph graph, String model, EmbeddingCache cache)
      throws IOException {
    this.directory = directory;
    this.lock = lock;
    this.model = model;
    this.field = SentenceVectors.field(model);
    this.cache = cache;
    this.files = graph.fileStamps();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      this.about = reader.getIndexCommit().getUserData();
      this.plan = SentencePlan.of(reader, field, graph);
      this.open = plan.open();
    }
  }

  /**
   * Begins one.
   *
   * @return null if the index does not follow the graph's snapshot
   * @throws org.apache.lucene.store.LockObtainFailedException if another process embeds it
   */
  static @Nullable SentencePass begin(
      Path folder, SymbolGraph graph, String model, EmbeddingCache cache) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    Directory directory = new NIOFSDirectory(folder);
    Lock lock = null;
    SentencePass pass = null;
    try {
      if (DirectoryReader.indexExists(directory)) {
        lock = directory.obtainLock(EMBEDDING_LOCK);
        SentencePass begun = new SentencePass(directory, lock, graph, model, cache);
        if (begun.isOf(graph.snapshot().id(), model)) {
          pass = begun;
        }
      }
      return pass;
    } finally {
      if (pass == null) {
        IOUtils.closeWhileHandlingException(lock, directory);
      }
    }
  }

  /** Tells whether it is of an index that follows this snapshot. */
  boolean isOf(String snapshotId, String model) {
    return snapshotId.equals(about.get(IndexUpdate.SNAPSHOT)) && this.model.equals(model);
  }

  int total() {
    return plan.total();
  }

  /** Returns how many have no vector yet. Thread-safe. */
  int open() {
    return open;
  }

  /**
   * Embeds the most useful ones left.
   *
   * @return false if the index has become another meanwhile, so that nothing was written
   * @throws org.apache.lucene.store.LockObtainFailedException if another process writes the index;
   *     what was embedded is lost
   */
  boolean some(SymbolGraph graph, Embedder embedder, int atMost) throws IOException {
    List<SentencePlan.Entry> entries = List.copyOf(plan.next(atMost));
    Map<String, BytesRef> vectors = embed(graph, embedder, entries);
    if (!vectors.isEmpty() && !write(vectors)) {
      return false;
    }
    keep(plan.done(entries));
    open = plan.open();
    return true;
  }

  private static Map<String, BytesRef> embed(
      SymbolGraph graph, Embedder embedder, List<SentencePlan.Entry> entries) {
    List<Symbol> symbols =
        List.copyOf(
            graph.symbolsByKeys(entries.stream().map(SentencePlan.Entry::key).toList()).values());
    List<SearchDocument> documents = SymbolDocuments.of(graph, symbols);
    List<String> texts = documents.stream().map(SentenceText::of).toList();
    Map<String, BytesRef> vectors = new HashMap<>();
    TolerantEmbedding.embed(embedder, texts)
        .forEach(
            (i, vector) -> {
              long hash = SentenceText.hash(texts.get(i));
              vectors.put(documents.get(i).key(), SentenceVectors.encode(vector, hash));
            });
    return vectors;
  }

  /** An update that comes between makes the index one that the vectors are not of. */
  private boolean write(Map<String, BytesRef> vectors) throws IOException {
    IndexWriterConfig config = IndexUpdate.config(OpenMode.APPEND);
    // Merges are the updates' business: here each commit would begin the same one, and drop it.
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      if (!about.equals(SegmentInfos.readLatestCommit(directory).getUserData())) {
        return false;
      }
      makeField(writer);
      for (Map.Entry<String, BytesRef> each : vectors.entrySet()) {
        Term key = new Term(Fields.KEY, each.getKey());
        writer.updateDocValues(key, new BinaryDocValuesField(field, each.getValue()));
      }
      writer.setLiveCommitData(about.entrySet());
      writer.commit();
      return true;
    }
  }

  /** Lucene updates only what some document has already. */
  private void makeField(IndexWriter writer) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (FieldInfos.getMergedFieldInfos(reader).fieldInfo(field) == null) {
        Document document = new Document();
        document.add(new BinaryDocValuesField(field, new BytesRef()));
        writer.addDocument(document);
      }
    }
  }

  /** A file whose texts are all embedded need not be embedded again in another ref. */
  private void keep(List<String> complete) throws IOException {
    if (complete.isEmpty()) {
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (String path : complete) {
        FileStamp file = files.get(path);
        Map<Long, BytesRef> vectors = new HashMap<>();
        KnownSentences.read(reader, field, path, vectors);
        if (file != null) {
          Map<Long, byte[]> bytes = new HashMap<>();
          vectors.forEach((hash, value) -> bytes.put(hash, value.bytes));
          cache.put(KnownSentences.version(model), file.contentHash(), bytes);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      IOUtils.close(lock, directory);
    } catch (IOException e) {
      LOG.debug("A lock could not be given back", e);
    }
  }
}
