package dev.codeintel.model;

import java.util.Locale;

/** Who may use a symbol, as far as its declaration says so. */
public enum Visibility implements Labelled {
  PUBLIC,
  PROTECTED,
  /** Visible within the package or module only. */
  INTERNAL,
  PRIVATE,
  /** The language or the declaration does not say. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in the database and in answers. */
  @Override
  public String label() {
    return label;
  }
}
