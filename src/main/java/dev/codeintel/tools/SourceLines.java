package dev.codeintel.tools;

import dev.codeintel.graph.NumberedLines;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.text.SafeText;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of the files that one answer quotes, each file read once. Not thread-safe. */
final class SourceLines {
  private static final int READ_AT_ONCE = 16;
  private static final int MAX_CHARS = 120;

  private final SymbolGraph graph;
  private final Map<String, Optional<NumberedLines>> linesByPath = new HashMap<>();
  private List<String> expected = List.of();

  SourceLines(SymbolGraph graph) {
    this.graph = graph;
  }

  /** Says which files may be asked for, in their order, so that some are read at once. */
  void expect(Collection<String> paths) {
    expected = List.copyOf(new LinkedHashSet<>(paths));
  }

  /** Returns the lines of a file; empty if its text is not kept. */
  Optional<NumberedLines> of(String path) {
    Optional<NumberedLines> known = linesByPath.get(path);
    return known != null ? known : read(path);
  }

  private Optional<NumberedLines> read(String path) {
    Set<String> unread = new LinkedHashSet<>(List.of(path));
    int place = expected.indexOf(path);
    if (place >= 0) {
      unread.addAll(expected.subList(place, Math.min(place + READ_AT_ONCE, expected.size())));
    }
    unread.removeAll(linesByPath.keySet());
    Map<String, String> texts = graph.texts(unread);
    unread.forEach(
        each ->
            linesByPath.put(each, Optional.ofNullable(texts.get(each)).map(NumberedLines::new)));
    return linesByPath.getOrDefault(path, Optional.empty());
  }

  /** Returns one line, trimmed and cut; "" if it is not known. */
  String line(String path, int zeroBasedLine) {
    return of(path)
        .map(lines -> SafeText.cut(SafeText.line(lines.line(zeroBasedLine).strip()), MAX_CHARS))
        .orElse("");
  }

  /** Returns lines {@code from} to {@code to}, both zero-based and inclusive, each with its end. */
  String block(String path, int from, int to) {
    return of(path).map(lines -> lines.block(from, to)).orElse("");
  }
}
