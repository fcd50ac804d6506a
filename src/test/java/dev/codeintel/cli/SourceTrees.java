package dev.codeintel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Source trees for the packaged program to index. */
final class SourceTrees {
  private static final int METHODS = 30;

  private SourceTrees() {}

  /** Writes classes that call each other, {@code C0} and so on, with methods {@code c0m0}. */
  static Path generate(Path root, int classes) {
    for (int i = 0; i < classes; i++) {
      StringBuilder text = new StringBuilder("package p").append(i % 20).append(";\n\n");
      text.append("import p").append((i + 1) % 20).append(".*;\n\n");
      text.append("/** Class number ").append(i).append(" of many. */\n");
      text.append("public class C").append(i).append(" {\n");
      int next = (i + 1) % classes;
      for (int m = 0; m < METHODS; m++) {
        text.append("  /** Hands over to the next. */\n")
            .append("  public int c%dm%d(int depth, C%d next) {\n".formatted(i, m, next))
            .append(
                "    return depth == 0 ? %d : next.c%dm%d(depth - 1, null);\n"
                    .formatted(m, next, (m + 1) % METHODS))
            .append("  }\n\n");
      }
      write(root, "src/p%d/C%d.java".formatted(i % 20, i), text.append("}\n").toString());
    }
    return root;
  }

  /** Writes a class with a method that saves orders and one that draws. */
  static Path writeOrders(Path root) {
    return write(
        root,
        "src/Orders.java",
        """
        class Orders {
          /** Writes the customer's order to the database. */
          void persist(String order) {}

          /** Draws a blue rectangle on the canvas. */
          void paint() {}
        }
        """);
  }

  static Path write(Path root, String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
