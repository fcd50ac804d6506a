package dev.codeintel.indexing;

import dev.codeintel.cache.TieredCache;
import dev.codeintel.config.MemoryBudget;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.embedding.TestEmbeddingConfig;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.FactCache;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.search.NoIndexes;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.source.SourceRepositories;
import dev.codeintel.source.TreeWatcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Indexing services over plain folders, as tests need them. */
final class IndexingServices {
  private IndexingServices() {}

  static DefaultIndexingService open(
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      FactExtractor extractor,
      Resolver resolver,
      TreeWatcher watcher,
      int workers) {
    TieredCache none = new TieredCache(List.of(), new Meters(new SimpleMeterRegistry()));
    MemoryGovernor governor = new MemoryGovernor(MemoryBudget.ofMachine(), none);
    return open(engine, snapshots, extractor, none, governor, resolver, watcher, workers);
  }

  static DefaultIndexingService open(
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      FactExtractor extractor,
      TieredCache cache,
      MemoryGovernor governor,
      Resolver resolver,
      TreeWatcher watcher,
      int workers) {
    return open(
        location -> new FolderRepository(Path.of(location)),
        engine,
        snapshots,
        extractor,
        cache,
        governor,
        resolver,
        watcher,
        workers);
  }

  static DefaultIndexingService open(
      SourceRepositories sources,
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      FactExtractor extractor,
      TieredCache cache,
      MemoryGovernor governor,
      Resolver resolver,
      TreeWatcher watcher,
      int workers) {
    IndexingConfig config =
        new IndexingConfig() {
          @Override
          public OptionalInt workers() {
            return OptionalInt.of(workers);
          }

          @Override
          public Duration freshnessInterval() {
            return Duration.ZERO;
          }

          @Override
          public Duration openTimeout() {
            return Duration.ofSeconds(5);
          }
        };
    GraphStore graphs = TestGraph.store(engine);
    SearchIndexes indexes = new NoIndexes();
    return new DefaultIndexingService(
        sources,
        new FactCache(extractor, cache),
        resolver,
        graphs,
        snapshots,
        watcher,
        new Meters(new SimpleMeterRegistry()),
        governor,
        indexes,
        new EmbeddingWorker(snapshots, graphs, indexes, new TestEmbeddingConfig(false), governor),
        config);
  }
}
