package dev.codeintel.resolution;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which types can be passed for which: subtyping, widening and boxing as in chapter 5 of the Java
 * Language Specification, on erased types.
 */
final class Conversions {
  static final String NULL = "null";
  private static final Map<String, String> BOXES =
      Map.of(
          "int",
          "java.lang.Integer",
          "long",
          "java.lang.Long",
          "double",
          "java.lang.Double",
          "float",
          "java.lang.Float",
          "char",
          "java.lang.Character",
          "boolean",
          "java.lang.Boolean",
          "byte",
          "java.lang.Byte",
          "short",
          "java.lang.Short",
          "void",
          "java.lang.Void");
  private static final List<String> NUMBERS = List.of("int", "long", "float", "double");

  private final TypeHierarchy hierarchy;

  Conversions(TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  static boolean isPrimitive(Type type) {
    return type instanceof Type.External external && isPrimitive(external.name());
  }

  static boolean isPrimitive(String name) {
    return BOXES.containsKey(name);
  }

  /** Returns the class a primitive is boxed to, or the type itself. */
  Type boxed(Type type) {
    String box = type instanceof Type.External external ? BOXES.get(external.name()) : null;
    return box == null ? type : hierarchy.named(box);
  }

  /** Returns the primitive a box holds, or null. */
  @Nullable Type unboxed(Type type) {
    if (isPrimitive(type)) {
      return type;
    }
    for (Map.Entry<String, String> box : BOXES.entrySet()) {
      if (hierarchy.named(box.getValue()).equals(type)) {
        return new Type.External(box.getKey(), List.of());
      }
    }
    return null;
  }

  /** Returns the type of arithmetic on two numbers, or null if they are none. */
  @Nullable Type promoted(Type one, Type other) {
    Type first = unboxed(one);
    Type second = unboxed(other);
    if (!(first instanceof Type.External a) || !(second instanceof Type.External b)) {
      return null;
    }
    if (a.name().equals("boolean") && b.name().equals("boolean")) {
      return a;
    }
    int rank = Math.max(0, Math.max(NUMBERS.indexOf(a.name()), NUMBERS.indexOf(b.name())));
    return new Type.External(NUMBERS.get(rank), List.of());
  }

  /**
   * Tells how a value of one type fits a place of another.
   *
   * @param free type parameters that stand for whatever fits
   */
  Fit fit(Type given, Type wanted, Collection<Type.Variable> free) {
    if (given.isUnknown() || wanted.isUnknown()) {
      return Fit.UNKNOWN;
    }
    boolean isPrimitive = isPrimitive(given);
    if (wanted instanceof Type.Variable variable) {
      if (given.equals(wanted)) {
        return Fit.SAME;
      }
      if (free.contains(variable)) {
        return isPrimitive ? Fit.BOXED : fitsBound(given, variable);
      }
    }
    if (given.isNull()) {
      return isPrimitive(wanted) ? Fit.NONE : Fit.SUBTYPE;
    }
    if (isPrimitive || isPrimitive(wanted)) {
      return primitive(given, wanted);
    }
    if (given.isArray() && wanted.isArray()) {
      return arrays(given, wanted, free);
    }
    if (wanted.isArray()) {
      Type bound = hierarchy.bound(given);
      return bound.isArray()
          ? arrays(bound, wanted, free)
          : hierarchy.isKnown(bound) ? Fit.NONE : Fit.UNKNOWN;
    }
    return reference(given, wanted);
  }

  private Fit fitsBound(Type given, Type.Variable variable) {
    Type bound = hierarchy.bound(variable);
    return hierarchy.isSubtype(given, bound) == TypeHierarchy.Answer.NO ? Fit.NONE : Fit.SUBTYPE;
  }

  private Fit reference(Type given, Type wanted) {
    if (TypeHierarchy.head(given).equals(TypeHierarchy.head(wanted)) || isSameName(given, wanted)) {
      return Fit.SAME;
    }
    return switch (hierarchy.isSubtype(given, wanted)) {
      case YES -> Fit.SUBTYPE;
      case NO -> Fit.NONE;
      case UNKNOWN -> Fit.UNKNOWN;
    };
  }

  /** The same type outside the index, once with its package and once without. */
  private boolean isSameName(Type given, Type wanted) {
    return given instanceof Type.External one
        && wanted instanceof Type.External other
        && (one.name().endsWith("." + other.name()) || other.name().endsWith("." + one.name()))
        && !hierarchy.isKnown(given)
        && !hierarchy.isKnown(wanted);
  }

  private Fit arrays(Type given, Type wanted, Collection<Type.Variable> free) {
    if (given.arguments().isEmpty() || wanted.arguments().isEmpty()) {
      return Fit.UNKNOWN;
    }
    Type from = given.arguments().get(0);
    Type to = wanted.arguments().get(0);
    if (isPrimitive(from) || isPrimitive(to)) {
      return from.equals(to) ? Fit.SAME : Fit.NONE;
    }
    Fit fit = fit(from, to, free);
    return fit == Fit.BOXED ? Fit.NONE : fit;
  }

  private Fit primitive(Type given, Type wanted) {
    boolean isFromPrimitive = isPrimitive(given);
    if (isFromPrimitive && isPrimitive(wanted)) {
      return given.equals(wanted)
          ? Fit.SAME
          : widens(((Type.External) given).name(), ((Type.External) wanted).name())
              ? Fit.SUBTYPE
              : Fit.NONE;
    }
    if (isFromPrimitive) {
      if (wanted.isArray()) {
        return Fit.NONE;
      }
      return switch (hierarchy.isSubtype(boxed(given), wanted)) {
        case YES -> Fit.BOXED;
        case NO -> Fit.NONE;
        case UNKNOWN -> Fit.UNKNOWN;
      };
    }
    Type bound = hierarchy.bound(given);
    Type inner = unboxed(bound);
    if (inner == null) {
      return hierarchy.isKnown(bound) ? Fit.NONE : Fit.UNKNOWN;
    }
    return primitive(inner, wanted) == Fit.NONE ? Fit.NONE : Fit.BOXED;
  }

  private static boolean widens(String from, String to) {
    return switch (from) {
      case "byte" -> to.equals("short") || NUMBERS.contains(to);
      case "short", "char" -> NUMBERS.contains(to);
      case "int", "long", "float" -> NUMBERS.indexOf(to) > NUMBERS.indexOf(from);
      default -> false;
    };
  }
}
