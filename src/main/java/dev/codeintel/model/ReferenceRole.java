package dev.codeintel.model;

import java.util.Locale;

/** What a name or expression in the source does there. */
public enum ReferenceRole {
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
  /**
   * An expression whose type is written or evident; it names nothing, but is a receiver or value.
   */
  VALUE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in captures. */
  public String label() {
    return label;
  }
}
