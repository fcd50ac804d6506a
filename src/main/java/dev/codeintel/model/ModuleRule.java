package dev.codeintel.model;

/** How a language names the modules its files belong to and finds the modules they import. */
public enum ModuleRule {
  /** A clause in the file names the package; many files share one (Java, Kotlin, C#, PHP). */
  DECLARED,
  /** Dotted path below a source root; {@code __init__} stands for its folder. */
  PYTHON,
  /** The folder, named by the nearest {@code go.mod} and the path below it. */
  GO,
  /** The file; imports are relative paths, package names or mapped paths. */
  ECMASCRIPT,
  /**
   * Folders and files below {@code src}; paths start at {@code crate}, {@code self}, {@code super}.
   */
  RUST,
  /** The file; included files' names are visible, and all names are linked globally. */
  INCLUDE,
  /** All files of the repository share one space of names. */
  GLOBAL
}
