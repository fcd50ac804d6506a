package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Random changes of a tree of sources, as people and their tools make them: lines changed, copied,
 * moved and deleted, names exchanged, files renamed, copied and deleted, and now and then
 * everything put back. The tree may be broken afterwards; it still has to be indexed.
 */
public final class RandomEdits {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]{2,}");

  private final Map<String, String> original;
  private final Map<String, String> files;
  private final Random random;
  private int made;

  public RandomEdits(Map<String, String> files, Random random) {
    this.original = Map.copyOf(files);
    this.files = new TreeMap<>(files);
    this.random = random;
  }

  /** Returns the text of every file now, by path. */
  public Map<String, String> files() {
    return Collections.unmodifiableMap(files);
  }

  /** Makes one change and returns the paths it touched. */
  public Set<String> next() {
    made++;
    Map<String, String> before = new TreeMap<>(files);
    switch (random.nextInt(20)) {
      case 0 -> renameFile();
      case 1 -> copyFile();
      case 2 -> files.remove(anyFile());
      case 3 -> switchBranch();
      case 4, 5, 6 -> exchangeNames();
      case 7, 8 -> deleteLines();
      case 9, 10, 11 -> copyLines(anyFile());
      case 12 -> moveLines();
      case 13, 14 -> restoreFile();
      case 15 -> addLine();
      default -> renameOne();
    }
    Set<String> touched = new TreeSet<>();
    files.forEach(
        (path, text) -> {
          if (!text.equals(before.get(path))) {
            touched.add(path);
          }
        });
    before.keySet().stream().filter(path -> !files.containsKey(path)).forEach(touched::add);
    return touched;
  }

  private String anyFile() {
    if (files.isEmpty()) {
      files.putAll(original);
    }
    List<String> paths = new ArrayList<>(files.keySet());
    return paths.get(random.nextInt(paths.size()));
  }

  private static String[] parts(String path) {
    int slash = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    int end = dot < slash ? path.length() : dot;
    return new String[] {path.substring(0, slash), path.substring(slash, end), path.substring(end)};
  }

  private String otherPath(String path) {
    String[] parts = parts(path);
    return switch (random.nextInt(3)) {
      case 0 -> parts[0] + parts[1] + made + parts[2];
      case 1 -> parts(anyFile())[0] + parts[1] + parts[2];
      default -> parts[0] + "moved/" + parts[1] + parts[2];
    };
  }

  private void renameFile() {
    String path = anyFile();
    String text = files.remove(path);
    files.put(otherPath(path), text);
  }

  private void copyFile() {
    String path = anyFile();
    files.put(otherPath(path), text(path));
  }

  /** Some files become what they were at the beginning, others change or go. */
  private void switchBranch() {
    for (int i = 0; i < 1 + files.size() / 10; i++) {
      switch (random.nextInt(3)) {
        case 0 -> restoreFile();
        case 1 -> copyLines(anyFile());
        default -> renameOne();
      }
    }
  }

  private void restoreFile() {
    List<String> paths = new ArrayList<>(original.keySet());
    Collections.sort(paths);
    String path = paths.get(random.nextInt(paths.size()));
    files.put(path, Objects.requireNonNull(original.get(path)));
  }

  private String text(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  private List<String> lines(String path) {
    return new ArrayList<>(Arrays.asList(text(path).split("\n", -1)));
  }

  private void put(String path, List<String> lines) {
    if (lines.size() < 20_000) {
      files.put(path, String.join("\n", lines));
    }
  }

  private void deleteLines() {
    String path = anyFile();
    List<String> lines = lines(path);
    int from = random.nextInt(lines.size());
    lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(5))).clear();
    put(path, lines);
  }

  private void copyLines(String into) {
    String from = sameKind(into);
    List<String> source = lines(from);
    List<String> target = lines(into);
    int start = random.nextInt(source.size());
    int end = Math.min(source.size(), start + 1 + random.nextInt(12));
    target.addAll(random.nextInt(target.size() + 1), List.copyOf(source.subList(start, end)));
    put(into, target);
  }

  private String sameKind(String path) {
    for (int i = 0; i < 10; i++) {
      String other = anyFile();
      if (parts(other)[2].equals(parts(path)[2])) {
        return other;
      }
    }
    return path;
  }

  private void moveLines() {
    String path = anyFile();
    List<String> lines = lines(path);
    int from = random.nextInt(lines.size());
    List<String> cut = lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(10)));
    List<String> moved = List.copyOf(cut);
    cut.clear();
    lines.addAll(random.nextInt(lines.size() + 1), moved);
    put(path, lines);
  }

  private void addLine() {
    String path = anyFile();
    List<String> lines = lines(path);
    lines.add(random.nextInt(lines.size() + 1), "");
    put(path, lines);
  }

  private String anyName(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(text(path));
    while (matcher.find() && names.size() < 2_000) {
      names.add(matcher.group());
    }
    return names.isEmpty() ? "name" + made : names.get(random.nextInt(names.size()));
  }

  /** Every occurrence of one name in a file becomes another name that is in use, or a new one. */
  private void exchangeNames() {
    String path = anyFile();
    String name = anyName(path);
    String other = random.nextInt(3) == 0 ? name + made : anyName(sameKind(path));
    files.put(
        path,
        text(path)
            .replaceAll("\\b" + Pattern.quote(name) + "\\b", Matcher.quoteReplacement(other)));
  }

  /** One occurrence of a name becomes another. */
  private void renameOne() {
    String path = anyFile();
    String text = text(path);
    Matcher matcher = NAME.matcher(text);
    if (text.isEmpty() || !matcher.find(random.nextInt(text.length()))) {
      return;
    }
    String other = random.nextInt(3) == 0 ? matcher.group() + made : anyName(sameKind(path));
    files.put(path, text.substring(0, matcher.start()) + other + text.substring(matcher.end()));
  }
}
