package dev.codeintel.model;

import java.util.Locale;

/** Why a file is not, or not wholly, in the index. The names appear in {@code index_status}. */
public enum SkipReason implements Labelled {
  /** Matched by a {@code .gitignore}. A folder that is ignored as a whole counts once. */
  GITIGNORED,
  /** Matched by a {@code .codeintelignore} or by a configured pattern. */
  EXCLUDED,
  /** In a folder of installed dependencies or build output that is left out by default. */
  VENDORED,
  /** Larger than the configured limit. */
  TOO_LARGE,
  /** Holds NUL bytes or other content that is not text. */
  BINARY,
  /** Machine-made code on very long lines. */
  MINIFIED,
  /** A pointer of Git LFS: the content itself is not in the tree. */
  LFS_POINTER,
  /** A symbolic link that leads out of the repository. */
  SYMLINK_OUTSIDE,
  /** A symbolic link that leads back to a folder above it, or to itself. */
  SYMLINK_LOOP,
  /** A symbolic link to a file that is indexed under its own path. */
  SYMLINK_DUPLICATE,
  /** A symbolic link to nothing. */
  SYMLINK_DANGLING,
  /** A pipe, socket or device. */
  NOT_A_FILE,
  /** The operating system refused to read it. */
  UNREADABLE,
  /** Gone, or replaced, between the walk and the reading. */
  VANISHED,
  /** The folder of a submodule whose content is not checked out. */
  SUBMODULE_MISSING,
  /** The walk's limit on files or time was reached. */
  LIMIT_REACHED,
  /** Parsing took longer than the configured limit. */
  PARSE_TIMEOUT,
  /** The parser gave up; its text can still be searched. */
  PARSE_FAILED,
  /** Its parser crashes on it, so it is not parsed; its text can still be searched. */
  PARSER_CRASH,
  /**
   * Its parser may crash on it, and it could not be tried apart; that is tried again. Its text can
   * be searched.
   */
  PARSER_NOT_TRIED,
  /** It nests deeper than is read, as no person writes it; its text can still be searched. */
  TOO_DEEP,
  /** Memory did not suffice to read or to parse it. If it was read, its text can be searched. */
  OUT_OF_MEMORY,
  /** Parsed, but parts of it are not valid in its language. */
  SYNTAX_ERRORS,
  /** No language profile fits this kind of file; its text can still be searched. */
  NO_LANGUAGE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the lower-case name used in the database and in answers. */
  @Override
  public String label() {
    return label;
  }
}
