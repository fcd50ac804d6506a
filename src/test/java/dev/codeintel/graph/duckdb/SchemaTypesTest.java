package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.duckdb.AttachedDatabase;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.duckdb.Schema;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are staged with the ordinals of the Java enums. */
class SchemaTypesTest {
  @TempDir Path folder;

  @Test
  void typesListTheirValuesInTheOrderOfTheEnums() throws SQLException {
    Map<String, String> enums =
        Map.of(
            "symbol_kind", labels(Stream.of(SymbolKind.values()).map(SymbolKind::label)),
            "relationship_kind",
                labels(Stream.of(RelationshipKind.values()).map(RelationshipKind::label)),
            "evidence_grade", labels(Stream.of(Evidence.values()).map(Evidence::label)),
            "symbol_visibility", labels(Stream.of(Visibility.values()).map(Visibility::label)));
    try (DuckDbDatabase engine = DuckDbEngines.open();
        AttachedDatabase database = engine.create(folder.resolve("types.duckdb"));
        Connection connection = engine.connect(database);
        Statement statement = connection.createStatement()) {
      Schema.create(connection);

      for (Map.Entry<String, String> type : enums.entrySet()) {
        String sql = "SELECT array_to_string(enum_range(NULL::" + type.getKey() + "), ',')";
        try (ResultSet row = statement.executeQuery(sql)) {
          row.next();
          assertThat(row.getString(1)).as(type.getKey()).isEqualTo(type.getValue());
        }
      }
      statement.execute("USE memory");
    }
  }

  private static String labels(Stream<String> labels) {
    return labels.collect(Collectors.joining(","));
  }
}
