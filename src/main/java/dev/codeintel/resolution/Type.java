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

  /** A type parameter. */
  record Variable(String name) implements Type {}

  /** The enclosing instance seen as its supertype: lookups begin there. */
  record Super(int symbol) implements Type {}
}
