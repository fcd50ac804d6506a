package dev.codeintel.graph.duckdb;

import dev.codeintel.model.Relationship;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;

/**
 * Appends relationships, many at a time: those of one file become one staged row of lists, which a
 * single statement unfolds into the table. Appended row by row they take two to three times as long
 * and each row crosses into native code for its strings.
 */
final class RelationshipRows implements AutoCloseable {
  private static final int MOST_IN_A_LIST = 8_192;
  private static final int MOST_STAGED = 2_000_000;

  private static final String CREATE_STAGE =
      """
      CREATE OR REPLACE TEMP TABLE staged_relationships (
        path VARCHAR,
        sources INTEGER[],
        targets INTEGER[],
        lines INTEGER[],
        kinds SMALLINT[],
        evidences SMALLINT[],
        confidences FLOAT[],
        candidates INTEGER[],
        directs BOOLEAN[]
      )
      """;

  private static final String INSERT_STAGED =
      """
      INSERT INTO relationships (
        from_symbol_id, to_symbol_id, relationship_type, file_path, line_number, confidence,
        evidence, is_direct, candidates)
      SELECT
        source,
        target,
        enum_range(NULL::relationship_kind)[kind + 1],
        path,
        line,
        confidence,
        enum_range(NULL::evidence_grade)[evidence + 1],
        is_direct,
        candidates
      FROM (
        SELECT
          path,
          unnest(sources) AS source,
          unnest(targets) AS target,
          unnest(lines) AS line,
          unnest(kinds) AS kind,
          unnest(evidences) AS evidence,
          unnest(confidences) AS confidence,
          unnest(candidates) AS candidates,
          unnest(directs) AS is_direct
        FROM temp.staged_relationships
      )
      """;

  private final Stage stage;
  private final int[] sources = new int[MOST_IN_A_LIST];
  private final int[] targets = new int[MOST_IN_A_LIST];
  private final int[] lines = new int[MOST_IN_A_LIST];
  private final short[] kinds = new short[MOST_IN_A_LIST];
  private final short[] evidences = new short[MOST_IN_A_LIST];
  private final float[] confidences = new float[MOST_IN_A_LIST];
  private final int[] candidates = new int[MOST_IN_A_LIST];
  private final boolean[] directs = new boolean[MOST_IN_A_LIST];
  private String path = "";
  private int size;
  private long staged;
  private long count;

  RelationshipRows(Connection connection) throws SQLException {
    stage = new Stage(connection, "staged_relationships", CREATE_STAGE, INSERT_STAGED);
  }

  @SuppressWarnings("EnumOrdinal") // The schema's types list their values in this order; tested.
  void add(Relationship relationship) throws SQLException {
    if (size == MOST_IN_A_LIST || !relationship.path().equals(path)) {
      stageList();
      path = relationship.path();
    }
    sources[size] = relationship.from();
    targets[size] = relationship.to();
    lines[size] = relationship.line();
    kinds[size] = (short) relationship.kind().ordinal();
    evidences[size] = (short) relationship.evidence().ordinal();
    confidences[size] = (float) relationship.confidence();
    candidates[size] = relationship.candidates();
    directs[size] = relationship.isDirect();
    size++;
    count++;
  }

  /** Returns how many were added. */
  long count() {
    return count;
  }

  private void stageList() throws SQLException {
    if (size == 0) {
      return;
    }
    DuckDBAppender row = stage.rows();
    row.beginRow();
    row.append(path);
    row.append(Arrays.copyOf(sources, size));
    row.append(Arrays.copyOf(targets, size));
    row.append(Arrays.copyOf(lines, size));
    row.append(Arrays.copyOf(kinds, size));
    row.append(Arrays.copyOf(evidences, size));
    row.append(Arrays.copyOf(confidences, size));
    row.append(Arrays.copyOf(candidates, size));
    row.append(Arrays.copyOf(directs, size));
    row.endRow();
    staged += size;
    size = 0;
    if (staged >= MOST_STAGED) {
      flush();
    }
  }

  /** Moves everything added so far into the table. */
  void flush() throws SQLException {
    stageList();
    stage.flush();
    staged = 0;
  }

  @Override
  public void close() throws SQLException {
    stage.close();
  }
}
