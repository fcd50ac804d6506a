package dev.codeintel.graph.duckdb;

/** The queries over relationships. */
final class LinkQueries {

  /**
   * Pages by the row's position, which never changes in a published snapshot. The page is cut
   * before the names are joined to it: 12 ms instead of 55 ms a page of 1,000.
   */
  static final String SELECT_AFTER =
      """
      WITH page AS MATERIALIZED (
        SELECT
          from_symbol_id, to_symbol_id, relationship_type, file_path, line_number, evidence,
          candidates, is_direct, rowid AS position
        FROM relationships
        WHERE rowid > ?
          AND (? = -1 OR from_symbol_id = ? OR to_symbol_id = ?)
          AND (? = '' OR relationship_type = ?)
        ORDER BY rowid
        LIMIT ?
      )
      SELECT
      """
          + SymbolRows.LINK_COLUMNS
          + """
          , r.position, f.name, f.key, t.name, t.key
          FROM page r
          JOIN symbols f ON f.id = r.from_symbol_id
          JOIN symbols t ON t.id = r.to_symbol_id
          ORDER BY r.position
          """;

  private LinkQueries() {}
}
