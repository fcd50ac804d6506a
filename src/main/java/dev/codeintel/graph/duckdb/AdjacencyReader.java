package dev.codeintel.graph.duckdb;

/** Reads all relationships of a snapshot into memory. */
final class AdjacencyReader {
  private static final String SELECT_SIZE =
      """
      SELECT
        (SELECT count(*) FROM relationships),
        (SELECT coalesce(max(id), -1) + 1 FROM symbols)
      """;

  private static final String SELECT_SYMBOLS =
      """
      SELECT id, file_path, language, is_test
      FROM symbols
      """;

  /**
   * The place nearly always lies in the file of the symbol it belongs to: only other paths are
   * read. Kind, evidence and the rest are packed as {@link Adjacency} keeps them.
   */
  private static final String SELECT_RELATIONSHIPS =
      """
      SELECT
        r.from_symbol_id,
        r.to_symbol_id,
        r.line_number,
        enum_code(r.relationship_type)::INTEGER
          | (enum_code(r.evidence)::INTEGER << 4)
          | (r.is_direct::INTEGER << 7)
          | (r.candidates << 8),
        CASE WHEN r.file_path <> s.file_path THEN r.file_path END
      FROM relationships r
      JOIN symbols s ON s.id = r.from_symbol_id
      """;

  private final Queries queries;

  AdjacencyReader(Queries queries) {
    this.queries = queries;
  }

  /** How much there is to read. */
  record Size(int relationships, int idBound) {

    /** Returns about how much heap it takes, in bytes. */
    long bytes() {
      return Adjacency.bytes(relationships, idBound);
    }
  }

  Size size() {
    return queries
        .list("adjacency_size", SELECT_SIZE, b -> {}, row -> new Size(row.getInt(1), row.getInt(2)))
        .get(0);
  }

  /**
   * Reads them.
   *
   * @param check called for every row; gives up by an exception
   */
  Adjacency read(Size size, Runnable check) {
    AdjacencySymbols symbols = new AdjacencySymbols(size.idBound());
    queries.each(
        "adjacency_symbols",
        SELECT_SYMBOLS,
        b -> {},
        row -> {
          check.run();
          symbols.add(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4));
        });
    Adjacency.Builder edges = new Adjacency.Builder(size.relationships());
    queries.each(
        "adjacency",
        SELECT_RELATIONSHIPS,
        b -> {},
        row -> {
          check.run();
          int from = row.getInt(1);
          String elsewhere = row.getString(5);
          int path = elsewhere == null ? symbols.pathOf(from) : symbols.number(elsewhere);
          edges.add(from, row.getInt(2), row.getInt(3), path, row.getInt(4));
        });
    return edges.build(symbols);
  }
}
