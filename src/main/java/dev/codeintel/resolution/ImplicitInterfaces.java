package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which types implement which interfaces where that needs no declaration: a type does if it has
 * methods of the same names and signatures, its own or promoted from what it embeds. Only the types
 * that have the interface's rarest method are compared, so the work grows with what there is to
 * find. Not thread-safe.
 */
final class ImplicitInterfaces {
  private static final int MAX_EMBEDDED = 50;
  private static final int MIN_LIKELY = 2;

  private final FactIndex index;
  private final NameResolution names;
  private final Map<Integer, Map<String, Integer>> methods = new HashMap<>();

  ImplicitInterfaces(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
  }

  /**
   * A type that implements an interface.
   *
   * @param methods each of its methods beside the one it stands for
   * @param isProved whether all methods of the interface are known; one from outside the index may
   *     be missing
   */
  record Implementation(
      int type, int implemented, Map<Integer, Integer> methods, boolean isProved) {}

  /** Returns all implementations, in the order of the interfaces. */
  List<Implementation> find() {
    Map<String, List<Integer>> typesByMethod = new HashMap<>();
    List<Integer> interfaces = new ArrayList<>();
    for (int file = 0; file < index.fileCount(); file++) {
      if (!index.profile(file).hasImplicitInterfaces()) {
        continue;
      }
      for (int i = 0; i < index.facts(file).definitions().size(); i++) {
        int symbol = index.symbol(file, i);
        SymbolKind kind = index.kind(symbol);
        if (kind == SymbolKind.INTERFACE) {
          interfaces.add(symbol);
        } else if (kind.isType()) {
          for (String name : methodsOf(symbol).keySet()) {
            typesByMethod.computeIfAbsent(name, key -> new ArrayList<>()).add(symbol);
          }
        }
      }
    }
    List<Implementation> found = new ArrayList<>();
    for (int each : interfaces) {
      findOf(each, typesByMethod, found);
    }
    return found;
  }

  private void findOf(
      int wanted, Map<String, List<Integer>> typesByMethod, List<Implementation> found) {
    Map<String, Integer> required = methodsOf(wanted);
    Set<String> external = externals(wanted);
    if (required.isEmpty() || !names.typeParameters(wanted).isEmpty()) {
      return;
    }
    List<Integer> fewest = null;
    for (String name : required.keySet()) {
      List<Integer> having = typesByMethod.getOrDefault(name, List.of());
      fewest = fewest == null || having.size() < fewest.size() ? having : fewest;
    }
    if (fewest == null) {
      return;
    }
    for (int type : fewest) {
      Map<Integer, Integer> matches = matches(type, required);
      boolean isProved = matches != null && externals(type).containsAll(external);
      if (matches != null && (isProved || matches.size() >= MIN_LIKELY)) {
        found.add(new Implementation(type, wanted, matches, isProved));
      }
    }
  }

  /** Returns the names of what a type embeds from outside the index, directly or not. */
  private Set<String> externals(int type) {
    Set<String> found = new HashSet<>();
    Set<Integer> seen = new HashSet<>(Set.of(type));
    List<Integer> open = new ArrayList<>(List.of(type));
    for (int i = 0; i < open.size() && i < MAX_EMBEDDED; i++) {
      for (Type embedded : names.supertypes(open.get(i))) {
        if (embedded instanceof Type.External external) {
          found.add(external.name());
        } else if (embedded instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
        }
      }
    }
    return found;
  }

  private @Nullable Map<Integer, Integer> matches(int type, Map<String, Integer> required) {
    Map<String, Integer> own = methodsOf(type);
    if (own.size() < required.size() || !names.typeParameters(type).isEmpty()) {
      return null;
    }
    Map<Integer, Integer> matches = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> each : required.entrySet()) {
      Integer method = own.get(each.getKey());
      if (method == null || !isSame(method, each.getValue())) {
        return null;
      }
      matches.put(method, each.getValue());
    }
    return matches;
  }

  /** Returns the methods of a type by name; those nearest to it where several are promoted. */
  private Map<String, Integer> methodsOf(int type) {
    Map<String, Integer> known = methods.get(type);
    if (known == null) {
      known = new HashMap<>();
      Set<Integer> seen = new HashSet<>(Set.of(type));
      List<Integer> open = new ArrayList<>(List.of(type));
      for (int i = 0; i < open.size() && i < MAX_EMBEDDED; i++) {
        for (int member : index.methodsOf(open.get(i))) {
          Definition definition = index.definition(member);
          if (definition != null) {
            known.putIfAbsent(definition.name(), member);
          }
        }
        for (Type embedded : names.supertypes(open.get(i))) {
          if (embedded instanceof Type.Instance instance && seen.add(instance.symbol())) {
            open.add(instance.symbol());
          }
        }
      }
      methods.put(type, known);
    }
    return known;
  }

  private boolean isSame(int method, int required) {
    Definition one = index.definition(method);
    Definition other = index.definition(required);
    if (one == null || other == null || one.parameters().size() != other.parameters().size()) {
      return false;
    }
    boolean isExported = Character.isUpperCase(one.name().charAt(0));
    if (!isExported && index.module(index.file(method)) != index.module(index.file(required))) {
      return false;
    }
    for (int i = 0; i < one.parameters().size(); i++) {
      Parameter own = one.parameters().get(i);
      Parameter wanted = other.parameters().get(i);
      if (own.variadic() != wanted.variadic()
          || !isSameType(method, own.type(), required, wanted.type())) {
        return false;
      }
    }
    return isSameType(method, one.type(), required, other.type());
  }

  private boolean isSameType(int one, @Nullable String text, int other, @Nullable String wanted) {
    if (text == null || wanted == null) {
      return text == null && wanted == null;
    }
    Type first = typeOf(one, text);
    Type second = typeOf(other, wanted);
    if (first == null || second == null || !first.equals(second)) {
      return plain(text).equals(plain(wanted));
    }
    return isPointer(text) == isPointer(wanted);
  }

  private static boolean isPointer(String text) {
    return text.startsWith("*");
  }

  private static String plain(String text) {
    return text.replace(" ", "").replace("interface{}", "any");
  }

  private @Nullable Type typeOf(int symbol, String text) {
    FileContext there = names.context(index.file(symbol));
    return names.resolveType(there, there.scopeOf(symbol - index.fileSymbol(there.file) - 1), text);
  }
}
