package dev.codeintel.vector;

import java.util.Set;

/**
 * Which rows are searched.
 *
 * @param repository id of the repository
 * @param ref branch or other ref
 * @param languages ids of languages; empty for all
 * @param kinds labels of kinds; empty for all
 * @param includeTests whether test code counts
 * @param paths files; empty for all. Some hundreds at most
 * @param ids rows; empty for all. Some thousands at most
 */
public record VectorFilter(
    String repository,
    String ref,
    Set<String> languages,
    Set<String> kinds,
    boolean includeTests,
    Set<String> paths,
    Set<String> ids) {

  public VectorFilter {
    languages = Set.copyOf(languages);
    kinds = Set.copyOf(kinds);
    paths = Set.copyOf(paths);
    ids = Set.copyOf(ids);
  }

  /** Returns one that takes all rows of a ref. */
  public static VectorFilter of(String repository, String ref) {
    return new VectorFilter(repository, ref, Set.of(), Set.of(), true, Set.of(), Set.of());
  }

  /** Returns the same for some rows only. */
  public VectorFilter withIds(Set<String> some) {
    return new VectorFilter(repository, ref, languages, kinds, includeTests, paths, some);
  }
}
