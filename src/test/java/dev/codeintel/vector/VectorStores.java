package dev.codeintel.vector;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores for tests without a container. */
public final class VectorStores {
  private VectorStores() {}

  /** Returns none: vectors are in the search index. */
  public static VectorStore off() {
    return new Off();
  }

  private static final class Off implements VectorStore {
    @Override
    public boolean isOn() {
      return false;
    }

    @Override
    public void add(String model, List<Row> rows) {
      throw new IllegalStateException();
    }

    @Override
    public void retain(String model, String repository, String ref, Map<String, Set<String>> keep) {
      throw new IllegalStateException();
    }

    @Override
    public void retainAll(String model, String repository, String ref, Collection<String> keep) {
      throw new IllegalStateException();
    }

    @Override
    public Set<String> present(String model, int dimensions, Collection<String> ids) {
      throw new IllegalStateException();
    }

    @Override
    public List<List<Hit>> nearest(
        String model, List<float[]> queries, VectorFilter filter, int limit) {
      throw new IllegalStateException();
    }
  }
}
