package dev.codeintel.graph.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Different strings numbered from 0 in the order they come. Equal ones tend to come one after the
 * other. Safe for many threads once all are numbered.
 */
final class Names {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private String last = "";
  private int lastNumber = -1;

  /** Returns the number of a string, which may be new. */
  int number(String name) {
    if (lastNumber < 0 || !name.equals(last)) {
      Integer known = numbers.putIfAbsent(name, names.size());
      if (known == null) {
        names.add(name);
      }
      last = name;
      lastNumber = known == null ? names.size() - 1 : known;
    }
    return lastNumber;
  }

  /** Returns the number of a string, or -1 if it has none. */
  int find(String name) {
    return numbers.getOrDefault(name, -1);
  }

  String name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }
}
