package dev.codeintel.tools.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.text.SafeText;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns answers into text and a structured object, in one pass and never beyond the budget. Hits
 * are packed whole, in order; a hit with much code is cut at the end of a line and goes on at the
 * next cursor; a single hit larger than the budget is shortened and marked {@code cut}.
 */
public final class AnswerRenderer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Room kept for what the last decision may add to an envelope: "cut" and a last reason. */
  private static final int SPARE = 48;

  private static final String MORE = Reason.MORE.label() + ": pass next as cursor";

  private static final String CUT = Field.CUT.label();
  private static final String CODE = Field.CODE.label();
  private static final String CODE_LINE = Field.CODE_LINE.label();
  private static final String PATH = Field.PATH.label();
  private static final String LINE = Field.LINE.label();

  /** Hits are rather shortened to these than without their reasons and notes. */
  private static final int[] READABLE = {160, 80, 40};

  private static final int[] SHORTEST = {20, 8};

  /** Fields that tell where a hit is and how to ask for it; those that tell where it is. */
  private static final List<Set<String>> PLACES =
      List.of(Set.of(Field.ID.label(), PATH, Field.SYMBOL.label(), LINE), Set.of(PATH, LINE));

  private static final int SHORTEST_HEADER = 6;

  private final boolean structured;

  /**
   * Makes one.
   *
   * @param structured whether answers have a structured object beside the text
   */
  public AnswerRenderer(boolean structured) {
    this.structured = structured;
  }

  /** Returns an error as text, cut to the budget. */
  public static RenderedAnswer error(ErrorCode code, String message, TokenBudget budget) {
    String text = SafeText.line(message);
    int max = budget.maxTokens();
    while (!budget.allows(SafeText.utf8Length(text), 0)) {
      text = SafeText.cut(text, max);
      max = max * 3 / 4;
    }
    return new RenderedAnswer(true, text, null, code);
  }

  /**
   * Returns the page of an answer that begins at a cursor.
   *
   * @throws AnswerException if the cursor lies beyond the answer
   */
  public RenderedAnswer render(
      Answer answer, SnapshotHeader header, TokenBudget budget, Cursor start) {
    return new Page(answer, header, budget, start).render();
  }

  /** The page under way. */
  private final class Page {
    private final Answer answer;
    private final TokenBudget budget;
    private final Cursor start;
    private SnapshotHeader header;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private long envelopeText;
    private long envelopeJson;
    private long bodyBytes;
    private long rowsBytes;
    private @Nullable Cursor next;

    Page(Answer answer, SnapshotHeader header, TokenBudget budget, Cursor start) {
      this.answer = answer;
      this.budget = budget;
      this.start = start;
      this.header = cut(header, budget.maxTokens() < 600 ? 20 : 80);
    }

    private static SnapshotHeader cut(SnapshotHeader header, int max) {
      return new SnapshotHeader(
          header.id(),
          SafeText.cut(header.repository(), max),
          SafeText.cut(header.revision(), max),
          SafeText.cut(header.ref(), max),
          header.ageSeconds(),
          header.staleFiles(),
          header.isIndexing());
    }

    RenderedAnswer render() {
      addRemarks();
      measure();
      int size = answer.size();
      int index = start.offset();
      int part = start.part();
      if (index > 0 && index >= size) {
        throw Cursor.invalid();
      }
      while (index < size) {
        Source hit = Source.of(answer.hit(index));
        if (part > 0 && part >= hit.code().length()) {
          throw Cursor.invalid();
        }
        Row row = Row.of(hit, part);
        if (fits(row)) {
          append(row);
          index++;
          part = 0;
          continue;
        }
        int consumed = cutCode(hit, part);
        if (consumed > 0) {
          next = start.at(index, part + consumed);
        } else if (rows.isEmpty() && squeeze(row)) {
          boolean codeFollows = !row.code().isEmpty() && part == 0;
          if (codeFollows) {
            // The line alone took the room; its code needs a larger budget.
            rows.get(0).put(CUT, true);
          }
          next = index + 1 < size ? start.at(index + 1, 0) : null;
        } else {
          next = rows.isEmpty() ? null : start.at(index, part);
        }
        break;
      }
      String text = headText(next) + body;
      return new RenderedAnswer(false, text, structured ? envelope(next) : null, null);
    }

    /** Adds reasons and notes as long as they take no more than two fifths of the room. */
    private void addRemarks() {
      int longest = budget.maxTokens() < 600 ? 80 : 300;
      List<String> remarks = new ArrayList<>(answer.reasons());
      if (header.isIndexing()) {
        notes.add("a newer snapshot is being made");
      }
      for (String reason : remarks) {
        reasons.add(SafeText.cut(reason, longest));
        if (!remarksFit()) {
          reasons.remove(reasons.size() - 1);
          break;
        }
      }
      List<String> all = new ArrayList<>(answer.notes());
      if (answer.size() == 0) {
        all.add(0, answer.nothing());
      }
      for (String note : all) {
        notes.add(SafeText.cut(note, longest));
        if (!remarksFit()) {
          notes.remove(notes.size() - 1);
          break;
        }
      }
    }

    private boolean remarksFit() {
      long text = SafeText.utf8Length(headText(start));
      long json = structured ? bytes(envelope(start)) : 0;
      // At the smallest budget the bare envelope takes half of it: allow a little more than that.
      long share = Math.max(4L * budget.maxTokens() * 2 / 5, 560);
      return text + json <= share;
    }

    /** Finds out how much room the envelope takes, empty. */
    private void measure() {
      envelopeText = SafeText.utf8Length(headText(start)) + SPARE;
      envelopeJson = structured ? bytes(envelope(start)) + SPARE : 0;
    }

    private boolean fits(Row row) {
      return budget.allows(
          envelopeText + bodyBytes + row.textBytes(),
          structured ? envelopeJson + rowsBytes + row.jsonBytes() : 0);
    }

    private void append(Row row) {
      rows.add(row.fields());
      String text = row.asText();
      body.append(text);
      bodyBytes += SafeText.utf8Length(text);
      rowsBytes += row.jsonBytes();
    }

    /** Appends as much of a hit's code as there is room for; returns the characters taken. */
    private int cutCode(Source hit, int part) {
      String code = hit.code();
      int rest = code.length() - part;
      if (rest <= 1) {
        return 0;
      }
      int fitting = 0;
      int low = 1;
      int high = Math.min(rest - 1, 4 * budget.maxTokens());
      while (low <= high) {
        int middle = (low + high) >>> 1;
        if (fits(Row.of(hit, part, part + middle))) {
          fitting = middle;
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      int newline = fitting == 0 ? -1 : code.lastIndexOf('\n', part + fitting - 1);
      int end = newline >= part ? newline + 1 : part + fitting;
      int lines = newline >= part ? 1 : 0;
      // On a page that has hits already, part of a line is not worth it: it begins the next page.
      if (fitting == 0 || (!rows.isEmpty() && (lines == 0 || end - part < 120))) {
        return 0;
      }
      if (lines == 0 && Character.isHighSurrogate(code.charAt(end - 1)) && end - 1 > part) {
        end--;
      }
      append(Row.of(hit, part, end));
      return end - part;
    }

    /** Appends a hit that does not fit, shortened; what is remarked gives way to it. */
    private boolean squeeze(Row row) {
      do {
        if (shorten(row, READABLE)) {
          return true;
        }
      } while (dropRemark());
      for (Set<String> fields : PLACES) {
        Row place = row.only(fields);
        if (fits(place)) {
          append(place);
          return true;
        }
      }
      if (shorten(row, SHORTEST)) {
        return true;
      }
      header = cut(header, SHORTEST_HEADER);
      measure();
      return shorten(row, SHORTEST);
    }

    private boolean shorten(Row row, int[] lengths) {
      for (int max : lengths) {
        Row shorter = row.shortened(max);
        if (fits(shorter)) {
          append(shorter);
          return true;
        }
      }
      return false;
    }

    /** Drops the last note, or else the sentence of the last reason that has one. */
    private boolean dropRemark() {
      boolean isDropped = !notes.isEmpty();
      if (isDropped) {
        notes.remove(notes.size() - 1);
      }
      for (int i = reasons.size() - 1; i >= 0 && !isDropped; i--) {
        int code = reasons.get(i).indexOf(':');
        if (code >= 0) {
          reasons.set(i, reasons.get(i).substring(0, code));
          isDropped = true;
        }
      }
      measure();
      return isDropped;
    }

    private Map<String, Object> envelope(@Nullable Cursor cursor) {
      List<String> shown = new ArrayList<>(reasons);
      if (cursor != null) {
        shown.add(MORE);
      }
      Fields envelope =
          new Fields()
              .put(
                  Field.SNAPSHOT,
                  new Fields()
                      .put(Field.REPOSITORY, header.repository())
                      .put(Field.REVISION, header.revision())
                      .put(Field.REF, header.ref())
                      .put(Field.AGE_SECONDS, header.ageSeconds())
                      .put(Field.STALE_FILES, header.staleFiles()))
              .put(Field.COMPLETENESS, completeness(cursor))
              .put(Field.REASONS, shown);
      if (!notes.isEmpty()) {
        envelope.put(Field.NOTES, notes);
      }
      envelope.put(Field.TOTAL, answer.size());
      if (cursor != null) {
        envelope.put(Field.NEXT, cursor.encode());
      }
      Map<String, Object> object = envelope.toMap();
      object.put(Field.HITS.label(), rows);
      return object;
    }

    /** A page is not the whole answer as long as another follows. */
    private Completeness completeness(@Nullable Cursor cursor) {
      return cursor != null && answer.completeness() == Completeness.COMPLETE
          ? Completeness.PARTIAL
          : answer.completeness();
    }

    private String headText(@Nullable Cursor cursor) {
      StringBuilder text = new StringBuilder();
      if (!header.repository().isEmpty()) {
        text.append(header.repository())
            .append('@')
            .append(header.revision())
            .append(" ref=")
            .append(header.ref())
            .append(" age=")
            .append(header.ageSeconds())
            .append("s stale_files=")
            .append(header.staleFiles() < 0 ? "unknown" : Integer.toString(header.staleFiles()))
            .append(" | ");
      }
      int first = start.offset();
      text.append(
          first == 0
              ? Integer.toString(rows.size())
              : "%d-%d".formatted(first + 1, first + rows.size()));
      text.append(" of ").append(answer.size());
      text.append(" | completeness=").append(completeness(cursor).label());
      List<String> codes = new ArrayList<>(answer.reasonCodes());
      if (cursor != null) {
        codes.add(Reason.MORE.label());
      }
      if (!codes.isEmpty()) {
        text.append('(').append(SafeText.cut(String.join(",", codes), 60)).append(')');
      }
      if (cursor != null) {
        text.append(" | next=").append(cursor.encode());
      }
      text.append('\n');
      for (String reason : reasons) {
        text.append("! ").append(reason).append('\n');
      }
      for (String note : notes) {
        text.append("# ").append(note).append('\n');
      }
      return text.toString();
    }
  }

  /** What a hit has, fetched once. */
  private record Source(Map<String, Object> fields, String line, String code, int codeLine) {
    static Source of(Hit hit) {
      Hit.Code code = hit.code();
      return new Source(
          hit.fields().toMap(),
          SafeText.line(hit.line()),
          SafeText.block(code.text().get()),
          code.firstLine());
    }
  }

  /** One hit as it would be written. */
  private record Row(Map<String, Object> fields, String text, String code, long jsonBytes) {

    static Row of(Source hit, int part) {
      return of(hit, part, Integer.MAX_VALUE);
    }

    static Row of(Source hit, int part, int end) {
      String code = hit.code();
      int from = Math.min(part, code.length());
      int to = Math.min(end, code.length());
      Map<String, Object> fields = new LinkedHashMap<>(hit.fields());
      String shown = code.substring(from, to);
      if (!shown.isEmpty()) {
        int before = 0;
        for (int i = 0; i < from; i++) {
          if (code.charAt(i) == '\n') {
            before++;
          }
        }
        fields.put(CODE_LINE, hit.codeLine() + before + 1);
        fields.put(CODE, shown);
        if (from > 0 || to < code.length()) {
          fields.put(CUT, true);
        }
      }
      String text = hit.line();
      if (from > 0) {
        text += " (continued)";
      } else if (to < code.length()) {
        text += " (cut; go on with next)";
      }
      return new Row(fields, text, shown, bytes(fields) + 1);
    }

    /** Returns it without code, the text cut and no field longer than {@code max}. */
    Row shortened(int max) {
      boolean keepsPlace = max >= READABLE[READABLE.length - 1];
      Map<String, Object> fewer = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : fields.entrySet()) {
        Object value = entry.getValue();
        boolean isKept = keepsPlace && PLACES.get(0).contains(entry.getKey());
        if (isKept || value instanceof Number || value instanceof Boolean) {
          fewer.put(entry.getKey(), value);
        } else if (value instanceof String string && !entry.getKey().equals(CODE)) {
          fewer.put(entry.getKey(), SafeText.cut(string, max));
        }
      }
      fewer.remove(CODE_LINE);
      return cut(fewer, keepsPlace ? Math.max(max * 2, placeLength()) : max * 2);
    }

    /** Returns it with some of its fields only. */
    Row only(Set<String> names) {
      Map<String, Object> fewer = new LinkedHashMap<>(fields);
      fewer.keySet().retainAll(names);
      return cut(fewer, Math.max(READABLE[READABLE.length - 1], placeLength()));
    }

    private Row cut(Map<String, Object> fewer, int most) {
      fewer.put(CUT, true);
      return new Row(fewer, SafeText.cut(text, most), "", bytes(fewer) + 1);
    }

    /** Most lines begin with path, colon and line number; with the sign that the rest is cut. */
    private int placeLength() {
      return fields.get(PATH) instanceof String path
          ? path.length() + 2 + String.valueOf(fields.get(LINE)).length()
          : 0;
    }

    String asText() {
      if (code.isEmpty()) {
        return text + "\n";
      }
      return text + "\n" + code + (code.endsWith("\n") ? "" : "\n");
    }

    long textBytes() {
      return SafeText.utf8Length(text) + SafeText.utf8Length(code) + 2;
    }
  }

  private static long bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
