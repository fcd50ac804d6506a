package dev.codeintel.parsing;

/** Which build of tree-sitter's native libraries parses. The facts are the same. */
public enum Natives {
  /**
   * Those that ship with this program, several times as fast; for the platforms it has them for.
   */
  OPTIMISED,

  /** Those in the jars of the Java binding. */
  BUNDLED
}
