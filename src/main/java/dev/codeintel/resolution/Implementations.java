package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which classes implement an interface by declaring it, themselves or through what they extend, and
 * which methods a call of the interface's method may run. Found for all interfaces at once when
 * first asked for. Not thread-safe.
 */
final class Implementations {
  private static final int MAX_SUPERTYPES = 200;

  private final FactIndex index;
  private final NameResolution names;
  private final Map<Integer, List<Integer>> classes = new HashMap<>();
  private final Map<Integer, int[]> methods = new HashMap<>();
  private boolean isRead;

  Implementations(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
  }

  /** Returns the classes below an interface of which there can be instances. */
  List<Integer> classesOf(int type) {
    if (!isRead) {
      isRead = true;
      for (int symbol = 0; symbol < index.symbolCount(); symbol++) {
        Definition definition = index.definition(symbol);
        if (definition != null && isConcrete(definition)) {
          noteInterfaces(symbol);
        }
      }
    }
    return classes.getOrDefault(type, List.of());
  }

  private static boolean isConcrete(Definition definition) {
    return switch (definition.kind()) {
      case CLASS, RECORD, ENUM -> !definition.isAbstract();
      default -> false;
    };
  }

  private void noteInterfaces(int type) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty() && seen.size() < MAX_SUPERTYPES) {
      for (Type above : names.supertypes(open.remove())) {
        if (above instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
          if (index.kind(instance.symbol()) == SymbolKind.INTERFACE) {
            classes.computeIfAbsent(instance.symbol(), key -> new ArrayList<>(1)).add(type);
          }
        }
      }
    }
  }

  /** Returns the methods with a body that a call of an interface's method may run, each once. */
  int[] methodsOf(int method) {
    Definition called = index.definition(method);
    int type = index.parent(method);
    boolean isOpen =
        called != null
            && called.isAbstract()
            && type >= 0
            && index.kind(type) == SymbolKind.INTERFACE;
    return isOpen ? methods.computeIfAbsent(method, this::findMethods) : FactIndex.NONE;
  }

  private int[] findMethods(int method) {
    Definition called = index.definition(method);
    Set<Integer> found = new HashSet<>();
    IntList all = new IntList();
    for (int type : classesOf(index.parent(method))) {
      int run = called == null ? -1 : methodIn(type, called);
      if (run >= 0 && run != method && found.add(run)) {
        all.add(run);
      }
    }
    return all.toArray();
  }

  private int methodIn(int type, Definition called) {
    for (int symbol : names.inherited(type, called.name(), false)) {
      Definition definition = index.definition(symbol);
      if (definition != null
          && definition.kind() == SymbolKind.METHOD
          && !definition.isAbstract()
          && !definition.isStatic()
          && NameResolution.sameParameters(definition, called)) {
        return symbol;
      }
    }
    return -1;
  }
}
