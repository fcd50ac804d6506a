package dev.codeintel.source;

import java.util.Set;

/** Notices changes below the root of a repository. Thread-safe. */
public interface TreeWatcher {

  /** Hears of changes, one call at a time where nothing else is said. */
  interface Listener {

    /**
     * Something changed. What the rules leave out is not reported; a change of the current commit
     * or branch is, as a path below {@code .git/}. A new folder is reported under its own name as
     * well.
     *
     * @param paths relative paths that were created, changed or deleted, gathered over a short
     *     quiet time; empty if events were lost, so that anything may have changed
     */
    void changed(Set<String> paths);

    /**
     * Something happened that {@link #changed} will tell with others, if it counts. Must return at
     * once; may be called beside other calls.
     *
     * @param path empty if anything may have changed
     */
    default void noticed(String path) {}

    /** What was noticed under these paths has been told by now, or does not count. */
    default void settled(Set<String> paths) {}

    /** The tree is watched from now on, or again; what happened before is not known. */
    void watched();

    /**
     * The tree is not watched now; it is tried again by itself.
     *
     * @param why a sentence, with what helps
     */
    void notWatched(String why);
  }

  /**
   * Starts watching. It never fails: a tree that cannot be watched, or no longer, because its
   * folder is gone or the system refuses, is tried again until it can be.
   *
   * @return closes to end the watching
   */
  AutoCloseable watch(SourceRepository repository, Listener listener);
}
