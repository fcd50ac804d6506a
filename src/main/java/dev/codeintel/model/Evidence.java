package dev.codeintel.model;

import java.util.Locale;
import java.util.Optional;

/**
 * How well a relationship is founded, best first. The vocabulary is closed: answers, filters and
 * the database use these names.
 */
public enum Evidence implements Labelled {
  /** Proved by types, scopes or imports. */
  RESOLVED(1.0),
  /** The only definition that fits by scope and arity. */
  LIKELY(0.8),
  /** Added by a named framework rule. */
  HEURISTIC(0.6),
  /** One of several definitions that fit. */
  CANDIDATE(0.5),
  /** The name is the same, nothing more is known. */
  TEXT(0.1);

  private final String label = name().toLowerCase(Locale.ROOT);
  private final double confidence;

  Evidence(double confidence) {
    this.confidence = confidence;
  }

  /** Returns the lower-case name used in the database and in answers. */
  @Override
  public String label() {
    return label;
  }

  /**
   * Returns the confidence of a relationship with this grade.
   *
   * @param candidates how many definitions fit; a {@link #CANDIDATE} shares its confidence among
   *     them, the other grades ignore it
   * @return above 0 and at most 1
   */
  public double confidence(int candidates) {
    return this == CANDIDATE ? confidence * 2 / Math.max(2, candidates) : confidence;
  }

  /** Tells whether this grade is as good as {@code least} or better. */
  public boolean isAtLeast(Evidence least) {
    return compareTo(least) <= 0;
  }

  /** Returns the grade with this {@linkplain #label() label}, ignoring case. */
  public static Optional<Evidence> ofLabel(String label) {
    for (Evidence evidence : values()) {
      if (evidence.label.equalsIgnoreCase(label)) {
        return Optional.of(evidence);
      }
    }
    return Optional.empty();
  }
}
