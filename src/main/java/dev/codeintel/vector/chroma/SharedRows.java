package dev.codeintel.vector.chroma;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import dev.codeintel.vector.Hit;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorFilter;
import dev.codeintel.vector.VectorStore;
import dev.codeintel.vector.VectorStoreException;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Rows in stores of LangChain4j, one for each model. Only plain values can be filtered by, and not
 * the ids: so each row has its id as a value too, and a part of that as a number, by which all rows
 * can be gone through in pieces. Thread-safe.
 */
final class SharedRows implements VectorStore, AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final int PATHS_AT_ONCE = 200;
  private static final int THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  /** The first digits of an id are its slot. */
  private static final int SLOT_DIGITS = 4;

  private static final int SLOTS = 1 << (4 * SLOT_DIGITS);
  private static final int HEXADECIMAL = 16;

  private static final String ID = "id";
  private static final String SLOT = "slot";
  private static final String REPOSITORY = "repository";
  private static final String REF = "ref";
  private static final String PATH = "path";
  private static final String LANGUAGE = "language";
  private static final String KIND = "kind";
  private static final String TEST = "test";
  private static final String TEXT_HASH = "text_hash";

  /** LangChain4j drops what to filter by where there is no text. The texts themselves stay here. */
  private static final String NO_TEXT = ".";

  private final String server;
  private final String prefix;
  private final Function<String, EmbeddingStore<TextSegment>> connect;
  private final Calls calls;
  private final ConcurrentMap<String, EmbeddingStore<TextSegment>> stores =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;

  /**
   * @param server what messages call it
   * @param connect returns the store of a collection, made if it is missing; may fail
   */
  SharedRows(
      String server,
      String prefix,
      Function<String, EmbeddingStore<TextSegment>> connect,
      Calls calls) {
    this.server = server;
    this.prefix = prefix;
    this.connect = connect;
    this.calls = calls;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "vectors");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  /** The server allows few characters in a name. */
  private String collection(String model) {
    return prefix + "-" + UUID.nameUUIDFromBytes(model.getBytes(StandardCharsets.UTF_8));
  }

  /** What is asked of the store of a model. */
  private interface Use<T> {
    T of(EmbeddingStore<TextSegment> store);
  }

  private <T> T read(String model, Use<T> use) {
    return translated(() -> calls.read(() -> use(model, use)));
  }

  private void write(String model, Use<Boolean> use) {
    translated(() -> calls.write(() -> use(model, use)));
  }

  /** A collection that somebody has removed has to be made again. */
  private <T> T use(String model, Use<T> use) {
    String name = collection(model);
    EmbeddingStore<TextSegment> store = stores.computeIfAbsent(name, connect);
    try {
      return use.of(store);
    } catch (RuntimeException e) {
      if (GuardedCalls.isAnswer(e)) {
        stores.remove(name, store);
      }
      throw e;
    }
  }

  private <T> T translated(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      if (GuardedCalls.hasCause(e, InterruptedException.class)) {
        Thread.currentThread().interrupt();
      }
      throw failure(e);
    }
  }

  private VectorStoreException failure(Throwable e) {
    return e instanceof VectorStoreException known
        ? known
        : new VectorStoreException(
            "The vector store at " + server + " cannot be used: " + e.getMessage(), e);
  }

  @Override
  public void add(String model, List<Row> rows) {
    for (List<Row> some : pieces(rows)) {
      List<String> ids = some.stream().map(Row::id).toList();
      List<Embedding> vectors = some.stream().map(row -> Embedding.from(row.vector())).toList();
      List<TextSegment> values = some.stream().map(SharedRows::values).toList();
      write(
          model,
          store -> {
            store.addAll(ids, vectors, values);
            return true;
          });
    }
  }

  private static TextSegment values(Row row) {
    Metadata values =
        new Metadata()
            .put(ID, row.id())
            .put(SLOT, slot(row.id()))
            .put(REPOSITORY, row.repository())
            .put(REF, row.ref())
            .put(PATH, row.path())
            .put(LANGUAGE, row.language())
            .put(KIND, row.kind())
            .put(TEST, Boolean.toString(row.isTest()))
            .put(TEXT_HASH, Long.toHexString(row.textHash()));
    return TextSegment.from(NO_TEXT, values);
  }

  private static int slot(String id) {
    return Integer.parseInt(id.substring(0, SLOT_DIGITS), HEXADECIMAL);
  }

  private static Filter ofRef(String repository, String ref) {
    return metadataKey(REPOSITORY).isEqualTo(repository).and(metadataKey(REF).isEqualTo(ref));
  }

  @Override
  public void retain(String model, String repository, String ref, Map<String, Set<String>> keep) {
    Set<String> paths = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, Set<String>> file : keep.entrySet()) {
      paths.add(file.getKey());
      ids.addAll(file.getValue());
      if (paths.size() >= PATHS_AT_ONCE || ids.size() >= AT_ONCE) {
        remove(model, ofRef(repository, ref).and(metadataKey(PATH).isIn(paths)), ids);
        paths.clear();
        ids.clear();
      }
    }
    if (!paths.isEmpty()) {
      remove(model, ofRef(repository, ref).and(metadataKey(PATH).isIn(paths)), ids);
    }
  }

  @Override
  public void retainAll(String model, String repository, String ref, Collection<String> keep) {
    List<String> sorted = keep.stream().sorted().distinct().toList();
    int first = 0;
    int start = 0;
    while (first < SLOTS) {
      int next = Math.min(sorted.size(), start + AT_ONCE);
      while (next < sorted.size() && slot(sorted.get(next)) == slot(sorted.get(next - 1))) {
        next++;
      }
      int end = next == sorted.size() ? SLOTS : slot(sorted.get(next));
      Filter slots =
          metadataKey(SLOT).isGreaterThanOrEqualTo(first).and(metadataKey(SLOT).isLessThan(end));
      remove(model, ofRef(repository, ref).and(slots), Set.copyOf(sorted.subList(start, next)));
      first = end;
      start = next;
    }
  }

  private void remove(String model, Filter filter, Set<String> keep) {
    Filter all = keep.isEmpty() ? filter : filter.and(metadataKey(ID).isNotIn(Set.copyOf(keep)));
    write(
        model,
        store -> {
          store.removeAll(all);
          return true;
        });
  }

  @Override
  public Set<String> present(String model, int dimensions, Collection<String> ids) {
    Set<String> present = new HashSet<>();
    for (List<String> some : pieces(List.copyOf(new HashSet<>(ids)))) {
      present.addAll(read(model, store -> present(store, dimensions, some)));
    }
    return present;
  }

  /** Whatever the question is, these rows are the nearest of these rows. */
  private static Set<String> present(
      EmbeddingStore<TextSegment> store, int dimensions, List<String> ids) {
    float[] any = new float[dimensions];
    any[0] = 1;
    Set<String> present = new HashSet<>();
    for (EmbeddingMatch<TextSegment> match :
        search(store, any, metadataKey(ID).isIn(ids), ids.size())) {
      present.add(match.embeddingId());
    }
    return present;
  }

  private static List<EmbeddingMatch<TextSegment>> search(
      EmbeddingStore<TextSegment> store, float[] query, Filter filter, int limit) {
    return store
        .search(
            EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(query))
                .filter(filter)
                .maxResults(limit)
                .minScore(0.0)
                .build())
        .matches();
  }

  @Override
  public List<List<Hit>> nearest(
      String model, List<float[]> queries, VectorFilter filter, int limit) {
    Filter some = filter(filter);
    if (queries.size() == 1) {
      return List.of(nearest(model, queries.get(0), some, limit));
    }
    List<Future<List<Hit>>> asked = new ArrayList<>();
    for (float[] query : queries) {
      asked.add(threads.submit(() -> nearest(model, query, some, limit)));
    }
    try {
      List<List<Hit>> found = new ArrayList<>();
      for (Future<List<Hit>> each : asked) {
        found.add(each.get());
      }
      return found;
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(e);
    } finally {
      asked.forEach(each -> each.cancel(true));
    }
  }

  private List<Hit> nearest(String model, float[] query, Filter filter, int limit) {
    List<EmbeddingMatch<TextSegment>> matches =
        read(model, store -> search(store, query, filter, limit));
    Embedding question = Embedding.from(query);
    List<Hit> hits = new ArrayList<>(matches.size());
    for (EmbeddingMatch<TextSegment> match : matches) {
      Metadata values = match.embedded().metadata();
      String path = values.getString(PATH);
      String hash = values.getString(TEXT_HASH);
      if (path != null && hash != null) {
        long textHash = Long.parseUnsignedLong(hash, HEXADECIMAL);
        // What the server says itself is rounded, and depends on how the collection was made.
        float cosine = (float) CosineSimilarity.between(question, match.embedding());
        hits.add(new Hit(match.embeddingId(), path, textHash, cosine));
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::cosine).reversed());
    return hits;
  }

  private static Filter filter(VectorFilter filter) {
    Filter all = ofRef(filter.repository(), filter.ref());
    if (!filter.languages().isEmpty()) {
      all = all.and(metadataKey(LANGUAGE).isIn(filter.languages()));
    }
    if (!filter.kinds().isEmpty()) {
      all = all.and(metadataKey(KIND).isIn(filter.kinds()));
    }
    if (!filter.includeTests()) {
      all = all.and(metadataKey(TEST).isEqualTo(Boolean.toString(false)));
    }
    if (!filter.paths().isEmpty()) {
      all = all.and(metadataKey(PATH).isIn(filter.paths()));
    }
    return filter.ids().isEmpty() ? all : all.and(metadataKey(ID).isIn(filter.ids()));
  }

  private static <T> List<List<T>> pieces(List<T> all) {
    List<List<T>> pieces = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      pieces.add(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
    }
    return pieces;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
