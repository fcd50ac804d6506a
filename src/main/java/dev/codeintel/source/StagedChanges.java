package dev.codeintel.source;

import java.io.IOException;

/**
 * Compares the index with the tree of a commit. A folder whose tree the index knows is not
 * descended into where it is the commit's.
 */
final class StagedChanges {
  private static final int MAX_DEPTH = 1_000;

  private final GitObjects objects;
  private final GitIndex index;

  StagedChanges(GitObjects objects, GitIndex index) {
    this.objects = objects;
    this.index = index;
  }

  /**
   * Tells whether they differ.
   *
   * @param tree of the commit
   * @param prefix the folder to compare, with a slash at its end; empty for all
   */
  boolean exist(byte[] tree, String prefix) throws IOException {
    byte[] at = tree;
    GitIndex.KnownTree known = index.trees();
    String path = "";
    while (path.length() < prefix.length()) {
      String name = prefix.substring(path.length(), prefix.indexOf('/', path.length()));
      byte[] below = folder(at, name);
      if (below == null) {
        return next(prefix) > index.firstFrom(prefix);
      }
      at = below;
      known = known.folder(name);
      path += name + "/";
    }
    return differs(at, prefix, known, 0);
  }

  private byte @org.jspecify.annotations.Nullable [] folder(byte[] tree, String wanted)
      throws IOException {
    byte[][] found = {null};
    objects.entries(
        tree,
        (mode, name, object) -> {
          if (mode == GitIndex.FOLDER && name.equals(wanted)) {
            found[0] = object;
          }
        });
    return found[0];
  }

  private boolean differs(byte[] tree, String path, GitIndex.KnownTree known, int depth)
      throws IOException {
    if (known.is(tree)) {
      return false;
    }
    if (depth > MAX_DEPTH) {
      throw new IOException("folders too deep");
    }
    boolean[] isOther = {false};
    int[] at = {index.firstFrom(path)};
    objects.entries(
        tree,
        (mode, name, object) -> {
          if (!isOther[0]) {
            isOther[0] = !takes(mode, path + name, name, object, known, at, depth);
          }
        });
    // what is left over below the path is new
    return isOther[0] || at[0] != next(path);
  }

  /** Goes on in the index past what an entry of the tree stands for; false if it differs. */
  private boolean takes(
      int mode,
      String path,
      String name,
      byte[] object,
      GitIndex.KnownTree known,
      int[] at,
      int depth)
      throws IOException {
    if (at[0] >= index.size()) {
      return false;
    }
    String here = index.path(at[0]);
    if (mode != GitIndex.FOLDER) {
      boolean isSame =
          here.equals(path)
              && index.mode(at[0]) == mode
              && index.isObject(at[0], object)
              && !index.isUnmerged(at[0]);
      at[0]++;
      return isSame;
    }
    String folder = path + "/";
    if (here.equals(folder)) {
      // a folder outside of a sparse index is one entry
      boolean isSame = index.isObject(at[0], object);
      at[0]++;
      return isSame;
    }
    if (!here.startsWith(folder) || differs(object, folder, known.folder(name), depth + 1)) {
      return false;
    }
    at[0] = next(folder);
    return true;
  }

  /** Returns the number of the first entry that is not below a folder any more. */
  private int next(String folder) {
    // the character after the slash is the first that no path below begins with
    return folder.isEmpty()
        ? index.size()
        : index.firstFrom(folder.substring(0, folder.length() - 1) + "0");
  }
}
