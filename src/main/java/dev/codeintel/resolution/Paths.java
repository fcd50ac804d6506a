package dev.codeintel.resolution;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arithmetic on repository paths, which use forward slashes and never begin with one. */
final class Paths {
  private Paths() {}

  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the path without the ending of its file name. */
  static String withoutExtension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }

  /** Resolves a path with "." and ".." against a folder; what leads above the root is cut there. */
  static String resolve(String folder, String relative) {
    Deque<String> parts = new ArrayDeque<>();
    String whole = relative.startsWith("/") ? relative : folder + "/" + relative;
    for (String part : whole.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
