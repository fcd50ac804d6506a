package dev.codeintel.model;

import java.util.Locale;
import java.util.Optional;

/** How one symbol relates to another; the closed list of {@code relationship_type} values. */
public enum RelationshipKind implements Labelled {
  CALLS,
  INSTANTIATES,
  IMPORTS,
  EXTENDS,
  IMPLEMENTS,
  OVERRIDES,
  USES_TYPE,
  READS,
  WRITES,
  ANNOTATED_BY,
  CONTAINS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in the database and in answers. */
  @Override
  public String label() {
    return label;
  }

  /** Returns the kind with this {@linkplain #label() label}, ignoring case. */
  public static Optional<RelationshipKind> ofLabel(String label) {
    for (RelationshipKind kind : values()) {
      if (kind.label.equalsIgnoreCase(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
