package dev.codeintel.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Compares a work tree with the commit that is checked out. Only what the index of the sources
 * would see counts: an ignored file or one in a folder of dependencies may change as it likes, a
 * new file may not. Contents are read only where sizes agree and times do not.
 */
final class WorkTreeChanges {
  private final GitWorkTree workTree;

  WorkTreeChanges(GitWorkTree workTree) {
    this.workTree = workTree;
  }

  /**
   * Tells whether anything was added, changed or removed.
   *
   * @param files what a walk over {@link GitWorkTree#prefix()} found, paths relative to it
   */
  boolean exist(List<SourceFile> files) {
    return exist(files, 0);
  }

  private boolean exist(List<SourceFile> files, int skip) {
    try (Repository repository = workTree.open()) {
      DirCache index = repository.readDirCache();
      Instant written = lastModified(repository.getIndexFile().toPath());
      return isStaged(repository, index) || isChanged(index, written, files, skip);
    } catch (IOException | RuntimeException e) {
      return true; // it cannot be said to be clean
    }
  }

  private boolean isStaged(Repository repository, DirCache index) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return index.getEntryCount() > 0;
    }
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      RevTree tree = commits.parseCommit(head).getTree();
      walk.addTree(tree);
      walk.addTree(new DirCacheIterator(index));
      walk.setRecursive(true);
      String prefix = workTree.prefix();
      walk.setFilter(
          prefix.isEmpty()
              ? TreeFilter.ANY_DIFF
              : AndTreeFilter.create(
                  PathFilter.create(prefix.substring(0, prefix.length() - 1)),
                  TreeFilter.ANY_DIFF));
      return walk.next();
    }
  }

  private boolean isChanged(DirCache index, Instant written, List<SourceFile> files, int skip)
      throws IOException {
    Set<String> seen = new HashSet<>();
    Map<String, List<SourceFile>> inSubmodules = new HashMap<>();
    for (SourceFile file : files) {
      String path = workTree.prefix() + file.path().substring(skip);
      DirCacheEntry entry = index.getEntry(path);
      if (entry == null) {
        Optional<String> submodule = submodule(index, path);
        if (submodule.isEmpty()) {
          return true;
        }
        inSubmodules.computeIfAbsent(submodule.get(), key -> new ArrayList<>()).add(file);
      } else if (isChanged(entry, file, written)) {
        return true;
      } else {
        seen.add(path);
      }
    }
    return isRemoved(index, seen) || isAnySubmoduleChanged(index, inSubmodules, skip);
  }

  private static Optional<String> submodule(DirCache index, String path) {
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      DirCacheEntry entry = index.getEntry(path.substring(0, at));
      if (entry != null && FileMode.GITLINK.equals(entry.getRawMode())) {
        return Optional.of(entry.getPathString());
      }
    }
    return Optional.empty();
  }

  private static boolean isChanged(DirCacheEntry entry, SourceFile file, Instant written)
      throws IOException {
    if (entry.isAssumeValid() || entry.isSkipWorkTree()) {
      return false;
    }
    if (!entry.isSmudged() && entry.getLength() != (int) file.bytes()) {
      return true;
    }
    Instant known = entry.getLastModifiedInstant();
    boolean isSameTime =
        known.getNano() == 0
            ? known.getEpochSecond() == Math.floorDiv(file.modifiedMillis(), 1000L)
            : known.toEpochMilli() == file.modifiedMillis();
    // a file written in the same tick as the index may have changed afterwards
    if (isSameTime && !entry.isSmudged() && known.isBefore(written)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file.location(), LinkOption.NOFOLLOW_LINKS);
        ObjectInserter.Formatter hash = new ObjectInserter.Formatter()) {
      return !hash.idFor(Constants.OBJ_BLOB, file.bytes(), in).equals(entry.getObjectId());
    }
  }

  private boolean isRemoved(DirCache index, Set<String> seen) {
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      String path = entry.getPathString();
      if (entry.isSkipWorkTree() || !path.startsWith(workTree.prefix()) || seen.contains(path)) {
        continue;
      }
      if (!Files.exists(workTree.root().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAnySubmoduleChanged(
      DirCache index, Map<String, List<SourceFile>> inSubmodules, int skip) {
    for (Map.Entry<String, List<SourceFile>> submodule : inSubmodules.entrySet()) {
      String path = submodule.getKey();
      Optional<GitWorkTree> nested = GitWorkTree.at(workTree.root().resolve(path));
      DirCacheEntry entry = index.getEntry(path);
      Optional<GitWorkTree.Head> head = nested.flatMap(GitWorkTree::head);
      if (nested.isEmpty()
          || head.isEmpty()
          || entry == null
          || !head.get().commit().equals(entry.getObjectId())) {
        return true;
      }
      int below = skip + path.length() + 1 - workTree.prefix().length();
      if (new WorkTreeChanges(nested.get()).exist(submodule.getValue(), below)) {
        return true;
      }
    }
    return false;
  }

  private static Instant lastModified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }
}
