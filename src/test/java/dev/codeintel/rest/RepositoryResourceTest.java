package dev.codeintel.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.codeintel.OwnDataProfile;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.snapshot.SnapshotStore;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RepositoryResourceTest.OwnData.class)
class RepositoryResourceTest {
  private static final int SYMBOLS = 25_000;

  @Inject SnapshotStore snapshots;
  @Inject GraphStore graphs;
  @Inject AgroalDataSource dataSource;

  /** A data folder of its own. */
  public static final class OwnData extends OwnDataProfile {}

  @BeforeEach
  void publish() {
    if (!snapshots.list().isEmpty()) {
      return;
    }
    try (PendingSnapshot pending = snapshots.begin(TestGraph.OWNER);
        GraphWriter writer = graphs.write(pending.file())) {
      for (int id = 0; id < SYMBOLS; id++) {
        SymbolKind kind = id % 10 == 0 ? SymbolKind.CLASS : SymbolKind.METHOD;
        writer.symbol(TestGraph.symbol(id, "a.java", "p.s" + id, kind, "a.java#s" + id, id));
        writer.relationship(TestGraph.calls(id, (id + 1) % SYMBOLS, "a.java", id));
      }
      writer.finish(TestGraph.snapshot(pending.id()));
      pending.publish();
    }
  }

  private static List<String> lines(String path) {
    String body =
        given()
            .get("/api/v1/repositories/sample/" + path)
            .then()
            .statusCode(200)
            .contentType(containsString("application/x-ndjson"))
            .extract()
            .asString();
    return body.lines().toList();
  }

  @Test
  void listsRepositories() {
    given()
        .get("/api/v1/repositories")
        .then()
        .statusCode(200)
        .body("name", hasItem("sample"))
        .body("[0].snapshot.revision", equalTo("abc1234"));
  }

  @Test
  void streamsSymbols() {
    assertThat(lines("symbols")).hasSize(SYMBOLS);
    List<String> classes = lines("symbols?language=java&symbol_type=class");
    assertThat(classes).hasSize(SYMBOLS / 10);
    assertThat(classes.get(1)).contains("\"name\":\"s10\"", "\"lineStart\":11");
  }

  @Test
  void streamsRelationshipsWithNames() {
    assertThat(lines("relationships?relationship_type=calls")).hasSize(SYMBOLS);
    assertThat(lines("relationships?symbol_id=5"))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"fromName\":\"s4\"", "\"toName\":\"s5\"");
  }

  @Test
  void answersTools() {
    given()
        .get("/api/v1/tools")
        .then()
        .statusCode(200)
        .body("name", hasItem("find_symbol"))
        .body(
            "find { it.name == 'find_symbol' }.inputSchema.properties.names.type",
            equalTo("array"));
    given()
        .contentType("application/json")
        .body(Map.of("names", List.of("s7"), "repo", "sample"))
        .post("/api/v1/tools/find_symbol")
        .then()
        .statusCode(200)
        .body("hits[0].id", equalTo("a.java#s7"))
        .body("hits[0].line", equalTo(8))
        .body("total", equalTo(1));
    given()
        .contentType("application/json")
        .post("/api/v1/tools/index_status")
        .then()
        .statusCode(200)
        .body("hits.name", hasItem("sample"));
  }

  @Test
  void answersProblemsOfTools() {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/tools/find_symbols")
        .then()
        .statusCode(400)
        .body("detail", containsString("did you mean find_symbol"));
    given()
        .contentType("application/json")
        .body("{\"name\":\"s7\"}")
        .post("/api/v1/tools/find_symbol")
        .then()
        .statusCode(400)
        .body("detail", containsString("names"));
    given()
        .contentType("application/json")
        .body("[")
        .post("/api/v1/tools/find_symbol")
        .then()
        .statusCode(400);
    given()
        .contentType("text/plain")
        .body("{}")
        .post("/api/v1/tools/find_symbol")
        .then()
        .statusCode(415);
  }

  @Test
  void answersProblems() {
    given()
        .get("/api/v1/repositories/other/symbols")
        .then()
        .statusCode(404)
        .body("detail", containsString("there are: sample"));
    given()
        .get("/api/v1/repositories/sample/symbols?symbol_type=klass")
        .then()
        .statusCode(400)
        .body("detail", containsString("one of: file"));
  }

  @Test
  void releasesConnectionsWhenAReaderGoesAway() throws IOException {
    URI symbolStream =
        URI.create("http://localhost:" + RestAssured.port + "/api/v1/repositories/sample/symbols");
    for (int i = 0; i < 40; i++) {
      try (InputStream in = symbolStream.toURL().openStream()) {
        assertThat(in.read()).isEqualTo('{');
      }
    }
    await()
        .untilAsserted(
            () -> assertThat(dataSource.getMetrics().activeCount()).isLessThanOrEqualTo(1));
    assertThat(lines("relationships?symbol_id=5")).hasSize(2);
  }

  @Test
  void isReadyAndMeasured() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    lines("relationships?symbol_id=5");
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("code_intel_query_duration_seconds_bucket"))
        .body(containsString("code_intel_files_indexed_total"))
        .body(containsString("code_intel_cache_hits_total{cache_level=\"memory\"}"))
        .body(containsString("code_intel_memory_usage_bytes"));
  }
}
