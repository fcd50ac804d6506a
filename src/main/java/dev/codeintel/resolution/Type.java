package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the type of an expression. Where nothing is known there is null instead.
 *
 * <p>Those that are compared most say how: the native executable interprets what a record brings
 * along, which took a third of the CPU time of an index of {@code java.base}.
 */
sealed interface Type {

  /** Type arguments; empty if there are none or they are not known. */
  default List<Type> arguments() {
    return List.of();
  }

  /** Returns this type with type parameters replaced by what they stand for. */
  default Type substitute(Map<Variable, Type> arguments) {
    return this;
  }

  /** A value of a type that is in the index. */
  record Instance(int symbol, List<Type> arguments) implements Type {
    @Override
    public Type substitute(Map<Variable, Type> known) {
      return arguments.isEmpty() || known.isEmpty()
          ? this
          : new Instance(symbol, substituted(arguments, known));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Instance that
          && symbol == that.symbol
          && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * symbol + arguments.hashCode();
    }
  }

  /** The type itself, as a receiver of static members. */
  record Meta(int symbol) implements Type {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Meta that && symbol == that.symbol;
    }

    @Override
    public int hashCode() {
      return symbol;
    }
  }

  /** A module that is in the index. */
  record Module(int module) implements Type {}

  /**
   * A value, a type or a module outside the index.
   *
   * @param name its qualified name as far as known
   */
  record External(String name, List<Type> arguments) implements Type {

    /** Stands for a type that is not known where null cannot stand. */
    static final External UNKNOWN = new External("", List.of());

    @Override
    public Type substitute(Map<Variable, Type> known) {
      return arguments.isEmpty() || known.isEmpty()
          ? this
          : new External(name, substituted(arguments, known));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof External that
          && name.equals(that.name)
          && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + arguments.hashCode();
    }
  }

  /**
   * A type parameter.
   *
   * @param owner number of what declares it: a symbol, or less than -1 outside the index
   */
  record Variable(String name, int owner) implements Type {
    @Override
    public Type substitute(Map<Variable, Type> known) {
      return known.getOrDefault(this, this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Variable that && owner == that.owner && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + owner;
    }
  }

  /** A value of several types at once. */
  record Intersection(List<Type> types) implements Type {
    public Intersection {
      types = List.copyOf(types);
    }
  }

  /**
   * A function.
   *
   * @param parameters what it takes; {@link External#UNKNOWN} where that is not known
   * @param isVariadic whether the last parameter is a sequence of any number of arguments
   * @param self what it is called on, if it says so; {@link External#UNKNOWN} otherwise
   * @param result what it returns
   */
  record Function(List<Type> parameters, boolean isVariadic, Type self, Type result)
      implements Type {}

  /** A value that has one of several types. */
  record Union(List<Type> alternatives) implements Type {}

  /** A fixed sequence of values. */
  record Tuple(List<Type> parts) implements Type {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Tuple that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
      return parts.hashCode();
    }
  }

  /** An object as it is written out: its members are those of the row of a file. */
  record Literal(int file, int row) implements Type {}

  /** The enclosing instance seen as its supertype: lookups begin there. */
  record Super(int symbol) implements Type {}

  private static List<Type> substituted(List<Type> types, Map<Variable, Type> known) {
    List<Type> all = new ArrayList<>(types.size());
    for (Type type : types) {
      all.add(type.substitute(known));
    }
    return all;
  }

  /** Tells whether it is known to be unknown. */
  default boolean isUnknown() {
    return equals(External.UNKNOWN);
  }

  /** Returns the type of a value of this type, where this is the type itself. */
  default Type instance() {
    return this instanceof Meta meta ? new Instance(meta.symbol(), List.of()) : this;
  }

  /** Tells whether it is that of {@code null}. */
  default boolean isNull() {
    return this instanceof External external && external.name().equals(Conversions.NULL);
  }

  /** Tells whether it is an array. */
  default boolean isArray() {
    return this instanceof External external && external.name().equals(TypeText.ARRAY);
  }
}
