package dev.codeintel.resolution;

import dev.codeintel.model.ReferenceTable;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What frameworks add to code without the source saying so. Each rule has a name, under which a
 * language's properties list the annotations that call for it; what it finds is graded heuristic:
 *
 * <ul>
 *   <li>{@code accessors}: a getter or setter that is generated for a field;
 *   <li>{@code injected}, {@code components}: a call on an interface that is injected, into an
 *       annotated field or any field of an annotated class, runs its only implementation.
 * </ul>
 *
 * Not thread-safe.
 */
final class FrameworkRules {
  private static final int NOTHING = -1;

  private final FactIndex index;
  private final NameResolution names;
  private final Map<Integer, Set<String>> annotations = new HashMap<>();

  FrameworkRules(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
  }

  /** Returns the field that a generated accessor of a type reads or writes, or -1. */
  int accessed(int type, String accessor, int arguments) {
    String prefix = prefix(accessor, arguments);
    if (prefix.isEmpty() || rule(type, "accessors").isEmpty()) {
      return NOTHING;
    }
    String rest = accessor.substring(prefix.length());
    String field = rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1);
    for (int symbol : names.inherited(type, field, false)) {
      boolean isGenerated =
          index.kind(symbol).isValue()
              && (isAnnotated(symbol, "accessors")
                  || isAnnotated(index.parent(symbol), "accessors"));
      if (isGenerated) {
        return symbol;
      }
    }
    return NOTHING;
  }

  private static String prefix(String accessor, int arguments) {
    for (String prefix : arguments == 0 ? List.of("get", "is") : List.of("set", "with")) {
      if (arguments < 2 && accessor.startsWith(prefix) && accessor.length() > prefix.length()) {
        return prefix;
      }
    }
    return "";
  }

  /** Tells whether what a field holds is injected. */
  boolean isInjected(int field) {
    return !rule(field, "injected").isEmpty()
        && (isAnnotated(field, "injected") || isAnnotated(index.parent(field), "components"));
  }

  private Set<String> rule(int symbol, String name) {
    return index.profile(index.file(symbol)).frameworkRules().getOrDefault(name, Set.of());
  }

  private boolean isAnnotated(int symbol, String name) {
    return symbol >= 0
        && !index.isFile(symbol)
        && !Collections.disjoint(annotationsOf(symbol), rule(symbol, name));
  }

  private Set<String> annotationsOf(int symbol) {
    return annotations.computeIfAbsent(symbol, this::readAnnotations);
  }

  private Set<String> readAnnotations(int symbol) {
    int file = index.file(symbol);
    FileContext there = names.context(file);
    ReferenceTable references = there.facts.references();
    Set<String> found = new HashSet<>();
    for (int row : there.decoratorsOf(symbol - index.fileSymbol(file) - 1)) {
      if (names.findType(there, references.scope(row), references.name(row))
          instanceof Binding.External external) {
        found.add(external.name());
      }
    }
    return found;
  }
}
