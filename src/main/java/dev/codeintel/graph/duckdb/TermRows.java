package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.WordDictionary;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/**
 * Appends the words by which symbols are found, sorted by term. They are collected as numbers and
 * sorted by counting; every {@link #MOST_POSTINGS} they go to the table as a sorted run, which
 * bounds the memory.
 */
final class TermRows implements AutoCloseable {
  private static final int MOST_WORDS = 40;
  private static final int MOST_POSTINGS = 2_000_000;

  /** Where a word stands: positions in the schema's type {@code term_field}. */
  private static final short NAME = 1;

  private static final short DOC = 2;
  private static final short PATH = 3;

  private static final String CREATE_STAGE =
      """
      CREATE OR REPLACE TEMP TABLE staged_terms (
        term VARCHAR,
        symbol_ids INTEGER[],
        fields SMALLINT[],
        word_counts SMALLINT[]
      )
      """;

  private static final String INSERT_STAGED =
      """
      INSERT INTO symbol_terms (term, symbol_id, field, word_count)
      SELECT
        term,
        unnest(symbol_ids),
        enum_range(NULL::term_field)[unnest(fields)],
        unnest(word_counts)
      FROM temp.staged_terms
      """;

  private final Stage stage;
  private final WordDictionary terms = new WordDictionary();
  private final int[] found = new int[MOST_WORDS];
  private int[] termOf = new int[1 << 12];
  private int[] symbolOf = new int[1 << 12];
  private short[] fieldOf = new short[1 << 12];
  private short[] wordsOf = new short[1 << 12];
  private int size;

  TermRows(Connection connection) throws SQLException {
    stage = new Stage(connection, "staged_terms", CREATE_STAGE, INSERT_STAGED);
  }

  /** Adds the words of a symbol's name (of a file's path) and documentation. */
  void add(Symbol symbol) throws SQLException {
    if (!symbol.kind().isInSource()) {
      return;
    }
    if (size + 2 * MOST_WORDS > MOST_POSTINGS) {
      flush();
    }
    if (symbol.kind() == SymbolKind.FILE) {
      add(symbol.id(), PATH, symbol.path());
    } else {
      add(symbol.id(), NAME, symbol.name());
    }
    add(symbol.id(), DOC, symbol.doc());
  }

  private void add(int symbolId, short field, String text) {
    int count = terms.distinct(text, found);
    if (size + count > termOf.length) {
      grow();
    }
    for (int i = 0; i < count; i++) {
      termOf[size] = found[i];
      symbolOf[size] = symbolId;
      fieldOf[size] = field;
      wordsOf[size] = (short) count;
      size++;
    }
  }

  private void grow() {
    int length = termOf.length * 2;
    termOf = Arrays.copyOf(termOf, length);
    symbolOf = Arrays.copyOf(symbolOf, length);
    fieldOf = Arrays.copyOf(fieldOf, length);
    wordsOf = Arrays.copyOf(wordsOf, length);
  }

  /** Moves everything added so far into the table. */
  void flush() throws SQLException {
    int[] start = new int[terms.size() + 1];
    for (int i = 0; i < size; i++) {
      start[termOf[i] + 1]++;
    }
    for (int term = 0; term < terms.size(); term++) {
      start[term + 1] += start[term];
    }
    int[] next = Arrays.copyOf(start, terms.size());
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[next[termOf[i]]++] = i;
    }
    for (int term : sorted()) {
      stage(terms.word(term), Arrays.copyOfRange(order, start[term], start[term + 1]));
    }
    stage.flush();
    size = 0;
  }

  private int[] sorted() {
    return IntStream.range(0, terms.size())
        .boxed()
        .sorted(Comparator.comparing(terms::word))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void stage(String term, int[] postings) throws SQLException {
    if (postings.length == 0) {
      return;
    }
    int[] symbolIds = new int[postings.length];
    short[] fields = new short[postings.length];
    short[] counts = new short[postings.length];
    for (int i = 0; i < postings.length; i++) {
      symbolIds[i] = symbolOf[postings[i]];
      fields[i] = fieldOf[postings[i]];
      counts[i] = wordsOf[postings[i]];
    }
    DuckDBAppender row = stage.rows();
    row.beginRow();
    row.append(term);
    row.append(symbolIds);
    row.append(fields);
    row.append(counts);
    row.endRow();
  }

  @Override
  public void close() throws SQLException {
    stage.close();
  }
}
