package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceRows;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVectors;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.vector.Hit;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStore;
import dev.codeintel.vector.VectorStoreException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The vectors are rows of a store that holds those of others too. The field says which texts are
 * there, and has a sample, which tells what is usual. Thread-safe.
 */
final class SharedHome extends RefHome implements SentenceRows {
  private static final Logger LOG = Logger.getLogger(SharedHome.class);

  /** So many vectors tell well enough what is usual. */
  private static final int FEW = 1_024;

  private final String repository;
  private final String ref;
  private final VectorStore store;
  private final StoreState state;
  private final IntSupplier dimensions;

  /**
   * @param folder of the ref, in that of its repository
   * @param dimensions of the model's vectors; may load the model
   */
  SharedHome(
      Path folder,
      String model,
      SentenceText texts,
      StoreState state,
      VectorStore store,
      IntSupplier dimensions) {
    super(folder, model, texts, state);
    this.ref = name(folder);
    this.repository = name(folder.getParent());
    this.store = store;
    this.state = state;
    this.dimensions = dimensions;
  }

  private static String name(@Nullable Path folder) {
    Path name = folder == null ? null : folder.getFileName();
    return name == null ? "" : name.toString();
  }

  @Override
  public String field() {
    return "shared " + repository + "/" + ref + " " + model();
  }

  @Override
  public SentenceRows rows() {
    return this;
  }

  @Override
  public VectorFilter all() {
    return VectorFilter.of(repository, ref);
  }

  @Override
  public String id(String path, long textHash) {
    return Row.id(repository, ref, path, textHash);
  }

  private String id(SymbolText text) {
    return id(text.path(), text.hash());
  }

  @Override
  public List<Hit> nearest(float[] question, VectorFilter some, int limit) {
    return store.nearest(model(), List.of(question), some, limit).get(0);
  }

  /** Nobody else has added its rows: only the field tells. */
  @Override
  public Map<Long, byte[]> known(String contentHash) {
    return Map.of();
  }

  /** Returns which rows are there. */
  Set<String> present(Collection<String> ids) {
    return store.present(model(), dimensions.getAsInt(), ids);
  }

  @Override
  Set<SymbolText> present(List<SymbolText> some) {
    Set<String> ids = present(some.stream().map(this::id).collect(Collectors.toList()));
    return some.stream().filter(text -> ids.contains(id(text))).collect(Collectors.toSet());
  }

  /** Of few the field keeps all. */
  @Override
  boolean isInField(SymbolText text, int total) {
    int step = Math.min(LARGEST_STEP, Integer.highestOneBit(Math.max(1, total / FEW)));
    return (text.hash() & (step - 1)) == 0;
  }

  /** Two symbols of a file may have the same text: that is one row. */
  @Override
  void put(Map<SymbolText, byte[]> vectors) {
    Map<String, Row> rows = new LinkedHashMap<>();
    vectors.forEach(
        (text, vector) -> rows.put(id(text), row(text, SentenceVectors.floats(vector))));
    store.add(model(), List.copyOf(rows.values()));
  }

  private Row row(SymbolText text, float[] vector) {
    SymbolDocument of = text.of();
    return new Row(
        id(text),
        vector,
        repository,
        ref,
        of.path(),
        of.language(),
        of.kind().label(),
        of.isTest(),
        text.hash());
  }

  /** An index that is made anew says of no row that it is there: the rest is swept in the end. */
  @Override
  public boolean retain(Map<String, Set<Long>> kept) {
    if (state.isFailing()) {
      return false;
    }
    if (kept.isEmpty()) {
      return true;
    }
    try {
      store.retain(model(), repository, ref, ids(kept));
      return true;
    } catch (VectorStoreException e) {
      LOG.warnf("Vectors of changed files stay for now: %s", e.getMessage());
      return false;
    }
  }

  private Map<String, Set<String>> ids(Map<String, Set<Long>> hashes) {
    Map<String, Set<String>> ids = new HashMap<>();
    hashes.forEach(
        (path, some) ->
            ids.put(path, some.stream().map(hash -> id(path, hash)).collect(Collectors.toSet())));
    return ids;
  }

  /**
   * Drops all rows of the ref but some.
   *
   * @throws VectorStoreException if the store cannot be used; some may be gone
   */
  void retainAll(Collection<String> ids) {
    store.retainAll(model(), repository, ref, ids);
  }
}
