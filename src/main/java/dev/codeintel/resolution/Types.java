package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done with types alone, without the index. */
final class Types {
  /** An argument or part of a type of which nothing is known. */
  static final Type UNKNOWN = Type.External.UNKNOWN;

  private static final int MAX_DEPTH = 12;

  private Types() {}

  /** Returns the function type that a text describes whose parts are resolved. */
  static Type function(TypeText text, List<Type> parts) {
    List<Type> parameters = new ArrayList<>();
    Type self = UNKNOWN;
    boolean isVariadic = false;
    for (int i = 1; i < parts.size(); i++) {
      String marker = text.arguments().get(i).name();
      if (marker.equals(TypeText.SELF)) {
        self = parts.get(i);
      } else {
        boolean isRest = marker.equals(TypeText.VARIADIC);
        isVariadic |= isRest;
        parameters.add(isRest ? sequence(parts.get(i)) : parts.get(i));
      }
    }
    return new Type.Function(parameters, isVariadic, self, parts.get(0));
  }

  /** Returns the one type among alternatives, or all of them; null if none is known. */
  static @Nullable Type union(List<Type> alternatives) {
    List<Type> known = new ArrayList<>();
    for (Type alternative : alternatives) {
      if (alternative instanceof Type.Union union) {
        union.alternatives().stream().filter(each -> !known.contains(each)).forEach(known::add);
      } else if (!alternative.equals(UNKNOWN) && !known.contains(alternative)) {
        known.add(alternative);
      }
    }
    return known.size() > 1 ? new Type.Union(known) : known.isEmpty() ? null : known.get(0);
  }

  /** Returns what a parameter that takes any number of values is inside its function. */
  static Type sequence(Type type) {
    boolean isSequence =
        type instanceof Type.External external && external.name().equals(TypeText.ARRAY);
    return isSequence ? type : new Type.External(TypeText.ARRAY, List.of(type));
  }

  static Type orUnknown(@Nullable Type type) {
    return type == null ? UNKNOWN : type;
  }

  static @Nullable Type known(@Nullable Type type) {
    return UNKNOWN.equals(type) ? null : type;
  }

  /** Returns what type parameters stand for; those without an argument are left out. */
  static Map<String, Type> bindings(List<String> parameters, List<Type> arguments) {
    Map<String, Type> bindings = new HashMap<>();
    for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
      bindings.put(parameters.get(i), arguments.get(i));
    }
    return bindings;
  }

  /** Replaces type parameters. */
  static @Nullable Type substitute(@Nullable Type type, Map<String, Type> bindings) {
    return type == null || bindings.isEmpty() ? type : known(replace(type, bindings, 0));
  }

  private static Type replace(Type type, Map<String, Type> bindings, int depth) {
    if (depth > MAX_DEPTH) {
      return type;
    }
    if (type instanceof Type.Variable variable) {
      return bindings.getOrDefault(variable.name(), type);
    }
    if (type instanceof Type.Instance instance && !instance.arguments().isEmpty()) {
      return new Type.Instance(
          instance.symbol(), replaceAll(instance.arguments(), bindings, depth));
    }
    if (type instanceof Type.External external && !external.arguments().isEmpty()) {
      return new Type.External(external.name(), replaceAll(external.arguments(), bindings, depth));
    }
    if (type instanceof Type.Function function) {
      return new Type.Function(
          replaceAll(function.parameters(), bindings, depth),
          function.isVariadic(),
          replace(function.self(), bindings, depth + 1),
          replace(function.result(), bindings, depth + 1));
    }
    if (type instanceof Type.Union union) {
      return orUnknown(union(replaceAll(union.alternatives(), bindings, depth)));
    }
    if (type instanceof Type.Tuple tuple) {
      return new Type.Tuple(replaceAll(tuple.parts(), bindings, depth));
    }
    return type;
  }

  private static List<Type> replaceAll(List<Type> types, Map<String, Type> bindings, int depth) {
    List<Type> replaced = new ArrayList<>(types.size());
    for (Type type : types) {
      replaced.add(replace(type, bindings, depth + 1));
    }
    return replaced;
  }
}
