package dev.codeintel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store of vectors does. Each test uses a model of its own in an otherwise used store.
 */
public abstract class VectorStoreContract {
  private static final String REPOSITORY = "shop-1";
  private static final String REF = "main";
  private static final VectorFilter ALL = VectorFilter.of(REPOSITORY, REF);

  private final String model = "model " + System.nanoTime();

  protected abstract VectorStore store();

  private static Row row(String path, long hash, float... vector) {
    return row(REPOSITORY, REF, path, "java", "method", false, hash, vector);
  }

  private static Row row(
      String repository,
      String ref,
      String path,
      String language,
      String kind,
      boolean isTest,
      long hash,
      float... vector) {
    String id = Row.id(repository, ref, path, hash);
    return new Row(id, vector, repository, ref, path, language, kind, isTest, hash);
  }

  private List<Hit> nearest(VectorFilter filter, int limit, float... query) {
    return store().nearest(model, List.of(query), filter, limit).get(0);
  }

  private List<Long> hashes(VectorFilter filter) {
    return nearest(filter, 100, 1, 0, 0).stream().map(Hit::textHash).sorted().toList();
  }

  @Test
  void findsTheNearestFirstWithItsCosine() {
    store().add(model, List.of(row("a", 1, 0, 1, 0), row("b", -2, 5, 0, 0), row("c", 3, 1, 1, 0)));

    List<Hit> hits = nearest(ALL, 2, 2, 0, 0);

    assertThat(hits).extracting(Hit::path).containsExactly("b", "c");
    assertThat(hits).extracting(Hit::textHash).containsExactly(-2L, 3L);
    assertThat(hits.get(0).id()).isEqualTo(Row.id(REPOSITORY, REF, "b", -2));
    assertThat(hits.get(0).cosine()).isCloseTo(1, within(1e-5f));
    assertThat(hits.get(1).cosine()).isCloseTo((float) Math.sqrt(0.5), within(1e-5f));
  }

  @Test
  void addingTwiceIsHarmless() {
    store().add(model, List.of(row("a", 1, 1, 0, 0)));
    store().add(model, List.of(row("a", 1, 1, 0, 0), row("a", 2, 1, 1, 0)));

    assertThat(hashes(ALL)).containsExactly(1L, 2L);
  }

  @Test
  void filtersNeverLeak() {
    store()
        .add(
            model,
            List.of(
                row("a", 1, 1, 0, 0),
                row("other", REF, "a", "java", "method", false, 2, 1, 0, 0),
                row(REPOSITORY, "other", "a", "java", "method", false, 3, 1, 0, 0),
                row(REPOSITORY, REF, "b", "", "class", false, 4, 1, 0, 0),
                row(REPOSITORY, REF, "c", "java", "method", true, 5, 1, 0, 0)));

    assertThat(hashes(ALL)).containsExactly(1L, 4L, 5L);
    assertThat(hashes(filter(Set.of("java"), Set.of(), true, Set.of(), Set.of())))
        .containsExactly(1L, 5L);
    assertThat(hashes(filter(Set.of(), Set.of("class"), true, Set.of(), Set.of())))
        .containsExactly(4L);
    assertThat(hashes(filter(Set.of(), Set.of(), false, Set.of(), Set.of())))
        .containsExactly(1L, 4L);
    assertThat(hashes(filter(Set.of(), Set.of(), true, Set.of("b", "c"), Set.of())))
        .containsExactly(4L, 5L);
    String id = Row.id(REPOSITORY, REF, "c", 5);
    String foreign = Row.id("other", REF, "a", 2);
    assertThat(hashes(filter(Set.of(), Set.of(), true, Set.of(), Set.of(id, foreign, "none"))))
        .containsExactly(5L);
    assertThat(hashes(VectorFilter.of("nobody", REF))).isEmpty();
  }

  private static VectorFilter filter(
      Set<String> languages,
      Set<String> kinds,
      boolean includeTests,
      Set<String> paths,
      Set<String> ids) {
    return new VectorFilter(REPOSITORY, REF, languages, kinds, includeTests, paths, ids);
  }

  @Test
  void modelsAreApart() {
    store().add(model, List.of(row("a", 1, 1, 0, 0)));
    store().add(model + " 2", List.of(row("a", 2, 1, 0)));

    assertThat(hashes(ALL)).containsExactly(1L);
    assertThat(store().nearest(model + " 2", List.of(new float[] {1, 0}), ALL, 9).get(0))
        .extracting(Hit::textHash)
        .containsExactly(2L);
  }

  @Test
  void retainsOfSomeFilesWhatIsToBeKept() {
    Row foreign = row("other", REF, "a", "java", "method", false, 6, 1, 0, 0);
    store()
        .add(
            model,
            List.of(
                row("a", 1, 1, 0, 0),
                row("a", 2, 1, 0, 0),
                row("b", 3, 1, 0, 0),
                row("c", 4, 1, 0, 0),
                foreign));

    String kept = Row.id(REPOSITORY, REF, "a", 2);
    store().retain(model, REPOSITORY, REF, Map.of("a", Set.of(kept), "b", Set.of()));

    assertThat(hashes(ALL)).containsExactly(2L, 4L);
    assertThat(store().present(model, 3, List.of(foreign.id(), kept, Row.id("", "", "", 0))))
        .containsExactlyInAnyOrder(foreign.id(), kept);
    assertThat(store().present(model, 3, List.of())).isEmpty();
  }

  @Test
  void retainsOfARefWhatIsToBeKept() {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(row("f" + i % 50, i, vector(random, 8)));
    }
    Row foreign = row(REPOSITORY, "other", "a", "java", "method", false, 6, vector(random, 8));
    rows.add(foreign);
    store().add(model, rows);
    List<String> all = rows.stream().map(Row::id).toList();
    List<String> keep = all.subList(0, 2_200);

    assertThat(store().present(model, 8, all)).hasSize(2_501);
    store().retainAll(model, REPOSITORY, REF, keep);

    assertThat(store().present(model, 8, all)).hasSize(2_201).containsAll(keep);
    store().retainAll(model, REPOSITORY, REF, List.of());
    assertThat(store().present(model, 8, all)).containsExactly(foreign.id());
  }

  @Test
  void asksManyQuestionsAtOnceInTheirOrder() {
    Random random = new Random(2);
    List<Row> rows =
        IntStream.range(0, 300).mapToObj(i -> row("f" + i, i, vector(random, 16))).toList();
    store().add(model, rows);

    List<List<Hit>> found =
        store().nearest(model, rows.stream().map(Row::vector).limit(40).toList(), ALL, 3);

    assertThat(found).hasSize(40).allSatisfy(hits -> assertThat(hits).hasSize(3));
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).get(0).textHash()).isEqualTo(i);
    }
  }

  /** Returns one of whole numbers, as the program keeps them. */
  protected static float[] vector(Random random, int dimensions) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = random.nextInt(255) - 127;
    }
    return vector;
  }
}
