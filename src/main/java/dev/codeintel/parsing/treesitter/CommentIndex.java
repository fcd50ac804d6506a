package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.language.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The comments of one file, to find the documentation of a definition. */
final class CommentIndex {
  private static final int MAX_DOC_BYTES = 16_000;
  private static final int MAX_GAP_BYTES = 400;

  private final SourceText source;
  private final Language language;
  private final List<long[]> comments = new ArrayList<>();

  CommentIndex(SourceText source, Language language) {
    this.source = source;
    this.language = language;
  }

  void add(int start, int end) {
    comments.add(new long[] {start, end});
  }

  void sort() {
    Collections.sort(comments, (a, b) -> Long.compare(a[0], b[0]));
  }

  /** Tells whether a comment begins at an offset; after {@link #sort}. */
  boolean startsAt(int offset) {
    int at =
        Collections.binarySearch(comments, new long[] {offset}, (a, b) -> Long.compare(a[0], b[0]));
    return at >= 0;
  }

  /**
   * Returns the documentation of the definition that starts at an offset.
   *
   * @param inside the docstring in its body, or null
   * @return empty if there is none
   */
  String docOf(int start, @Nullable Tag inside) {
    if (inside != null) {
      return clean(
          FactBuilder.unquote(
              source.text(inside.start, Math.min(inside.end, inside.start + MAX_DOC_BYTES))));
    }
    int last = lastBefore(start);
    if (last < 0 || !isGap((int) comments.get(last)[1], start)) {
      return "";
    }
    int first = last;
    while (first > 0 && joins((int) comments.get(first - 1)[1], (int) comments.get(first)[0])) {
      first--;
    }
    while (first < last && !language.docStart().matcher(textOf(first)).lookingAt()) {
      first++;
    }
    if (!language.docStart().matcher(textOf(first)).lookingAt()) {
      return "";
    }
    StringBuilder doc = new StringBuilder();
    for (int i = first; i <= last && doc.length() < MAX_DOC_BYTES; i++) {
      doc.append(textOf(i)).append('\n');
    }
    return clean(doc.toString());
  }

  private String textOf(int index) {
    long[] comment = comments.get(index);
    return source.text((int) comment[0], (int) Math.min(comment[1], comment[0] + MAX_DOC_BYTES));
  }

  private int lastBefore(int offset) {
    int low = 0;
    int high = comments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comments.get(middle)[1] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private boolean isGap(int from, int to) {
    return to - from <= MAX_GAP_BYTES
        && language.docGap().matcher(source.text(from, to)).matches()
        && source.line(to) - source.line(from) <= 1 + source.text(from, to).strip().lines().count();
  }

  /** Comments on lines that follow each other belong together. */
  private boolean joins(int from, int to) {
    return source.text(from, to).isBlank()
        && source.line(to) - source.line(Math.max(0, from - 1)) <= 1;
  }

  private String clean(String text) {
    StringBuilder doc = new StringBuilder(text.length());
    Matcher markers = language.docStrip().matcher(text);
    int start = 0;
    while (start <= text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      appendWithout(markers.region(start, end), text, start, end, doc);
      boolean isPair = end + 1 < text.length() && text.startsWith("\r\n", end);
      start = end + (isPair ? 2 : 1);
    }
    return doc.toString().stripIndent().strip();
  }

  /** Adds a line without its markers and without the white space at its end. */
  private static void appendWithout(
      Matcher markers, String text, int start, int end, StringBuilder doc) {
    int lineStart = doc.length();
    int kept = start;
    while (markers.find()) {
      doc.append(text, kept, markers.start());
      kept = markers.end();
    }
    doc.append(text, kept, end);
    int length = doc.length();
    while (length > lineStart && Character.isWhitespace(doc.charAt(length - 1))) {
      length--;
    }
    doc.setLength(length);
    doc.append('\n');
  }
}
