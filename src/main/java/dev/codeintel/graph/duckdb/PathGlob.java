package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.Globs;
import java.util.BitSet;
import java.util.function.Predicate;

/** Which of some numbered paths match a glob; each is tried once. For one thread. */
final class PathGlob {
  private final Names paths;
  private final Predicate<String> glob;
  private final boolean isAny;
  private final BitSet tried = new BitSet();
  private final BitSet matching = new BitSet();

  /**
   * Makes one.
   *
   * @param glob gitignore-like; empty for all
   */
  PathGlob(Names paths, String glob) {
    this.paths = paths;
    this.glob = Globs.matcher(glob);
    this.isAny = Globs.toRegex(glob).isEmpty();
  }

  boolean matches(int path) {
    if (isAny) {
      return true;
    }
    if (!tried.get(path)) {
      tried.set(path);
      matching.set(path, glob.test(paths.name(path)));
    }
    return matching.get(path);
  }
}
