package dev.codeintel.model;

import java.util.Locale;

/** What became of one file of a repository. */
public enum FileStatus implements Labelled {
  /** Parsed without an error; its symbols and text are in the snapshot. */
  INDEXED,
  /** Parsed with errors; the symbols of its sound parts and its text are in the snapshot. */
  PARTIAL,
  /** No language profile fits; only its text is in the snapshot. */
  TEXT,
  /** Left out for a {@link SkipReason}. */
  SKIPPED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in the database and in answers. */
  @Override
  public String label() {
    return label;
  }
}
