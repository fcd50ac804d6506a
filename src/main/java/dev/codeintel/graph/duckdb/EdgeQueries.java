package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Relationship;
import java.util.Collection;
import java.util.List;

/** Looks relationships up in the database: each look-up scans the table. */
final class EdgeQueries implements Edges {
  private static final String SELECT_TO = select("to_symbol_id");
  private static final String SELECT_FROM = select("from_symbol_id");

  private final Queries queries;

  EdgeQueries(Queries queries) {
    this.queries = queries;
  }

  /** The place of a relationship belongs to the symbol {@code f}. */
  private static String select(String near) {
    return "SELECT\n"
        + SymbolRows.LINK_COLUMNS
        + """
        FROM relationships r
        JOIN symbols f ON f.id = r.from_symbol_id
        """
        + "WHERE r."
        + near
        + """
         IN (SELECT unnest(string_split(?, ',')::INTEGER[]))
          AND list_contains(string_split(?, ','), r.relationship_type)
          AND list_contains(string_split(?, ','), r.evidence)
          AND (? = '' OR regexp_full_match(r.file_path, ?))
          AND (? = '' OR f.language = ?)
          AND (? OR NOT f.is_test)
        """;
  }

  @Override
  public List<Relationship> of(Collection<Integer> symbolIds, boolean forward, LinkQuery query) {
    return queries.list(
        "relationships",
        forward ? SELECT_FROM : SELECT_TO,
        b -> b.ids(symbolIds).links(query),
        row -> SymbolRows.relationship(row, 0));
  }
}
