package dev.codeintel.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a work tree with the commit that is checked out. Only what the index of the sources
 * would see counts: an ignored file or one in a folder of dependencies may change as it likes, a
 * new file may not. Contents are read only where sizes agree and times do not.
 */
final class WorkTreeChanges {
  private static final int READ_BYTES = 64 * 1024;

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
    try {
      GitIndex index = workTree.readIndex();
      Instant written = index.size() == 0 ? Instant.EPOCH : workTree.indexWritten();
      return isStaged(index) || isChanged(index, written, files, skip);
    } catch (IOException | RuntimeException e) {
      return true; // it cannot be said to be clean
    }
  }

  private boolean isStaged(GitIndex index) throws IOException {
    Optional<GitWorkTree.Head> head = workTree.head();
    if (head.isEmpty()) {
      return index.size() > 0;
    }
    try (GitObjects objects = workTree.objects()) {
      byte[] commit = HexFormat.of().parseHex(head.get().commit());
      return new StagedChanges(objects, index).exist(objects.treeOf(commit), workTree.prefix());
    }
  }

  private boolean isChanged(GitIndex index, Instant written, List<SourceFile> files, int skip)
      throws IOException {
    BitSet seen = new BitSet(index.size());
    Map<Integer, List<SourceFile>> inSubmodules = new HashMap<>();
    for (SourceFile file : files) {
      String path = workTree.prefix() + file.path().substring(skip);
      int entry = index.find(path);
      if (entry < 0) {
        int submodule = submodule(index, path);
        if (submodule < 0) {
          return true;
        }
        inSubmodules.computeIfAbsent(submodule, key -> new ArrayList<>()).add(file);
      } else if (isChanged(index, entry, file, written)) {
        return true;
      } else {
        seen.set(entry);
      }
    }
    return isRemoved(index, seen) || isAnySubmoduleChanged(index, inSubmodules, skip);
  }

  private static int submodule(GitIndex index, String path) {
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      int entry = index.find(path.substring(0, at));
      if (entry >= 0 && index.mode(entry) == GitIndex.GITLINK) {
        return entry;
      }
    }
    return -1;
  }

  private static boolean isChanged(GitIndex index, int entry, SourceFile file, Instant written)
      throws IOException {
    if (index.isAssumedValid(entry) || index.isSkipped(entry)) {
      return false;
    }
    // git writes a size of 0 for what changed in the tick in which the index was written
    boolean isSmudged = index.length(entry) == 0;
    if (!isSmudged && index.length(entry) != (int) file.bytes()) {
      return true;
    }
    long seconds = index.modifiedSeconds(entry);
    int nanos = index.modifiedNanos(entry);
    Instant known = Instant.ofEpochSecond(seconds, nanos);
    boolean isSameTime =
        nanos == 0
            ? seconds == Math.floorDiv(file.modifiedMillis(), 1000L)
            : known.toEpochMilli() == file.modifiedMillis();
    // a file written in the same tick as the index may have changed afterwards
    if (isSameTime && known.isBefore(written) && (!isSmudged || file.bytes() == 0)) {
      return false;
    }
    return !index.isObject(entry, object(file, index.hash()));
  }

  /** Returns the name git has for the content of a file. */
  private static byte[] object(SourceFile file, GitHash hash) throws IOException {
    MessageDigest digest = hash.digest();
    digest.update(("blob " + file.bytes() + "\0").getBytes(StandardCharsets.US_ASCII));
    try (InputStream in = Files.newInputStream(file.location(), LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[READ_BYTES];
      // a file that grows meanwhile is not read to its end
      for (long left = file.bytes() + 1; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
    }
    return digest.digest();
  }

  private boolean isRemoved(GitIndex index, BitSet seen) {
    String prefix = workTree.prefix();
    for (int i = index.firstFrom(prefix); i < index.size(); i++) {
      String path = index.path(i);
      if (!path.startsWith(prefix)) {
        break;
      }
      if (seen.get(i) || index.isSkipped(i)) {
        continue;
      }
      if (!Files.exists(workTree.root().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAnySubmoduleChanged(
      GitIndex index, Map<Integer, List<SourceFile>> inSubmodules, int skip) {
    for (Map.Entry<Integer, List<SourceFile>> submodule : inSubmodules.entrySet()) {
      String path = index.path(submodule.getKey());
      Path folder = workTree.root().resolve(path);
      Optional<GitWorkTree> nested = GitWorkTree.at(folder, workTree.fenceOfNested());
      Optional<GitWorkTree.Head> head = nested.flatMap(GitWorkTree::head);
      if (nested.isEmpty()
          || head.isEmpty()
          || !index.isObject(submodule.getKey(), HexFormat.of().parseHex(head.get().commit()))) {
        return true;
      }
      int below = skip + path.length() + 1 - workTree.prefix().length();
      if (new WorkTreeChanges(nested.get()).exist(submodule.getValue(), below)) {
        return true;
      }
    }
    return false;
  }
}
