package dev.codeintel.source;

import java.nio.file.Path;
import java.util.List;

/**
 * The folders that files of a git repository may lie in. The repository that is indexed may use any
 * folder, as linked work trees and submodules do; one nested in it must not reach outside of the
 * walk, whatever its links, {@code gitdir} or alternates say.
 */
final class Fence {
  /** Nothing is forbidden. */
  static final Fence NONE = new Fence(List.of());

  private final List<Path> folders;

  private Fence(List<Path> folders) {
    this.folders = folders;
  }

  /** Returns a fence around at least one folder. */
  static Fence around(List<Path> realFolders) {
    if (realFolders.isEmpty()) {
      throw new IllegalArgumentException("a fence without folders would let everything in");
    }
    return new Fence(List.copyOf(realFolders));
  }

  boolean isOpen() {
    return folders.isEmpty();
  }

  boolean allows(Path real) {
    if (folders.isEmpty()) {
      return true;
    }
    for (Path folder : folders) {
      if (real.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }
}
