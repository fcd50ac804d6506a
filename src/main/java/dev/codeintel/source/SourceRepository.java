package dev.codeintel.source;

import java.nio.file.Path;

/**
 * A tree of source files we index: a folder, with or without version control, or a clone of a git
 * URL. Thread-safe. Files are read as they are on disk; one that changes meanwhile is read in
 * whichever state it is in.
 */
public interface SourceRepository {

  /** Returns a short name for answers, for example "petclinic". */
  String name();

  /**
   * Returns what tells this repository from all others on this machine: the name and a hash of
   * where it comes from. Fit for a folder name.
   */
  String id();

  /** Returns the real path of the folder the files lie in. */
  Path root();

  /** Returns the folder, or the URL without credentials, the repository was opened from. */
  String origin();

  /** Returns the branch or tag, as {@link Revision#ref()} has it. Costs no walk. */
  String ref();

  /**
   * Returns a text that is another one when another branch, tag or commit is checked out. Costs a
   * few small reads.
   */
  default String head() {
    return ref();
  }

  /**
   * Returns the state that a walk has found. A file that is not tracked and not left out counts as
   * a change.
   *
   * @param tree of a {@link #walk()} a moment ago
   */
  Revision revision(SourceTree tree);

  /**
   * Returns the state of the repository now. Costs a walk over the names and sizes of the files: a
   * fraction of a second for ten thousand of them.
   */
  default Revision revision() {
    return revision(walk());
  }

  /**
   * Walks the tree. Symbolic links that leave the root are never followed; ignore rules, size
   * limits and limits on files and time apply.
   *
   * @throws SourceException if the root itself cannot be read
   */
  SourceTree walk();

  /**
   * Reads and decodes one file of a {@link #walk()}. Never throws for what is wrong with the file:
   * that is an outcome.
   */
  FileContent read(SourceFile file);
}
