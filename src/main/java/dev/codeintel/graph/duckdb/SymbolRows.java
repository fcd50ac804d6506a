package dev.codeintel.graph.duckdb;

import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Columns of symbols and relationships, and how rows become values. */
final class SymbolRows {
  /** The first 16 columns of a query for symbols. */
  static final String COLUMNS =
      """
        s.id, s.key, s.name, s.qualified_name, s.symbol_type, s.language, s.file_path,
        s.line_start, s.line_end, s.name_line, s.signature, s.doc, s.visibility, s.parent_id,
        s.is_test, s.ast_hash
      """;

  static final int WIDTH = 16;

  /** Six parameters, see {@link Bindings#filter}. */
  static final String FILTER =
      """
        AND list_contains(string_split(?, ','), s.symbol_type)
        AND (? = '' OR regexp_full_match(s.file_path, ?))
        AND (? = '' OR s.language = ?)
        AND (? OR NOT s.is_test)
      """;

  /** The columns of a relationship {@code r}. */
  static final String LINK_COLUMNS =
      """
        r.from_symbol_id, r.to_symbol_id, r.relationship_type, r.file_path, r.line_number,
        r.evidence, r.candidates, r.is_direct
      """;

  static final int LINK_WIDTH = 8;

  private SymbolRows() {}

  static Symbol symbol(ResultSet row, int before) throws SQLException {
    return new Symbol(
        row.getInt(before + 1),
        row.getString(before + 2),
        row.getString(before + 3),
        row.getString(before + 4),
        SymbolKind.ofLabel(row.getString(before + 5)).orElse(SymbolKind.UNRESOLVED),
        row.getString(before + 6),
        row.getString(before + 7),
        row.getInt(before + 8),
        row.getInt(before + 9),
        row.getInt(before + 10),
        row.getString(before + 11),
        row.getString(before + 12),
        Visibility.valueOf(row.getString(before + 13).toUpperCase(Locale.ROOT)),
        row.getInt(before + 14),
        row.getBoolean(before + 15),
        row.getString(before + 16));
  }

  static Relationship relationship(ResultSet row, int before) throws SQLException {
    return new Relationship(
        row.getInt(before + 1),
        row.getInt(before + 2),
        RelationshipKind.ofLabel(row.getString(before + 3)).orElse(RelationshipKind.USES_TYPE),
        row.getString(before + 4),
        row.getInt(before + 5),
        Evidence.ofLabel(row.getString(before + 6)).orElse(Evidence.TEXT),
        row.getInt(before + 7),
        row.getBoolean(before + 8));
  }
}
