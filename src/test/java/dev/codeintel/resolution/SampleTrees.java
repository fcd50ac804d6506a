package dev.codeintel.resolution;

import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The source trees that tests of whole repositories run on. */
public final class SampleTrees {
  private static final int MAX_BYTES = 200_000;
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();

  private SampleTrees() {}

  /**
   * Returns the repositories among the test resources, those whose path ends as {@code -Donly} says
   * if it is given, and each folder in {@code -Dtrees=FOLDER}.
   */
  public static List<Path> all() throws IOException {
    List<Path> trees = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/repositories"))) {
      folders
          .filter(folder -> folder.toString().endsWith(System.getProperty("only", "")))
          .map(folder -> folder.resolve("src"))
          .filter(Files::isDirectory)
          .forEach(trees::add);
    }
    String more = System.getProperty("trees", "");
    if (!more.isEmpty()) {
      try (Stream<Path> folders = Files.list(Path.of(more))) {
        folders.filter(Files::isDirectory).forEach(trees::add);
      }
    }
    trees.sort(null);
    return trees;
  }

  /**
   * Returns the texts of a tree's files that have a language, by path; very large ones are left
   * out.
   */
  public static Map<String, String> sources(Path tree) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String path = tree.relativize(file).toString().replace('\\', '/');
        if (bytes.length < MAX_BYTES && REGISTRY.languageOf(path, bytes).isPresent()) {
          files.put(path, new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
