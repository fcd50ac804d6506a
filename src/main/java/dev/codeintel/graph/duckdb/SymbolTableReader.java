package dev.codeintel.graph.duckdb;

/** Reads all symbols of a snapshot into memory. */
final class SymbolTableReader {
  private static final String SELECT_SIZE =
      """
      SELECT
        count(*)::INTEGER,
        (coalesce(max(id), -1) + 1)::INTEGER,
        count(DISTINCT name)::INTEGER,
        coalesce(sum(strlen(key)), 0)::BIGINT,
        coalesce(sum(strlen(qualified_name)), 0)::BIGINT,
        coalesce(sum(strlen(signature)), 0)::BIGINT,
        coalesce(sum(strlen(doc)), 0)::BIGINT,
        coalesce(sum(strlen(ast_hash)), 0)::BIGINT
      FROM symbols
      """;

  private static final String SELECT_SYMBOLS =
      "SELECT\n"
          + SymbolRows.COLUMNS
          + """
          FROM symbols s
          ORDER BY s.id
          """;

  private final Queries queries;

  SymbolTableReader(Queries queries) {
    this.queries = queries;
  }

  /** How much there is to read: numbers, and lengths in bytes. */
  record Size(
      int symbols,
      int idBound,
      int names,
      long keys,
      long qualifiedNames,
      long signatures,
      long docs,
      long hashes) {
    /** Five columns of texts, eight of integers, two of bytes, and three indexes. */
    private static final long BYTES_A_SYMBOL = 5 * TextColumn.BYTES_A_ROW + 8 * 4 + 2 + 16;

    private static final long BYTES_AN_ID = 4;
    private static final long MOST_IN_A_COLUMN = Integer.MAX_VALUE / 2;

    /** The string, its number and its place among the others. */
    private static final long BYTES_A_NAME = 150;

    /** Returns about how much heap it takes, in bytes; more than any budget if no array does. */
    long bytes() {
      long[] columns = {keys, qualifiedNames, signatures, docs, hashes};
      long bytes = symbols * BYTES_A_SYMBOL + idBound * BYTES_AN_ID + names * BYTES_A_NAME;
      for (long column : columns) {
        if (column > MOST_IN_A_COLUMN) {
          return Long.MAX_VALUE;
        }
        bytes += column;
      }
      return bytes;
    }
  }

  Size size() {
    return queries
        .list(
            "symbol_table_size",
            SELECT_SIZE,
            b -> {},
            row ->
                new Size(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8)))
        .get(0);
  }

  /**
   * Reads them.
   *
   * @param check called for every row; gives up by an exception
   */
  SymbolTable read(Size size, Runnable check) {
    SymbolTable.Columns columns = new SymbolTable.Columns(size);
    queries.each(
        "symbol_table",
        SELECT_SYMBOLS,
        b -> {},
        row -> {
          check.run();
          columns.add(SymbolRows.symbol(row, 0));
        });
    return columns.build(size.idBound());
  }
}
