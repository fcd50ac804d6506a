package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * One name, or all names, that a file takes from elsewhere.
 *
 * @param module what is imported from, as written without quotes: {@code java.util}, {@code
 *     ../util}, {@code fmt}
 * @param member the name taken from the module; "*" for all of them; null if the module itself is
 *     meant
 * @param alias the name it gets in this file, or null for its own
 * @param isStatic whether members of a type are imported (Java {@code import static})
 * @param isReexport whether the file also offers the name to its own importers
 * @param scope index of the scope the import stands in
 * @param line zero-based line
 */
public record Import(
    String module,
    @Nullable String member,
    @Nullable String alias,
    boolean isStatic,
    boolean isReexport,
    int scope,
    int line) {

  /** The {@link #member} that stands for all names of a module. */
  public static final String ALL = "*";

  /** Tells whether all names of the module are imported. */
  public boolean isWildcard() {
    return ALL.equals(member);
  }
}
