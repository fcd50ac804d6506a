package dev.codeintel.graph.duckdb;

/**
 * The statement that fills {@code symbol_usage}: how often symbols are used, how often elsewhere.
 */
final class SymbolUsage {
  private static final String INSERT =
      """
      INSERT INTO symbol_usage (symbol_id, uses, uses_elsewhere)
      SELECT
        r.to_symbol_id,
        count(*),
        count(*) FILTER (WHERE r.file_path <> s.file_path)
      FROM relationships r
      JOIN symbols s ON s.id = r.to_symbol_id
      WHERE r.relationship_type <> 'contains'
        AND %s
      GROUP BY r.to_symbol_id
      ORDER BY r.to_symbol_id;
      """;

  /** Counts for all symbols; the table must be empty. */
  static final String INSERT_ALL = INSERT.formatted("true");

  private SymbolUsage() {}

  /**
   * Counts for some symbols, of which the table must have none.
   *
   * @param ids a query for their ids
   */
  static String insertThose(String ids) {
    return INSERT.formatted("r.to_symbol_id IN (" + ids + ")");
  }
}
