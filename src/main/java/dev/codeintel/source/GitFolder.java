package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where git keeps its data of a work tree. All that is below is read by {@link PlainFiles}; no
 * library of git comes near it, because each opens whatever a file names.
 *
 * @param own of this work tree alone: HEAD and the index; a real path
 * @param common of all work trees of the repository: refs and objects; a real path
 * @param fence what may be read
 */
record GitFolder(Path own, Path common, Fence fence) {
  private static final int MAX_POINTER_BYTES = 16 * 1024;
  private static final String POINTER = "gitdir:";

  /** Follows {@code .git} of a work tree; empty if it leads nowhere or out of the fence. */
  static Optional<GitFolder> of(Path workTree, Fence fence) {
    Path entry = workTree.resolve(".git");
    Optional<Path> own = PlainFiles.folder(entry, fence);
    if (own.isEmpty()) {
      own = pointer(entry, POINTER, workTree, fence);
    }
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Path folder = own.get();
    Path elsewhere = folder.resolve("commondir");
    Optional<Path> common =
        Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)
            ? pointer(elsewhere, "", folder, fence)
            : own;
    return common.map(path -> new GitFolder(folder, path, fence));
  }

  private static Optional<Path> pointer(Path file, String start, Path base, Fence fence) {
    Optional<String> text = text(file, MAX_POINTER_BYTES, fence);
    if (text.isEmpty() || !text.get().startsWith(start)) {
      return Optional.empty();
    }
    try {
      String target = text.get().substring(start.length()).strip();
      return target.isEmpty() ? Optional.empty() : PlainFiles.folder(base.resolve(target), fence);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<String> text(Path file, int maxBytes, Fence fence) {
    return PlainFiles.read(file, maxBytes, fence).map(bytes -> new String(bytes, UTF_8));
  }

  GitConfig config() {
    return GitConfig.ofRepository(common, fence);
  }

  /** Returns the folder of objects; empty without one, when there is no repository. */
  Optional<Path> objects() {
    return PlainFiles.folder(common.resolve("objects"), fence);
  }

  Path indexFile() {
    return own.resolve("index");
  }

  /** Returns the target of HEAD if it is a link, as very old repositories have it. */
  Optional<String> linkedHead() {
    Path head = own.resolve("HEAD");
    try {
      return Files.isSymbolicLink(head)
          ? Optional.of(Files.readSymbolicLink(head).toString())
          : Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }
}
