package dev.codeintel.graph.duckdb;

/** The queries over relationships. */
final class LinkQueries {

  /** Seven parameters, see {@link Bindings#links}. The place belongs to the symbol {@code f}. */
  static final String FILTER =
      """
        AND list_contains(string_split(?, ','), r.relationship_type)
        AND list_contains(string_split(?, ','), r.evidence)
        AND (? = '' OR regexp_full_match(r.file_path, ?))
        AND (? = '' OR f.language = ?)
        AND (? OR NOT f.is_test)
      """;

  static final String SELECT_TO =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + ",\n"
          + SymbolRows.COLUMNS
          + """
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          JOIN symbols s ON s.id = r.from_symbol_id
          WHERE r.to_symbol_id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          """
          + FILTER
          + "ORDER BY r.file_path, r.line_number, s.key, r.relationship_type, r.to_symbol_id\n";

  static final String SELECT_FROM =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + ",\n"
          + SymbolRows.COLUMNS
          + """
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          JOIN symbols s ON s.id = r.to_symbol_id
          WHERE r.from_symbol_id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          """
          + FILTER
          + "ORDER BY r.file_path, r.line_number, s.key, r.relationship_type, r.from_symbol_id\n";

  static final String SELECT_EDGES_TO =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + """
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          WHERE r.to_symbol_id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          """
          + FILTER;

  static final String SELECT_EDGES_FROM =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + """
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          WHERE r.from_symbol_id IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          """
          + FILTER;

  /** Pages by the row's position, which never changes in a published snapshot. */
  static final String SELECT_AFTER =
      "SELECT\n"
          + SymbolRows.LINK_COLUMNS
          + """
          , r.rowid, f.name, f.key, t.name, t.key
          FROM relationships r
          JOIN symbols f ON f.id = r.from_symbol_id
          JOIN symbols t ON t.id = r.to_symbol_id
          WHERE r.rowid > ?
            AND (? = -1 OR r.from_symbol_id = ? OR r.to_symbol_id = ?)
            AND (? = '' OR r.relationship_type = ?)
          ORDER BY r.rowid
          LIMIT ?
          """;

  private LinkQueries() {}
}
