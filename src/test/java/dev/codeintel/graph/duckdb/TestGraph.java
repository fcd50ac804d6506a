package dev.codeintel.graph.duckdb;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.Schema;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.snapshot.SnapshotOwner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A snapshot that a test fills and then reads, through the real store and engine. */
public final class TestGraph implements AutoCloseable {
  public static final SnapshotOwner OWNER =
      new SnapshotOwner("sample-1", "sample", "/sample", "main");

  private final PublishedGraphs published = new PublishedGraphs();
  private final SymbolGraph graph;

  public TestGraph(Path folder, Consumer<GraphWriter> content) {
    graph = published.publish(folder, content);
  }

  public static GraphStore store(DuckDbDatabase engine) {
    MemorySize memory = new MemorySize(BigInteger.valueOf(1 << 24));
    return new DuckDbGraphStore(engine, new Meters(new SimpleMeterRegistry()), () -> memory);
  }

  public SymbolGraph graph() {
    return graph;
  }

  public static Snapshot snapshot(String id) {
    return new Snapshot(
        id,
        "sample",
        "/sample",
        "abc1234",
        "main",
        Instant.ofEpochMilli(1_700_000_000_000L),
        Schema.VERSION,
        "test-1",
        Map.of("files", 3L),
        Map.of("binary", 1L),
        Map.of("parse", 12L),
        null);
  }

  public static Symbol symbol(
      int id, String path, String qualifiedName, SymbolKind kind, String key, int line) {
    String name =
        kind == SymbolKind.FILE
            ? path.substring(path.lastIndexOf('/') + 1)
            : qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return symbol(id, path, name, qualifiedName, kind, key, line, "", path.contains("test"), -1);
  }

  public static Symbol symbol(
      int id,
      String path,
      String name,
      String qualifiedName,
      SymbolKind kind,
      String key,
      int line,
      String doc,
      boolean isTest,
      int parent) {
    boolean isInSource = kind.isInSource();
    return new Symbol(
        id,
        key,
        name,
        qualifiedName,
        kind,
        isInSource ? "java" : "",
        isInSource ? path : "",
        isInSource ? line : -1,
        isInSource ? line + 5 : -1,
        isInSource ? line : -1,
        kind.label() + " " + name,
        doc,
        Visibility.PUBLIC,
        parent,
        isTest,
        isInSource ? "h" + id : null);
  }

  public static Relationship calls(int from, int to, String path, int line) {
    return new Relationship(
        from, to, RelationshipKind.CALLS, path, line, Evidence.RESOLVED, 1, true);
  }

  public static IndexedFile file(String path, String text) {
    return new IndexedFile(
        path,
        path.endsWith(".java") ? "java" : "",
        "hash-" + path,
        text.length(),
        List.of(text.split("\n")).size(),
        1_000,
        FileStatus.INDEXED,
        null,
        text);
  }

  /** Returns a file with a content hash of its own. */
  public static IndexedFile file(String path, String text, String hash) {
    IndexedFile plain = file(path, text);
    return new IndexedFile(
        plain.path(),
        plain.language(),
        hash,
        plain.bytes(),
        plain.lines(),
        plain.modifiedMillis(),
        plain.status(),
        plain.reason(),
        plain.text());
  }

  @Override
  public void close() {
    published.close();
  }
}
