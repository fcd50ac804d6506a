package dev.codeintel.model;

import java.util.Locale;

/** What a name or expression in the source does there. */
public enum ReferenceRole implements Labelled {
  CALL,
  INSTANTIATION,
  READ,
  WRITE,
  TYPE,
  EXTENSION,
  IMPLEMENTATION,
  ANNOTATION,
  /** A callable named without calling it, such as {@code String::length}. */
  METHOD_REFERENCE,
  /** An enum constant, which its type's constructor makes. */
  CONSTANT,
  /**
   * An expression made of others: the receiver and the arguments. The name is how: the detail of
   * the capture. The type is the key of a part of an object.
   */
  OPERATION,
  /**
   * A function without a name. Its scope is the one it opens; its argument, if it has one, is the
   * expression that is its body.
   */
  FUNCTION,
  /**
   * What a function returns; its argument is the expression, if one is written. The name is {@code
   * yield} if it goes on after that.
   */
  RETURN,
  /**
   * An expression whose type is written or evident; it names nothing, but is a receiver or value.
   */
  VALUE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in captures. */
  @Override
  public String label() {
    return label;
  }
}
