package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.GraphException;
import dev.codeintel.model.ErrorCode;

/** The queries that search texts and words. */
final class SearchQueries {

  /**
   * Sums the words' weights times their rarity: BM25 with b = 0.5 and a mean length of three words
   * for names; documentation, of fifteen words, weighs a fifth. What is named exactly as the query
   * comes first; use elsewhere, types and callables count a little more, tests less. A file's path
   * words count for what is in the file only if something else matches too.
   */
  static final String SELECT_BY_WORDS =
      """
      WITH words AS (
        SELECT DISTINCT unnest(string_split(?, ' ')) AS term
      ),
      matches AS (
        SELECT
          t.symbol_id,
          t.term,
          t.field,
          CASE t.field
            WHEN 'name' THEN 2.2 / (1.0 + 1.2 * (0.5 + 0.5 * t.word_count / 3.0))
            WHEN 'doc' THEN 0.4 / (1.0 + 1.2 * (0.5 + 0.5 * t.word_count / 15.0))
            ELSE 0.3
          END::FLOAT AS weight
        FROM symbol_terms t
        JOIN words USING (term)
      ),
      rarity AS (
        SELECT
          term,
          ln(1 + ((SELECT count(*) FROM symbols) - count(DISTINCT symbol_id) + 0.5)
            / (count(DISTINCT symbol_id) + 0.5)) AS rarity
        FROM matches
        GROUP BY term
      ),
      paths AS (
        SELECT s.file_path, sum(m.weight * rarity) AS score
        FROM matches m
        JOIN rarity USING (term)
        JOIN symbols s ON s.id = m.symbol_id
        WHERE m.field = 'path'
        GROUP BY s.file_path
      ),
      scores AS (
        SELECT
          symbol_id,
          string_agg(DISTINCT field, ',' ORDER BY field DESC) AS fields,
          sum(best * rarity) AS score,
          count(*) AS words
        FROM (
          SELECT symbol_id, term, max(weight) AS best, arg_max(field, weight) AS field
          FROM matches
          GROUP BY symbol_id, term
        )
        JOIN rarity USING (term)
        GROUP BY symbol_id
      )
      SELECT
      """
          + SymbolRows.COLUMNS
          + """
          , c.fields,
            round(
              (c.score * c.words / n.words + coalesce(p.score, 0))
                * CASE
                    WHEN s.symbol_type IN ('file', 'namespace') THEN 0.6
                    WHEN s.symbol_type IN ('class', 'struct', 'record', 'interface', 'trait', 'enum')
                      THEN 1.25
                    WHEN s.symbol_type IN ('function', 'method') THEN 1.1
                    ELSE 0.9
                  END
                * (1 + 0.05 * ln(1 + coalesce(u.uses_elsewhere, 0)))
                * CASE WHEN s.is_test THEN 0.5 ELSE 1.0 END
                + CASE
                    WHEN regexp_replace(lower(s.name), '[^a-z0-9]', '', 'g') = ? THEN 100.0
                    ELSE 0.0
                  END,
              6) AS rank
          FROM scores c
          CROSS JOIN (SELECT count(*) AS words FROM words) n
          JOIN symbols s ON s.id = c.symbol_id
          LEFT JOIN paths p ON p.file_path = s.file_path AND s.symbol_type <> 'file'
          LEFT JOIN symbol_usage u ON u.symbol_id = s.id
          WHERE true
          """
          + SymbolRows.FILTER
          + """
          ORDER BY rank DESC, s.key
          LIMIT ?
          """;

  private SearchQueries() {}

  /** Returns the error for an expression RE2 does not take. */
  static GraphException badPattern(String pattern, GraphException cause) {
    String message = String.valueOf(cause.getMessage());
    String detail = message.substring(message.lastIndexOf("failed: ") + "failed: ".length());
    return new GraphException(
        ErrorCode.CALLER,
        "\"" + pattern + "\" is not a valid regular expression (RE2 syntax): " + detail,
        cause);
  }
}
