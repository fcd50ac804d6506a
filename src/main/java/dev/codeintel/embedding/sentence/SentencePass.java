package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.Embedder;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVector;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.embedding.VectorField;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolDocuments;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Symbol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives the symbols of an index the vectors of their texts, some at a time. While there is one, no
 * other process embeds the same index; an index that was updated needs another. Not thread-safe,
 * but for {@link #open()}.
 */
final class SentencePass implements AutoCloseable {
  /** A second or two of work, after which it can stop. */
  private static final int SLICE = 64;

  /** If it has to stop with less than this part of what is done, the copy is not worth it. */
  private static final int WORTH_WRITING = 64;

  private final VectorField field;
  private final RefHome home;
  private final CachedSentences cached;
  private final SentencePlan plan;
  private boolean hasLosses;
  private volatile int open;

  /**
   * Begins one.
   *
   * @param field to add to; is closed with this
   * @param isChecked whether what a store is said to have is known to be there
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be asked
   */
  SentencePass(
      VectorField field, SymbolGraph graph, RefHome home, EmbeddingCache cache, boolean isChecked)
      throws IOException {
    this.field = field;
    this.home = home;
    this.cached = new CachedSentences(cache, home.model(), graph.fileStamps());
    try (VectorField.View view = field.view()) {
      this.plan = SentencePlan.of(view.lacking(losses(view, isChecked)), graph);
      this.open = plan.open();
    }
  }

  /** A server may have lost what it had confirmed, or be another one now. */
  private VectorField.Losses losses(VectorField.View view, boolean isChecked) throws IOException {
    if (isChecked || !(home instanceof SharedHome shared)) {
      return (path, hash) -> false;
    }
    Set<String> present = shared.present(ids(view, shared));
    return (path, hash) -> {
      boolean isLost = !present.contains(shared.id(path, hash));
      hasLosses |= isLost;
      return isLost;
    };
  }

  /** Returns which rows a store is said to have. */
  private static List<String> ids(VectorField.View view, SharedHome shared) throws IOException {
    List<String> ids = new ArrayList<>();
    view.each((path, hash) -> ids.add(shared.id(path, hash)));
    return ids;
  }

  /** Tells whether it is of an index that follows this snapshot. */
  boolean isOf(String snapshotId, String model) {
    return snapshotId.equals(field.snapshot()) && home.model().equals(model);
  }

  /**
   * Removes from a store what no text of the index has, once all are embedded.
   *
   * @throws dev.codeintel.vector.VectorStoreException if the store cannot be used
   */
  void sweep() throws IOException {
    if (home instanceof SharedHome shared) {
      try (VectorField.View view = field.view()) {
        shared.retainAll(ids(view, shared));
      }
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
   * @throws dev.codeintel.embedding.BusyFieldException if another process writes the index; what
   *     was embedded is cached
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
        cached.addFrom(field, complete);
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
      List<VectorField.Entry> entries,
      List<SentenceVector> vectors,
      boolean isStopped,
      @Nullable RuntimeException failure) {}

  private Made made(SymbolGraph graph, Embedder embedder, int atMost, Predicate<Embedded> goesOn) {
    List<VectorField.Entry> taken = new ArrayList<>();
    List<SentenceVector> vectors = new ArrayList<>();
    boolean isStopped = false;
    List<VectorField.Entry> slice = plan.next(0, Math.min(SLICE, atMost));
    while (!slice.isEmpty() && !isStopped) {
      try {
        vectors.addAll(vectors(embedder, texts(graph, slice)));
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
      isWritten = made.vectors().isEmpty() || field.put(made.vectors());
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

  private List<SymbolText> texts(SymbolGraph graph, List<VectorField.Entry> entries) {
    List<Symbol> symbols =
        List.copyOf(
            graph.symbolsByKeys(entries.stream().map(VectorField.Entry::key).toList()).values());
    List<SymbolText> texts = new ArrayList<>();
    for (SymbolDocument document : SymbolDocuments.of(graph, symbols)) {
      String text = home.text(document);
      texts.add(new SymbolText(document, text, SentenceText.hash(text)));
    }
    return texts;
  }

  /**
   * Sees to it that the vectors are there, whoever has made them, and returns what the field is to
   * keep. What it does not keep is cached at once.
   */
  private List<SentenceVector> vectors(Embedder embedder, List<SymbolText> texts) {
    Map<SymbolText, byte[]> vectors = known(texts);
    Set<SymbolText> present = home.present(texts);
    List<SymbolText> open =
        texts.stream()
            .filter(text -> !vectors.containsKey(text))
            .filter(text -> home.isInField(text, total()) || !present.contains(text))
            .toList();
    Map<SymbolText, byte[]> made = made(embedder, open);
    vectors.putAll(made);
    if (home.isShared()) {
      List<SentenceVector> all = new ArrayList<>();
      made.forEach((text, vector) -> all.add(text.with(vector)));
      cached.add(all);
    }
    Map<SymbolText, byte[]> missing = new LinkedHashMap<>();
    List<SentenceVector> kept = new ArrayList<>();
    for (SymbolText text : texts) {
      byte[] vector = vectors.get(text);
      if (vector != null && !present.contains(text)) {
        missing.put(text, vector);
      }
      if (vector != null && home.isInField(text, total())) {
        kept.add(text.with(vector));
      } else if (vector != null || present.contains(text)) {
        kept.add(text.with(SentenceVectors.marker(text.hash())));
      } // Else it could not be embedded.
    }
    home.put(missing);
    return kept;
  }

  private static Map<SymbolText, byte[]> made(Embedder embedder, List<SymbolText> texts) {
    Map<SymbolText, byte[]> vectors = new HashMap<>();
    if (!texts.isEmpty()) {
      TolerantEmbedding.embed(embedder, texts.stream().map(SymbolText::text).toList())
          .forEach(
              (i, vector) -> {
                SymbolText text = texts.get(i);
                vectors.put(text, SentenceVectors.encode(vector, text.hash()));
              });
    }
    return vectors;
  }

  /** Returns the vectors that are known from before, or from another ref. */
  private Map<SymbolText, byte[]> known(List<SymbolText> texts) {
    Map<String, Map<Long, byte[]>> files = new HashMap<>();
    Map<SymbolText, byte[]> known = new HashMap<>();
    for (SymbolText text : texts) {
      byte[] vector = files.computeIfAbsent(text.path(), cached::ofFile).get(text.hash());
      if (vector != null) {
        known.put(text, vector);
      }
    }
    return known;
  }

  @Override
  public void close() {
    field.close();
  }
}
