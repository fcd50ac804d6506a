package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.Globs;
import java.util.BitSet;
import java.util.regex.Pattern;

/** Which of some numbered paths match a glob; each is tried once. For one thread. */
final class PathGlob {
  private final Names paths;
  private final Pattern pattern;
  private final BitSet tried = new BitSet();
  private final BitSet matching = new BitSet();

  /**
   * Makes one.
   *
   * @param glob gitignore-like; empty for all
   */
  PathGlob(Names paths, String glob) {
    this.paths = paths;
    this.pattern = Pattern.compile(Globs.toRegex(glob), Pattern.DOTALL);
  }

  boolean matches(int path) {
    if (pattern.pattern().isEmpty()) {
      return true;
    }
    if (!tried.get(path)) {
      tried.set(path);
      matching.set(path, pattern.matcher(paths.name(path)).matches());
    }
    return matching.get(path);
  }
}
