package dev.codeintel.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema of a snapshot file. A file of another version is made anew, never migrated. */
public final class Schema {
  /** The version this program writes and reads. */
  public static final int VERSION = 3;

  private static final String SCRIPT = "/db/V003__create_graph.sql";
  private static final String SELECT_VERSION =
      """
      SELECT schema_version
      FROM snapshot
      """;

  private Schema() {}

  /** Creates all tables and views in the connection's current database. */
  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(script());
    }
  }

  /**
   * Reads the version of an attached file.
   *
   * @return -1 if the file was never finished or is no snapshot
   */
  public static int versionOf(AttachedDatabase database) {
    return database.run(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(SELECT_VERSION)) {
            return rows.next() ? rows.getInt(1) : -1;
          }
        });
  }

  private static String script() {
    try (InputStream in = Schema.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + SCRIPT);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
