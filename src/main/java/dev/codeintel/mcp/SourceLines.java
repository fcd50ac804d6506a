package dev.codeintel.mcp;

import dev.codeintel.graph.SymbolGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of the files that one answer quotes, each file read once. Not thread-safe. */
final class SourceLines {
  private static final int READ_AT_ONCE = 16;
  private static final int MOST_CHARS = 120;

  private final SymbolGraph graph;
  private final Map<String, List<String>> linesByPath = new HashMap<>();
  private List<String> expected = List.of();

  SourceLines(SymbolGraph graph) {
    this.graph = graph;
  }

  /** Says which files may be asked for, in their order, so that some are read at once. */
  void expect(Collection<String> paths) {
    expected = List.copyOf(new LinkedHashSet<>(paths));
  }

  /** Returns the lines of a file, without line ends; empty if its text is not kept. */
  List<String> of(String path) {
    List<String> known = linesByPath.get(path);
    if (known == null) {
      read(path);
      known = linesByPath.getOrDefault(path, List.of());
    }
    return known;
  }

  private void read(String path) {
    Set<String> unread = new LinkedHashSet<>(List.of(path));
    int place = expected.indexOf(path);
    if (place >= 0) {
      unread.addAll(expected.subList(place, Math.min(place + READ_AT_ONCE, expected.size())));
    }
    unread.removeAll(linesByPath.keySet());
    unread.forEach(each -> linesByPath.put(each, List.of()));
    graph.texts(unread).forEach((each, text) -> linesByPath.put(each, split(text)));
  }

  /** Splits a text at the ends of lines; what follows the last is a line too. */
  static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(lines::add);
    if (text.isEmpty() || text.endsWith("\n") || text.endsWith("\r")) {
      lines.add("");
    }
    return lines;
  }

  /** Returns one line, trimmed and cut; "" if it is not known. */
  String line(String path, int zeroBasedLine) {
    List<String> lines = of(path);
    return zeroBasedLine >= 0 && zeroBasedLine < lines.size()
        ? SafeText.cut(SafeText.line(lines.get(zeroBasedLine).strip()), MOST_CHARS)
        : "";
  }

  /** Returns lines {@code from} to {@code to}, both zero-based and inclusive, each with its end. */
  String block(String path, int from, int to) {
    List<String> lines = of(path);
    StringBuilder source = new StringBuilder();
    for (int i = Math.max(0, from); i <= to && i < lines.size(); i++) {
      source.append(lines.get(i)).append('\n');
    }
    return source.toString();
  }
}
