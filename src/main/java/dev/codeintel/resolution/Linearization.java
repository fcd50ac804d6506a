package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one line in which a type and its supertypes are asked for a member: C3, where a type comes
 * before its supertypes, and those in the order in which they are named. Types outside the index
 * are left out. Not thread-safe.
 */
final class Linearization {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_LINE = 500;

  private final NameResolution names;
  private final SelfTypes selfTypes;
  private final Map<Integer, List<Integer>> lines = new HashMap<>();
  private final Set<Integer> underWay = new HashSet<>();

  Linearization(NameResolution names, SelfTypes selfTypes) {
    this.names = names;
    this.selfTypes = selfTypes;
  }

  /** Returns the line of a type, which is its first. */
  List<Integer> of(int type) {
    List<Integer> known = lines.get(type);
    if (known != null) {
      return known;
    }
    if (underWay.size() > MAX_DEPTH || !underWay.add(type)) {
      selfTypes.cut();
      return List.of(type);
    }
    selfTypes.turned();
    try {
      List<List<Integer>> open = new ArrayList<>();
      List<Integer> direct = new ArrayList<>();
      for (Type supertype : names.supertypes(type)) {
        if (supertype instanceof Type.Instance instance && instance.symbol() != type) {
          open.add(new ArrayList<>(of(instance.symbol())));
          direct.add(instance.symbol());
        }
      }
      open.add(direct);
      List<Integer> line = new ArrayList<>(List.of(type));
      merge(open, line);
      lines.put(type, line);
      return line;
    } finally {
      underWay.remove(type);
      selfTypes.turned();
    }
  }

  private static void merge(List<List<Integer>> open, List<Integer> line) {
    open.removeIf(List::isEmpty);
    while (!open.isEmpty() && line.size() < MAX_LINE) {
      int next = next(open);
      line.add(next);
      for (List<Integer> each : open) {
        each.remove((Integer) next);
      }
      open.removeIf(List::isEmpty);
    }
  }

  /** The first head that no other list has further down; of a line that cannot be, any head. */
  private static int next(List<List<Integer>> open) {
    for (List<Integer> candidate : open) {
      int head = candidate.get(0);
      boolean comesLater = false;
      for (List<Integer> each : open) {
        comesLater |= each.lastIndexOf(head) > 0;
      }
      if (!comesLater) {
        return head;
      }
    }
    return open.get(0).get(0);
  }
}
