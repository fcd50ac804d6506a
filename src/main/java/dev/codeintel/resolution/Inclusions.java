package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.ModuleRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file sees of a space of names that included files share: its own declarations and those of
 * the files it includes, directly or not. A declaration stands for its definition elsewhere. Not
 * thread-safe.
 */
final class Inclusions {
  private static final int MAX_KNOWN = 256;

  private final FactIndex index;
  private final Map<Integer, int[]> definitions = new HashMap<>();
  private final Map<Integer, int[]> included = new HashMap<>();
  private final Map<Integer, BitSet> closures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, BitSet> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  Inclusions(FactIndex index) {
    this.index = index;
  }

  /**
   * Puts the symbols that a file sees before the others; none, if it sees none. Where nothing is
   * included, all are seen.
   */
  int[] seenFirst(FileContext at, int[] symbols) {
    int[] seen = seen(at, symbols);
    if (seen.length == 0 || seen.length == symbols.length) {
      return seen;
    }
    BitSet files = closure(at.file);
    IntList all = new IntList();
    for (int symbol : seen) {
      all.add(symbol);
    }
    for (int symbol : symbols) {
      if (!files.get(index.file(symbol))) {
        all.add(symbol);
      }
    }
    return all.toArray();
  }

  private int[] seen(FileContext at, int[] symbols) {
    if (at.profile.modules() != ModuleRule.INCLUDE || symbols.length == 0) {
      return symbols;
    }
    IntList seen = new IntList();
    BitSet files = closure(at.file);
    for (int symbol : symbols) {
      if (files.get(index.file(symbol))) {
        seen.add(symbol);
      }
    }
    return seen.size() == symbols.length ? symbols : seen.toArray();
  }

  /**
   * Returns what a use of symbols of one name means: those that are seen, and for a declaration
   * without body the definitions that belong to it.
   */
  int[] meant(FileContext at, int[] symbols) {
    if (at.profile.modules() != ModuleRule.INCLUDE || symbols.length == 0) {
      return symbols;
    }
    IntList meant = new IntList();
    for (int symbol : seen(at, symbols)) {
      for (int each : defined(symbol)) {
        add(meant, each);
      }
    }
    return meant.toArray();
  }

  /** Returns the definitions that belong to a declaration without body; or the symbol itself. */
  int[] defined(int symbol) {
    Definition declaration = index.definition(symbol);
    int file = index.file(symbol);
    if (declaration == null
        || declaration.hasBody()
        || !declaration.kind().isCallable()
        || index.profile(file).modules() != ModuleRule.INCLUDE) {
      return new int[] {symbol};
    }
    return definitions.computeIfAbsent(symbol, key -> readDefined(symbol, declaration));
  }

  private int[] readDefined(int symbol, Definition declaration) {
    int parent = index.parent(symbol);
    int[] namesakes =
        index.isFile(parent)
            ? index.siblings(index.file(symbol), declaration.name())
            : index.members(parent, declaration.name());
    IntList found = new IntList();
    for (int other : namesakes) {
      if (defines(other, symbol)) {
        found.add(other);
      }
    }
    return found.size() == 0 ? new int[] {symbol} : found.toArray();
  }

  private static void add(IntList list, int symbol) {
    if (!list.contains(symbol)) {
      list.add(symbol);
    }
  }

  private boolean defines(int symbol, int declaration) {
    Definition definition = index.definition(symbol);
    Definition declared = index.definition(declaration);
    if (definition == null || declared == null || !definition.hasBody()) {
      return false;
    }
    boolean isElsewhere = index.file(symbol) != index.file(declaration);
    boolean isPrivate = definition.isStatic() && definition.owner() == null && isElsewhere;
    return !isPrivate
        && definition.kind().isCallable()
        && NameResolution.sameParameters(definition, declared)
        && closure(index.file(symbol)).get(index.file(declaration));
  }

  private BitSet closure(int file) {
    BitSet known = closures.get(file);
    if (known != null) {
      return known;
    }
    BitSet found = new BitSet();
    found.set(file);
    List<Integer> open = new ArrayList<>(List.of(file));
    for (int i = 0; i < open.size(); i++) {
      for (int next : included(open.get(i))) {
        if (!found.get(next)) {
          found.set(next);
          open.add(next);
        }
      }
    }
    closures.put(file, found);
    return found;
  }

  private int[] included(int file) {
    return included.computeIfAbsent(file, this::readIncluded);
  }

  private int[] readIncluded(int file) {
    FileFacts facts = index.facts(file);
    IntList found = new IntList();
    for (Import taken : facts.imports()) {
      if (taken.member() == null) {
        int module =
            index.modules().imported(file, index.profile(file), facts.path(), taken.module());
        if (module != ModuleTable.UNKNOWN) {
          IntList files = index.modules().files(module);
          for (int i = 0; i < files.size(); i++) {
            found.add(files.get(i));
          }
        }
      }
    }
    return found.toArray();
  }
}
