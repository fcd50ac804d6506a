package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/** The rules of one file in the syntax of {@code .gitignore}. */
final class IgnoreFile {
  static final IgnoreFile NONE = new IgnoreFile(List.of());

  /** What a rule file says about one path. */
  enum Answer {
    IGNORED,
    /** Taken back by a rule with an exclamation mark. */
    WANTED,
    /** No rule matches: whoever comes next decides. */
    SILENT
  }

  private static final int MAX_BYTES = 1 << 20;

  /**
   * Matching costs up to the length of a name to the power of the asterisks in it; more than these
   * nobody writes by hand, and a pattern made to hang the walk needs them.
   */
  private static final int MAX_ASTERISKS_PER_NAME = 5;

  private final IgnoreNode rules;

  private IgnoreFile(List<FastIgnoreRule> rules) {
    this.rules = new IgnoreNode(rules);
  }

  /** Reads a file; without rules if it is missing, unreadable, a link, or larger than 1 MB. */
  static IgnoreFile read(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return NONE;
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          return NONE;
        }
        String text = new String(content, UTF_8);
        return of(List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n")));
      }
    } catch (IOException | SecurityException e) {
      return NONE;
    }
  }

  static IgnoreFile of(List<String> lines) {
    List<FastIgnoreRule> rules = new ArrayList<>();
    for (String line : lines) {
      String pattern = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (pattern.isBlank() || pattern.startsWith("#") || pattern.equals("/")) {
        continue;
      }
      if (!isDear(pattern)) {
        FastIgnoreRule rule = new FastIgnoreRule(pattern);
        if (!rule.isEmpty()) {
          rules.add(rule);
        }
      }
    }
    return rules.isEmpty() ? NONE : new IgnoreFile(rules);
  }

  private static boolean isDear(String pattern) {
    int asterisks = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '/') {
        asterisks = 0;
      } else if (c == '*' && ++asterisks > MAX_ASTERISKS_PER_NAME) {
        return true;
      }
    }
    return false;
  }

  /**
   * Says what becomes of a path.
   *
   * @param path relative to the folder the rules apply to, with forward slashes
   */
  Answer answer(String path, boolean isDirectory) {
    if (this == NONE) {
      return Answer.SILENT;
    }
    Boolean ignored = rules.checkIgnored(path, isDirectory);
    if (ignored == null) {
      return Answer.SILENT;
    }
    return ignored ? Answer.IGNORED : Answer.WANTED;
  }
}
