package dev.codeintel.tools.answer;

import dev.codeintel.model.Labelled;
import dev.codeintel.model.Symbol;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a hit in the order in which they are written. Texts are made fit to be shown as
 * they are put in. Not thread-safe.
 */
public final class Fields {
  private final Map<Field, Object> values = new LinkedHashMap<>();

  /** Makes none. */
  public Fields() {}

  /** Returns the fields every symbol has. */
  public static Fields of(Symbol symbol) {
    Fields fields =
        new Fields()
            .put(Field.ID, symbol.key())
            .put(Field.NAME, symbol.name())
            .put(Field.KIND, symbol.kind());
    if (symbol.kind().isInSource()) {
      fields
          .put(Field.PATH, symbol.path())
          .put(Field.LINE, SymbolFinder.line(symbol))
          .put(Field.END_LINE, symbol.endLine() + 1);
    }
    return fields;
  }

  /** Returns the fields of a place. */
  public static Fields at(String path, int zeroBasedLine) {
    return new Fields().put(Field.PATH, path).put(Field.LINE, zeroBasedLine + 1);
  }

  /** Sets a text. */
  public Fields put(Field field, String value) {
    values.put(field, SafeText.line(value));
    return this;
  }

  /** Sets a text unless it is empty. */
  public Fields putUnlessEmpty(Field field, String value) {
    return value.isEmpty() ? this : put(field, value);
  }

  /** Sets a member of a closed vocabulary. */
  public Fields put(Field field, Labelled value) {
    values.put(field, value.label());
    return this;
  }

  /** Sets a number. */
  public Fields put(Field field, Number value) {
    values.put(field, value);
    return this;
  }

  /** Sets texts. */
  public Fields put(Field field, List<String> value) {
    values.put(field, value.stream().map(SafeText::line).toList());
    return this;
  }

  /** Sets figures by name. */
  public Fields put(Field field, Map<String, Long> figures) {
    Map<String, Object> clean = new LinkedHashMap<>();
    figures.forEach((name, figure) -> clean.put(SafeText.line(name), figure));
    values.put(field, clean);
    return this;
  }

  /** Sets fields within a field. */
  public Fields put(Field field, Fields inner) {
    values.put(field, inner.toMap());
    return this;
  }

  /** Says that something is so. */
  public Fields flag(Field field) {
    values.put(field, true);
    return this;
  }

  /** Returns them by label, as they go into JSON: texts, numbers, booleans, lists and maps. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach((field, value) -> map.put(field.label(), value));
    return map;
  }
}
