package dev.codeintel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cache.CacheConfig;
import dev.codeintel.catalog.CatalogConfig;
import dev.codeintel.config.MemoryConfig;
import dev.codeintel.duckdb.DuckDbConfig;
import dev.codeintel.graph.GraphConfig;
import dev.codeintel.indexing.IndexingConfig;
import dev.codeintel.mcp.McpConfig;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParsingConfig;
import dev.codeintel.snapshot.SnapshotConfig;
import dev.codeintel.transport.HttpConfig;
import dev.codeintel.vector.VectorConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every property has the default its documentation states, and can be set. Those of {@code source}
 * and the data folder are tested beside their readers.
 */
final class ConfigTest {

  @Test
  void hasTheseDefaults() {
    DuckDbConfig duckdb = config(DuckDbConfig.class, "duckdb");
    IndexingConfig indexing = config(IndexingConfig.class, "indexing");
    ParsingConfig parsing = config(ParsingConfig.class, "parsing");
    SnapshotConfig snapshot = config(SnapshotConfig.class, "snapshot");
    McpConfig mcp = config(McpConfig.class, "mcp");
    HttpConfig http = config(HttpConfig.class, "mcp.http");
    CacheConfig cache = config(CacheConfig.class, "cache");
    MemoryConfig memory = config(MemoryConfig.class, "memory");

    VectorConfig vectors = config(VectorConfig.class, "vectors");
    assertThat(vectors.store()).isEqualTo(VectorConfig.Store.EMBEDDED);
    assertThat(vectors.chroma().url()).isEqualTo("http://localhost:8000");
    assertThat(vectors.chroma().tenant()).isEqualTo("default_tenant");
    assertThat(vectors.chroma().database()).isEqualTo("default_database");
    assertThat(vectors.chroma().collection()).isEqualTo("code-intel");
    assertThat(vectors.chroma().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(memory.budget()).isEmpty();
    assertThat(cache.enabled()).isTrue();
    assertThat(cache.memorySize().asLongValue()).isEqualTo(32L << 20);
    assertThat(cache.diskSize().asLongValue()).isEqualTo(2L << 30);
    assertThat(duckdb.memoryLimit()).isEmpty();
    assertThat(duckdb.threads()).isEmpty();
    assertThat(duckdb.tempDirectory()).isEmpty();
    assertThat(duckdb.maxTempSize().asLongValue()).isEqualTo(8L << 30);
    assertThat(duckdb.queryTimeout()).isEqualTo(Duration.ofSeconds(30));
    GraphConfig graph = config(GraphConfig.class, "graph");
    assertThat(graph.adjacencyMemory().asLongValue()).isEqualTo(256L << 20);
    assertThat(indexing.workers()).isEmpty();
    assertThat(indexing.compareInterval()).isEqualTo(Duration.ofSeconds(30));
    CatalogConfig catalog = config(CatalogConfig.class, "catalog");
    assertThat(catalog.others()).isEmpty();
    assertThat(catalog.freshnessInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(catalog.freshnessWait()).isEqualTo(Duration.ofSeconds(1));
    assertThat(catalog.openTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(parsing.fileTimeLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(parsing.natives()).isEqualTo(Natives.OPTIMISED);
    assertThat(snapshot.keep()).isEqualTo(2);
    assertThat(snapshot.lockTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(mcp.structuredContent()).isTrue();
    assertThat(mcp.firstIndexWait()).isEqualTo(Duration.ofSeconds(8));
    assertThat(mcp.firstIndexWaitWithProgress()).isEqualTo(Duration.ofSeconds(45));
    assertThat(http.allowedHosts()).isEmpty();
    assertThat(http.allowedOrigins()).isEmpty();
  }

  @Test
  void takesEveryProperty() {
    DuckDbConfig duckdb =
        config(
            DuckDbConfig.class,
            "duckdb",
            "memory-limit=512M",
            "threads=3",
            "temp-directory=/spill",
            "max-temp-size=2G",
            "query-timeout=7s");
    IndexingConfig indexing =
        config(IndexingConfig.class, "indexing", "workers=5", "compare-interval=7s");
    CatalogConfig catalog =
        config(
            CatalogConfig.class,
            "catalog",
            "others=true",
            "freshness-interval=2s",
            "freshness-wait=4s",
            "open-timeout=3s");
    ParsingConfig parsing =
        config(ParsingConfig.class, "parsing", "file-time-limit=4s", "natives=bundled");
    SnapshotConfig snapshot = config(SnapshotConfig.class, "snapshot", "keep=4", "lock-timeout=9s");
    McpConfig mcp =
        config(
            McpConfig.class,
            "mcp",
            "structured-content=false",
            "first-index-wait=1s",
            "first-index-wait-with-progress=2s");
    HttpConfig http =
        config(
            HttpConfig.class,
            "mcp.http",
            "allowed-hosts=a.example.com,b.example.com",
            "allowed-origins=https://a.example.com");

    CacheConfig cache =
        config(CacheConfig.class, "cache", "enabled=false", "memory-size=1M", "disk-size=3G");

    MemoryConfig memory = config(MemoryConfig.class, "memory", "budget=512M");

    VectorConfig vectors =
        config(
            VectorConfig.class,
            "vectors",
            "store=chroma",
            "chroma.url=http://chroma:1",
            "chroma.tenant=t",
            "chroma.database=d",
            "chroma.collection=c",
            "chroma.timeout=2s");
    assertThat(vectors.store()).isEqualTo(VectorConfig.Store.CHROMA);
    assertThat(vectors.chroma().url()).isEqualTo("http://chroma:1");
    assertThat(vectors.chroma().tenant()).isEqualTo("t");
    assertThat(vectors.chroma().database()).isEqualTo("d");
    assertThat(vectors.chroma().collection()).isEqualTo("c");
    assertThat(vectors.chroma().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(memory.budget().orElseThrow().asLongValue()).isEqualTo(512L << 20);
    assertThat(cache.enabled()).isFalse();
    assertThat(cache.memorySize().asLongValue()).isEqualTo(1L << 20);
    assertThat(cache.diskSize().asLongValue()).isEqualTo(3L << 30);
    assertThat(duckdb.memoryLimit().orElseThrow().asLongValue()).isEqualTo(512L << 20);
    assertThat(duckdb.threads()).hasValue(3);
    assertThat(duckdb.tempDirectory()).hasValue(Path.of("/spill"));
    assertThat(duckdb.maxTempSize().asLongValue()).isEqualTo(2L << 30);
    assertThat(duckdb.queryTimeout()).isEqualTo(Duration.ofSeconds(7));
    GraphConfig graph = config(GraphConfig.class, "graph", "adjacency-memory=5M");
    assertThat(graph.adjacencyMemory().asLongValue()).isEqualTo(5L << 20);
    assertThat(indexing.workers()).hasValue(5);
    assertThat(indexing.compareInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(catalog.others()).hasValue(true);
    assertThat(catalog.freshnessInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(catalog.freshnessWait()).isEqualTo(Duration.ofSeconds(4));
    assertThat(catalog.openTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(parsing.fileTimeLimit()).isEqualTo(Duration.ofSeconds(4));
    assertThat(parsing.natives()).isEqualTo(Natives.BUNDLED);
    assertThat(snapshot.keep()).isEqualTo(4);
    assertThat(snapshot.lockTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(mcp.structuredContent()).isFalse();
    assertThat(mcp.firstIndexWait()).isEqualTo(Duration.ofSeconds(1));
    assertThat(mcp.firstIndexWaitWithProgress()).isEqualTo(Duration.ofSeconds(2));
    assertThat(http.allowedHosts()).hasValue(List.of("a.example.com", "b.example.com"));
    assertThat(http.allowedOrigins()).hasValue(List.of("https://a.example.com"));
  }

  /** Reads a mapping from properties written {@code name=value} below its prefix. */
  private static <T> T config(Class<T> mapping, String feature, String... properties) {
    Map<String, String> values = new HashMap<>();
    for (String property : properties) {
      int equals = property.indexOf('=');
      values.put(
          "code-intel." + feature + "." + property.substring(0, equals),
          property.substring(equals + 1));
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(values, "test", 1_000))
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
