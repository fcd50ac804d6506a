package dev.codeintel.model;

import java.util.Locale;

/** The stages of an index run, in order. */
public enum IndexStage implements Labelled {
  WALK,
  PARSE,
  LINK,
  WRITE,
  PUBLISH,
  /** The snapshot is published and answers; its search index is brought up to it. */
  SEARCH,
  /** The same for those who asked to wait: symbols are embedded. */
  EMBED;

  private final String label = name().toLowerCase(Locale.ROOT);

  @Override
  public String label() {
    return label;
  }
}
