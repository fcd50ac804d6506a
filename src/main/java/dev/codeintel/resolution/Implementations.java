package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which classes implement an interface by declaring it, themselves or through what they extend, and
 * which methods a call of the interface's method may run. Found when asked for: downwards by the
 * names of supertypes where these tell, else for all interfaces at once. Not thread-safe.
 */
final class Implementations {
  private static final int MAX_SUPERTYPES = 200;

  private final FactIndex index;
  private final NameResolution names;
  private final SupertypeNames supertypeNames;
  private final Map<Integer, int[]> classes = new HashMap<>();
  private final Map<Integer, int[]> methods = new HashMap<>();
  private @Nullable Map<Integer, IntList> ofAll;

  Implementations(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
    this.supertypeNames = new SupertypeNames(index);
  }

  /** Returns the classes below an interface of which there can be instances, in their order. */
  int[] classesOf(int type) {
    return classes.computeIfAbsent(
        type, each -> supertypeNames.isTold(index.file(each)) ? classesBelow(each) : fromAll(each));
  }

  /** Goes down from the interface, by what names it as a supertype. */
  private int[] classesBelow(int type) {
    Set<Integer> found = new TreeSet<>();
    Set<Integer> seen = new HashSet<>(Set.of(type));
    Deque<Integer> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      int above = open.remove();
      for (int candidate : supertypeNames.namedAsSupertype(above)) {
        if (!seen.contains(candidate) && isDirectlyBelow(candidate, above)) {
          for (int part : index.parts(candidate)) {
            Definition definition = index.definition(part);
            if (seen.add(part) && definition != null) {
              open.add(part);
              if (isConcrete(definition)) {
                found.add(part);
              }
            }
          }
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean isDirectlyBelow(int type, int above) {
    for (Type supertype : names.supertypes(type)) {
      if (supertype instanceof Type.Instance instance && instance.symbol() == above) {
        return true;
      }
    }
    return false;
  }

  private int[] fromAll(int type) {
    Map<Integer, IntList> all = ofAll;
    if (all == null) {
      all = new HashMap<>();
      ofAll = all;
      for (int symbol = 0; symbol < index.symbolCount(); symbol++) {
        Definition definition = index.definition(symbol);
        if (definition != null
            && isConcrete(definition)
            && !supertypeNames.isTold(index.file(symbol))) {
          noteInterfaces(symbol, all);
        }
      }
    }
    IntList found = all.get(type);
    return found == null ? FactIndex.NONE : found.toArray();
  }

  private static boolean isConcrete(Definition definition) {
    return switch (definition.kind()) {
      case CLASS, RECORD, ENUM -> !definition.isAbstract();
      default -> false;
    };
  }

  private void noteInterfaces(int type, Map<Integer, IntList> all) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty() && seen.size() < MAX_SUPERTYPES) {
      for (Type above : names.supertypes(open.remove())) {
        if (above instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
          if (index.kind(instance.symbol()) == SymbolKind.INTERFACE) {
            all.computeIfAbsent(instance.symbol(), key -> new IntList()).add(type);
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
