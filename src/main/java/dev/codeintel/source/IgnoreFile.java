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

  private final List<IgnoreRule> rules;

  private IgnoreFile(List<IgnoreRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Reads a file; without rules if it is missing, unreadable, a link, or larger than 1 MB. */
  static IgnoreFile read(Path file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
        return NONE;
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          return NONE;
        }
        return parse(new String(content, UTF_8));
      }
    } catch (IOException | SecurityException e) {
      return NONE;
    }
  }

  /** Takes the rules from the content of a file. */
  static IgnoreFile parse(String text) {
    return of(List.of((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n")));
  }

  static IgnoreFile of(List<String> lines) {
    List<IgnoreRule> rules = new ArrayList<>();
    for (String line : lines) {
      IgnoreRule.parse(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
          .ifPresent(rules::add);
    }
    return rules.isEmpty() ? NONE : new IgnoreFile(rules);
  }

  /**
   * Says what becomes of a path.
   *
   * @param path relative to the folder the rules apply to, with forward slashes
   */
  Answer answer(String path, boolean isDirectory) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      IgnoreRule rule = rules.get(i);
      if (rule.fits(path, isDirectory)) {
        return rule.isNegated() ? Answer.WANTED : Answer.IGNORED;
      }
    }
    return Answer.SILENT;
  }
}
