package dev.codeintel.parsing.language;

/** How a declaration tells who may use it. */
public enum VisibilityRule {
  /** By a keyword before the name; without one, visible in the package. */
  KEYWORD_OR_INTERNAL,
  /** By a keyword before the name; without one, public. */
  KEYWORD_OR_PUBLIC,
  /** By a keyword before the name; without one, private. */
  KEYWORD_OR_PRIVATE,
  /** An upper-case first letter makes it public. */
  CAPITALIZED,
  /** A leading underscore makes it private. */
  UNDERSCORE
}
