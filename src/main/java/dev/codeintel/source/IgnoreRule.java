package dev.codeintel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One rule in the syntax of {@code .gitignore}. Matching is bounded by the length of the rule times
 * that of the path. Immutable and thread-safe.
 */
final class IgnoreRule {
  /** Any number of folders; compared by identity. */
  private static final Optional<NamePattern> FOLDERS = NamePattern.parse("**");

  private final boolean isNegated;
  private final boolean isForFolders;

  /** Whether it is asked for the last name of a path only, at any depth. */
  private final boolean isForName;

  private final List<NamePattern> names;

  private IgnoreRule(
      boolean isNegated, boolean isForFolders, boolean isForName, List<NamePattern> names) {
    this.isNegated = isNegated;
    this.isForFolders = isForFolders;
    this.isForName = isForName;
    this.names = List.copyOf(names);
  }

  /** Reads a line; empty if it has no rule, or one that fits nothing. */
  static Optional<IgnoreRule> parse(String line) {
    String pattern = withoutTrailingSpaces(line);
    if (pattern.isEmpty() || pattern.startsWith("#")) {
      return Optional.empty();
    }
    boolean isNegated = pattern.startsWith("!");
    if (isNegated) {
      pattern = pattern.substring(1);
    }
    boolean isForFolders = pattern.endsWith("/");
    if (isForFolders) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    boolean isForName = pattern.indexOf('/') < 0;
    if (pattern.startsWith("/")) {
      pattern = pattern.substring(1);
    }
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    List<NamePattern> names = new ArrayList<>();
    List<String> parts = parts(pattern);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean isFolders = !isForName && part.length() > 1 && part.chars().allMatch(c -> c == '*');
      Optional<NamePattern> name = isFolders ? FOLDERS : NamePattern.parse(part);
      if (name.isEmpty() || part.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
      if (isFolders && i == parts.size() - 1) {
        // all that is in a folder, but not the folder itself
        names.add(NamePattern.parse("*").orElseThrow());
      }
    }
    return Optional.of(new IgnoreRule(isNegated, isForFolders, isForName, names));
  }

  /** Splits at slashes, escaped or not, but for those in a class of characters. */
  private static List<String> parts(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      CharacterClass inBrackets = c == '[' ? CharacterClass.parse(pattern, i) : null;
      if (inBrackets != null) {
        part.append(pattern, i, inBrackets.last() + 1);
        i = inBrackets.last();
      } else if (c == '/' || pattern.startsWith("\\/", i)) {
        parts.add(part.toString());
        part.setLength(0);
        i += c == '/' ? 0 : 1;
      } else {
        part.append(c);
        if (c == '\\' && i + 1 < pattern.length()) {
          part.append(pattern.charAt(++i));
        }
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isEscaped(String line, int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && line.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Tells whether what the rule fits is wanted after all. */
  boolean isNegated() {
    return isNegated;
  }

  /**
   * Tells whether the rule fits.
   *
   * @param path relative to the folder the rule applies to, with forward slashes
   */
  boolean fits(String path, boolean isFolder) {
    if (isForFolders && !isFolder) {
      return false;
    }
    if (isForName) {
      return names.get(0).fits(path, path.lastIndexOf('/') + 1, path.length());
    }
    return fitsPath(path);
  }

  @SuppressWarnings("ReferenceEquality") // the mark for any number of folders is one object
  private boolean isFolders(int name) {
    return names.get(name) == FOLDERS.orElseThrow();
  }

  private boolean fitsPath(String path) {
    int name = 0;
    int at = 0;
    int lastFolders = -1;
    int lastAt = -1;
    while (at <= path.length()) {
      int end = path.indexOf('/', at) < 0 ? path.length() : path.indexOf('/', at);
      if (name < names.size() && isFolders(name)) {
        // the fewest first; if the rest does not fit, one folder more
        lastFolders = name++;
        lastAt = at;
      } else if (name < names.size() && names.get(name).fits(path, at, end)) {
        name++;
        at = end + 1;
      } else if (lastFolders >= 0) {
        int next = path.indexOf('/', lastAt);
        if (next < 0) {
          return false;
        }
        name = lastFolders + 1;
        lastAt = next + 1;
        at = lastAt;
      } else {
        return false;
      }
    }
    return name == names.size();
  }
}
