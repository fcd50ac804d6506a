package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.search.SearchDocument;
import dev.codeintel.search.SentenceText;
import dev.codeintel.search.SymbolDocuments;
import dev.codeintel.vector.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.Bits;
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
  private final SentenceHome home;
  private final EmbeddingCache cache;
  private final Map<String, String> about;
  private final SentencePlan plan;
  private final int dimensions;
  private final Map<String, FileStamp> files;
  private boolean hasLosses;
  private volatile int open;

  private SentencePass(
      Directory directory,
      Lock lock,
      SymbolGraph graph,
      SentenceHome home,
      EmbeddingCache cache,
      int dimensions,
      boolean isChecked)
      throws IOException {
    this.directory = directory;
    this.lock = lock;
    this.home = home;
    this.dimensions = dimensions;
    this.cache = cache;
    this.files = graph.fileStamps();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      this.about = reader.getIndexCommit().getUserData();
      this.plan = SentencePlan.of(reader, home.field(), losses(reader, isChecked), graph);
      this.open = plan.open();
    }
  }

  /**
   * Begins one.
   *
   * @param dimensions of the model's vectors; any if they are in the index itself
   * @param isChecked whether what a store is said to have is known to be there
   * @return null if the index does not follow the graph's snapshot
   * @throws org.apache.lucene.store.LockObtainFailedException if another process embeds it
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be asked
   */
  static @Nullable SentencePass begin(
      Path folder,
      SymbolGraph graph,
      SentenceHome home,
      EmbeddingCache cache,
      int dimensions,
      boolean isChecked)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    Directory directory = new NIOFSDirectory(folder);
    Lock lock = null;
    SentencePass pass = null;
    try {
      if (DirectoryReader.indexExists(directory)) {
        lock = directory.obtainLock(EMBEDDING_LOCK);
        if (follows(directory, graph.snapshot().id())) {
          pass = new SentencePass(directory, lock, graph, home, cache, dimensions, isChecked);
        }
      }
      return pass;
    } finally {
      if (pass == null) {
        IOUtils.closeWhileHandlingException(lock, directory);
      }
    }
  }

  private static boolean follows(Directory directory, String snapshotId) throws IOException {
    Map<String, String> about = SegmentInfos.readLatestCommit(directory).getUserData();
    return snapshotId.equals(about.get(IndexUpdate.SNAPSHOT));
  }

  /** A server may have lost what it had confirmed, or be another one now. */
  private SentencePlan.Losses losses(IndexReader reader, boolean isChecked) throws IOException {
    if (!home.isShared() || isChecked) {
      return (path, value) -> false;
    }
    Set<String> present = home.store().present(home.model(), dimensions, ids(reader));
    return (path, value) -> {
      boolean isLost = !present.contains(home.id(path, SentenceVectors.hash(value)));
      hasLosses |= isLost;
      return isLost;
    };
  }

  /** Returns which rows a store is said to have. */
  private List<String> ids(IndexReader reader) throws IOException {
    List<String> ids = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      SortedDocValues paths = DocValues.getSorted(leaf.reader(), Fields.PATH);
      BinaryDocValues values = DocValues.getBinary(leaf.reader(), home.field());
      Bits live = leaf.reader().getLiveDocs();
      for (int i = values.nextDoc(); i != BinaryDocValues.NO_MORE_DOCS; i = values.nextDoc()) {
        if ((live == null || live.get(i)) && paths.advanceExact(i)) {
          ids.add(home.id(paths, values));
        }
      }
    }
    return ids;
  }

  /** Tells whether it is of an index that follows this snapshot. */
  boolean isOf(String snapshotId, String model) {
    return snapshotId.equals(about.get(IndexUpdate.SNAPSHOT)) && home.model().equals(model);
  }

  /**
   * Removes from the store what no text of the index has, once all are embedded.
   *
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be used
   */
  void sweep() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      home.store().retainAll(home.model(), home.repository(), home.ref(), ids(reader));
    }
  }

  /** Tells whether the store lacked some rows when this began. */
  boolean hasLosses() {
    return hasLosses;
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
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be used; nothing was
   *     written
   */
  boolean some(SymbolGraph graph, Embedder embedder, int atMost) throws IOException {
    List<SentencePlan.Entry> entries = List.copyOf(plan.next(atMost));
    List<Text> texts = texts(graph, entries);
    Map<String, BytesRef> vectors = home.isShared() ? share(embedder, texts) : own(embedder, texts);
    if (!vectors.isEmpty() && !write(vectors)) {
      return false;
    }
    List<String> complete = plan.done(entries);
    if (!home.isShared()) {
      keep(complete);
    }
    open = plan.open();
    return true;
  }

  private record Text(SearchDocument of, String text, long hash) {}

  private List<Text> texts(SymbolGraph graph, List<SentencePlan.Entry> entries) {
    List<Symbol> symbols =
        List.copyOf(
            graph.symbolsByKeys(entries.stream().map(SentencePlan.Entry::key).toList()).values());
    List<Text> texts = new ArrayList<>();
    for (SearchDocument document : SymbolDocuments.of(graph, symbols)) {
      String text = home.text(document);
      texts.add(new Text(document, text, SentenceText.hash(text)));
    }
    return texts;
  }

  /** Returns by the symbols' keys what the index is to keep: the vectors. */
  private Map<String, BytesRef> own(Embedder embedder, List<Text> texts) {
    Map<Text, byte[]> known = cached(texts);
    List<Text> open = texts.stream().filter(text -> !known.containsKey(text)).toList();
    Map<String, BytesRef> vectors = made(embedder, open);
    known.forEach((text, vector) -> vectors.put(text.of().key(), new BytesRef(vector)));
    return vectors;
  }

  private static Map<String, BytesRef> made(Embedder embedder, List<Text> texts) {
    Map<String, BytesRef> vectors = new HashMap<>();
    if (texts.isEmpty()) {
      return vectors;
    }
    TolerantEmbedding.embed(embedder, texts.stream().map(Text::text).toList())
        .forEach(
            (i, vector) -> {
              Text text = texts.get(i);
              vectors.put(text.of().key(), SentenceVectors.encode(vector, text.hash()));
            });
    return vectors;
  }

  /**
   * Sees to it that the store has the vectors, whoever has made them, and returns by the symbols'
   * keys what the index is to keep.
   */
  private Map<String, BytesRef> share(Embedder embedder, List<Text> texts) {
    Map<Text, byte[]> vectors = cached(texts);
    Set<String> present = home.store().present(home.model(), dimensions, ids(texts));
    List<Text> open =
        texts.stream()
            .filter(text -> !vectors.containsKey(text))
            .filter(text -> isSample(text) || !present.contains(id(text)))
            .toList();
    Map<String, BytesRef> made = made(embedder, open);
    for (Text text : open) {
      BytesRef vector = made.get(text.of().key());
      if (vector != null) {
        vectors.put(text, vector.bytes);
      }
    }
    cache(open, vectors);
    List<Row> rows = new ArrayList<>();
    Map<String, BytesRef> kept = new HashMap<>();
    for (Text text : texts) {
      byte[] vector = vectors.get(text);
      if (vector == null && !present.contains(id(text))) {
        continue; // it could not be embedded
      }
      if (vector != null && !present.contains(id(text))) {
        rows.add(row(text, SentenceVectors.floats(vector)));
      }
      boolean isKept = vector != null && isSample(text);
      kept.put(
          text.of().key(), isKept ? new BytesRef(vector) : SentenceVectors.marker(text.hash()));
    }
    home.store().add(home.model(), distinct(rows));
    return kept;
  }

  private List<String> ids(List<Text> texts) {
    return texts.stream().map(this::id).toList();
  }

  private String id(Text text) {
    return home.id(text.of().path(), text.hash());
  }

  private boolean isSample(Text text) {
    return SentenceHome.isSample(text.hash(), plan.total());
  }

  private Row row(Text text, float[] vector) {
    SearchDocument of = text.of();
    return new Row(
        id(text),
        vector,
        home.repository(),
        home.ref(),
        of.path(),
        of.language(),
        of.kind().label(),
        of.isTest(),
        text.hash());
  }

  /** Two symbols of a file may have the same text. */
  private static List<Row> distinct(List<Row> rows) {
    Map<String, Row> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    return List.copyOf(byId.values());
  }

  /** Returns the vectors that are known from before, or from another ref. */
  private Map<Text, byte[]> cached(List<Text> texts) {
    Map<String, Map<Long, byte[]>> files = new HashMap<>();
    Map<Text, byte[]> cached = new HashMap<>();
    for (Text text : texts) {
      byte[] vector = files.computeIfAbsent(text.of().path(), this::cachedOfFile).get(text.hash());
      if (vector != null) {
        cached.put(text, vector);
      }
    }
    return cached;
  }

  private Map<Long, byte[]> cachedOfFile(String path) {
    FileStamp file = files.get(path);
    return file == null
        ? Map.of()
        : cache.get(KnownSentences.version(home.model()), file.contentHash());
  }

  /** The index does not keep them, so they are put beside those of the same file at once. */
  private void cache(List<Text> texts, Map<Text, byte[]> vectors) {
    Map<String, Map<Long, byte[]>> ofFiles = new HashMap<>();
    for (Text text : texts) {
      byte[] vector = vectors.get(text);
      if (vector != null) {
        ofFiles
            .computeIfAbsent(text.of().path(), path -> new HashMap<>(cachedOfFile(path)))
            .put(text.hash(), vector);
      }
    }
    ofFiles.forEach(
        (path, ofFile) -> {
          FileStamp file = files.get(path);
          if (file != null) {
            cache.put(KnownSentences.version(home.model()), file.contentHash(), ofFile);
          }
        });
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
        writer.updateDocValues(key, new BinaryDocValuesField(home.field(), each.getValue()));
      }
      writer.setLiveCommitData(about.entrySet());
      writer.commit();
      return true;
    }
  }

  /** Lucene updates only what some document has already. */
  private void makeField(IndexWriter writer) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      if (FieldInfos.getMergedFieldInfos(reader).fieldInfo(home.field()) == null) {
        Document document = new Document();
        document.add(new BinaryDocValuesField(home.field(), new BytesRef()));
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
        KnownSentences.read(reader, home.field(), path, vectors);
        if (file != null) {
          Map<Long, byte[]> bytes = new HashMap<>();
          vectors.forEach((hash, value) -> bytes.put(hash, value.bytes));
          cache.put(KnownSentences.version(home.model()), file.contentHash(), bytes);
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
