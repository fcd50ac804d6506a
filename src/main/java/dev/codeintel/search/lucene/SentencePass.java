package dev.codeintel.search.lucene;

import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import dev.codeintel.search.SearchDocument;
import dev.codeintel.search.SearchIndexes.Embedded;
import dev.codeintel.search.SearchIndexes.EmbeddingState;
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
import java.util.function.Predicate;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SortedDocValues;
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

  /** A second or two of work, after which it can stop. */
  private static final int SLICE = 64;

  /** If it has to stop with less than this part of what is done, the copy is not worth it. */
  private static final int WORTH_WRITING = 64;

  private final Directory directory;
  private final Lock lock;
  private final SentenceHome home;
  private final CachedSentences cached;
  private final Map<String, String> about;
  private final SentenceWriter writer;
  private final SentencePlan plan;
  private final int dimensions;
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
    this.cached = new CachedSentences(cache, home.model(), graph.fileStamps());
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      this.about = reader.getIndexCommit().getUserData();
      this.plan = SentencePlan.of(reader, home.field(), losses(reader, isChecked), graph);
      this.open = plan.open();
    }
    this.writer = new SentenceWriter(directory, home.field(), about);
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
   * Embeds the most useful ones left, and writes them all at once: each time, all vectors of the
   * parts of the index they are in are written anew. What is embedded before something fails is
   * written too; the little that is done before it has to stop is cached, and written later.
   *
   * @param goesOn hears how far it is after each slice, and tells whether to go on
   * @return false if the index has become another meanwhile, so that nothing was written
   * @throws org.apache.lucene.store.LockObtainFailedException if another process writes the index;
   *     what was embedded is cached
   * @throws dev.codeintel.embedding.EmbeddingException if some cannot be embedded
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be used
   */
  boolean some(SymbolGraph graph, Embedder embedder, int atMost, Predicate<Embedded> goesOn)
      throws IOException {
    Made made = made(graph, embedder, atMost, goesOn);
    if (made.isStopped() && isLittle(made.vectors())) {
      cached.add(made.vectors());
      return true;
    }
    boolean isWritten = write(made);
    if (isWritten) {
      List<String> complete = plan.done(made.entries());
      open = plan.open();
      if (!home.isShared()) {
        cached.addFrom(directory, home.field(), complete);
      }
    }
    if (made.failure() != null) {
      throw made.failure();
    }
    return isWritten;
  }

  /**
   * What was embedded at once.
   *
   * @param isStopped whether there would have been more
   * @param failure why there is no more
   */
  private record Made(
      List<SentencePlan.Entry> entries,
      List<SentenceVector> vectors,
      boolean isStopped,
      @Nullable RuntimeException failure) {}

  private Made made(SymbolGraph graph, Embedder embedder, int atMost, Predicate<Embedded> goesOn) {
    List<SentencePlan.Entry> taken = new ArrayList<>();
    List<SentenceVector> vectors = new ArrayList<>();
    boolean isStopped = false;
    List<SentencePlan.Entry> slice = plan.next(0, Math.min(SLICE, atMost));
    while (!slice.isEmpty() && !isStopped) {
      try {
        List<Text> texts = texts(graph, slice);
        vectors.addAll(home.isShared() ? share(embedder, texts) : own(embedder, texts));
      } catch (RuntimeException e) {
        return new Made(taken, vectors, false, e);
      }
      taken.addAll(slice);
      int done = total() - plan.open() + taken.size();
      isStopped = !goesOn.test(new Embedded(EmbeddingState.OPEN, done, total()));
      slice = plan.next(taken.size(), Math.min(SLICE, atMost - taken.size()));
    }
    return new Made(taken, vectors, isStopped && !slice.isEmpty(), null);
  }

  private boolean isLittle(List<SentenceVector> vectors) {
    return !home.isShared() && vectors.size() < (total() - plan.open()) / WORTH_WRITING;
  }

  /**
   * Writes vectors; a failure to make more goes before others. What cannot be written need not be
   * embedded again.
   */
  private boolean write(Made made) throws IOException {
    // Lucene would close its files; whoever interrupts has this written.
    boolean isInterrupted = Thread.interrupted();
    boolean isWritten = false;
    try {
      isWritten = made.vectors().isEmpty() || writer.write(made.vectors());
    } catch (IOException e) {
      if (made.failure() == null) {
        throw e;
      }
      made.failure().addSuppressed(e);
    } finally {
      if (!isWritten && !home.isShared()) {
        cached.add(made.vectors());
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return isWritten;
  }

  private record Text(SearchDocument of, String text, long hash) {
    SentenceVector with(BytesRef value) {
      return new SentenceVector(of.key(), of.path(), hash, value);
    }
  }

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

  /** Returns what the index is to keep: the vectors. */
  private List<SentenceVector> own(Embedder embedder, List<Text> texts) {
    Map<Text, byte[]> known = known(texts);
    List<Text> open = texts.stream().filter(text -> !known.containsKey(text)).toList();
    List<SentenceVector> vectors = new ArrayList<>(made(embedder, open).values());
    known.forEach((text, vector) -> vectors.add(text.with(new BytesRef(vector))));
    return vectors;
  }

  private static Map<Text, SentenceVector> made(Embedder embedder, List<Text> texts) {
    Map<Text, SentenceVector> vectors = new HashMap<>();
    if (texts.isEmpty()) {
      return vectors;
    }
    TolerantEmbedding.embed(embedder, texts.stream().map(Text::text).toList())
        .forEach(
            (i, vector) -> {
              Text text = texts.get(i);
              vectors.put(text, text.with(SentenceVectors.encode(vector, text.hash())));
            });
    return vectors;
  }

  /**
   * Sees to it that the store has the vectors, whoever has made them, and returns what the index is
   * to keep. It does not keep all, so they are cached at once.
   */
  private List<SentenceVector> share(Embedder embedder, List<Text> texts) {
    Map<Text, byte[]> vectors = known(texts);
    Set<String> present = home.store().present(home.model(), dimensions, ids(texts));
    List<Text> open =
        texts.stream()
            .filter(text -> !vectors.containsKey(text))
            .filter(text -> isSample(text) || !present.contains(id(text)))
            .toList();
    Map<Text, SentenceVector> made = made(embedder, open);
    made.forEach((text, vector) -> vectors.put(text, vector.value().bytes));
    cached.add(made.values());
    List<Row> rows = new ArrayList<>();
    List<SentenceVector> kept = new ArrayList<>();
    for (Text text : texts) {
      byte[] vector = vectors.get(text);
      if (vector == null && !present.contains(id(text))) {
        continue; // it could not be embedded
      }
      if (vector != null && !present.contains(id(text))) {
        rows.add(row(text, SentenceVectors.floats(vector)));
      }
      boolean isKept = vector != null && isSample(text);
      kept.add(text.with(isKept ? new BytesRef(vector) : SentenceVectors.marker(text.hash())));
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
  private Map<Text, byte[]> known(List<Text> texts) {
    Map<String, Map<Long, byte[]>> files = new HashMap<>();
    Map<Text, byte[]> known = new HashMap<>();
    for (Text text : texts) {
      byte[] vector = files.computeIfAbsent(text.of().path(), cached::ofFile).get(text.hash());
      if (vector != null) {
        known.put(text, vector);
      }
    }
    return known;
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
