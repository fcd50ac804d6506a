package dev.codeintel.resolution;

import java.util.List;

/** What is known of the type of an expression. Where nothing is known there is null instead. */
sealed interface Type {

  /** Type arguments; empty if there are none or they are not known. */
  default List<Type> arguments() {
    return List.of();
  }

  /** A value of a type that is in the index. */
  record Instance(int symbol, List<Type> arguments) implements Type {}

  /** The type itself, as a receiver of static members. */
  record Meta(int symbol) implements Type {}

  /** A module that is in the index. */
  record Module(int module) implements Type {}

  /**
   * A value, a type or a module outside the index.
   *
   * @param name its qualified name as far as known
   */
  record External(String name, List<Type> arguments) implements Type {}

  /**
   * A function.
   *
   * @param parameters what it takes; {@link Types#UNKNOWN} where that is not known
   * @param isVariadic whether the last parameter is a sequence of any number of arguments
   * @param self what it is called on, if it says so; {@link Types#UNKNOWN} otherwise
   * @param result what it returns
   */
  record Function(List<Type> parameters, boolean isVariadic, Type self, Type result)
      implements Type {}

  /** A value that has one of several types, or all of them. */
  record Union(List<Type> alternatives) implements Type {}

  /** A fixed sequence of values. */
  record Tuple(List<Type> parts) implements Type {}

  /** An object as it is written out: its members are those of the row of a file. */
  record Literal(int file, int row) implements Type {}

  /** A type parameter. */
  record Variable(String name) implements Type {}

  /** The enclosing instance seen as its supertype: lookups begin there. */
  record Super(int symbol) implements Type {}
}
