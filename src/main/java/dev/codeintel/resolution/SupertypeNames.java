package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types by the names of the supertypes they declare: candidates for being below a type, found
 * without resolving a name. Only for languages in which a type goes by its own name everywhere, or
 * by one that an import or an alias for a type gives it. Read when first asked. Not thread-safe.
 */
final class SupertypeNames {
  private final FactIndex index;
  private @Nullable Map<Integer, IntList> typesByWord;
  private final Map<Integer, IntList> aliases = new HashMap<>();

  SupertypeNames(FactIndex index) {
    this.index = index;
  }

  /** Tells whether names are enough in the language of a file. */
  boolean isTold(int file) {
    return index.profile(file).modules() == ModuleRule.DECLARED
        && !index.profile(file).implementsOutside();
  }

  /**
   * Returns the types with a supertype that may be this one, by its name; some may be there twice.
   */
  int[] namedAsSupertype(int type) {
    Map<Integer, IntList> types = typesByWord;
    if (types == null) {
      types = read();
      typesByWord = types;
    }
    Definition definition = index.definition(type);
    IntList found = new IntList();
    if (definition == null) {
      return found.toArray();
    }
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    NameWords.each(definition.name(), open::add);
    while (!open.isEmpty()) {
      int word = open.remove();
      if (seen.add(word)) {
        addAll(types.get(word), found);
        IntList others = aliases.get(word);
        if (others != null) {
          for (int other : others.toArray()) {
            open.add(other);
          }
        }
      }
    }
    return found.toArray();
  }

  private static void addAll(@Nullable IntList from, IntList to) {
    if (from != null) {
      for (int each : from.toArray()) {
        to.add(each);
      }
    }
  }

  private Map<Integer, IntList> read() {
    Map<Integer, IntList> types = new HashMap<>();
    for (int file = 0; file < index.fileCount(); file++) {
      if (!isTold(file)) {
        continue;
      }
      FileFacts facts = index.facts(file);
      ReferenceTable references = facts.references();
      for (int row = 0; row < references.size(); row++) {
        ReferenceRole role = references.role(row);
        if (role == ReferenceRole.EXTENSION || role == ReferenceRole.IMPLEMENTATION) {
          int below = index.enclosing(file, references.scope(row));
          NameWords.each(references.name(row), word -> note(types, word, below));
        }
      }
      for (Import taken : facts.imports()) {
        String alias = taken.alias();
        if (alias != null) {
          noteAlias(taken.module(), alias);
          noteAlias(taken.member(), alias);
        }
      }
      for (Definition definition : facts.definitions()) {
        if (definition.kind() == SymbolKind.TYPE) {
          noteAlias(definition.type(), definition.name());
        }
      }
    }
    return types;
  }

  private void noteAlias(@Nullable String name, String alias) {
    if (name != null) {
      NameWords.each(name, word -> NameWords.each(alias, other -> note(aliases, word, other)));
    }
  }

  private static void note(Map<Integer, IntList> lists, int word, int entry) {
    lists.computeIfAbsent(word, key -> new IntList()).add(entry);
  }
}
