package dev.codeintel.graph.duckdb;

import java.util.function.IntConsumer;

/** Numbers from 0 up, each in one of some numbered groups. Immutable. */
final class Groups {
  private final int[] first;
  private final int[] members;

  /**
   * Groups numbers.
   *
   * @param groupOf the group of each number
   * @param groups how many groups there are
   */
  Groups(int[] groupOf, int groups) {
    first = new int[groups + 1];
    for (int group : groupOf) {
      first[group + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      first[group + 1] += first[group];
    }
    int[] next = first.clone();
    members = new int[groupOf.length];
    for (int number = 0; number < groupOf.length; number++) {
      members[next[groupOf[number]]++] = number;
    }
  }

  /** Gives the numbers of one group in ascending order; none if there is no such group. */
  void each(int group, IntConsumer sink) {
    if (group < 0 || group >= first.length - 1) {
      return;
    }
    for (int i = first[group]; i < first[group + 1]; i++) {
      sink.accept(members[i]);
    }
  }
}
