package dev.codeintel.source;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;

/**
 * The files git tracks, seen from the root of a walk. Immutable and thread-safe: the cache below it
 * is only read.
 */
final class GitIndex {
  static final GitIndex NONE = new GitIndex(DirCache.newInCore(), Set.of(), "", 0);

  private final DirCache cache;
  private final Set<String> submodules;
  private final String prefix;
  private final int skip;

  private GitIndex(DirCache cache, Set<String> submodules, String prefix, int skip) {
    this.cache = cache;
    this.submodules = submodules;
    this.prefix = prefix;
    this.skip = skip;
  }

  /**
   * Wraps an index.
   *
   * @param prefix path of the walk's root in the work tree, with a slash at its end unless empty
   */
  static GitIndex of(DirCache cache, String prefix) {
    Set<String> submodules = new HashSet<>();
    for (int i = 0; i < cache.getEntryCount(); i++) {
      DirCacheEntry entry = cache.getEntry(i);
      if (FileMode.GITLINK.equals(entry.getRawMode())) {
        submodules.add(entry.getPathString());
      }
    }
    return new GitIndex(cache, submodules, prefix, 0);
  }

  /** Returns the index of a repository nested at {@code path}, seen from the root of the walk. */
  GitIndex below(String path) {
    return new GitIndex(cache, submodules, "", path.length());
  }

  boolean hasFile(String path) {
    return entry(path).isPresent();
  }

  Optional<DirCacheEntry> entry(String path) {
    return Optional.ofNullable(cache.getEntry(own(path)));
  }

  boolean hasFolder(String path) {
    String folder = own(path) + "/";
    int at = cache.findEntry(folder);
    int next = at < 0 ? -(at + 1) : at;
    return next < cache.getEntryCount() && cache.getEntry(next).getPathString().startsWith(folder);
  }

  boolean isSubmodule(String path) {
    return submodules.contains(own(path));
  }

  DirCache cache() {
    return cache;
  }

  private String own(String path) {
    return prefix + path.substring(skip);
  }
}
