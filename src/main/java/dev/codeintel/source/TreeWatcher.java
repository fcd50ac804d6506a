package dev.codeintel.source;

import java.util.Set;
import java.util.function.Consumer;

/** Notices changes below the root of a repository. Thread-safe. */
public interface TreeWatcher {

  /**
   * Starts watching. What the rules leave out is not reported; a change of the current commit or
   * branch is, as a path below {@code .git/}. A new folder is reported under its own name as well.
   *
   * @param onChange called with relative paths that were created, changed or deleted, coalesced
   *     over a short quiet time, one call at a time; an empty set means that events were lost and
   *     anything may have changed
   * @return closes to end the watching
   * @throws SourceException if the operating system refuses
   */
  AutoCloseable watch(SourceRepository repository, Consumer<Set<String>> onChange);
}
