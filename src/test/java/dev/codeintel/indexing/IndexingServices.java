package dev.codeintel.indexing;

import dev.codeintel.cache.TieredCache;
import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.CatalogConfig;
import dev.codeintel.catalog.FreshnessProbes;
import dev.codeintel.catalog.ServedRepositories;
import dev.codeintel.catalog.TestCatalogConfig;
import dev.codeintel.catalog.TestFolder;
import dev.codeintel.config.MemoryBudget;
import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.embedding.NoEmbedding;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.FactCache;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.resolution.PackageResolvers;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.search.NoIndexes;
import dev.codeintel.search.SearchIndexes;
import dev.codeintel.snapshot.SnapshotStore;
import dev.codeintel.source.SourceRepositories;
import dev.codeintel.source.TreeWatcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;

/** Indexing services over plain folders, as tests need them. */
final class IndexingServices {
  private static final LanguageRegistry LANGUAGES = new LanguageRegistry();

  /** One for all: its compiled queries cost more than most of what tests index. */
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(LANGUAGES);

  private IndexingServices() {}

  /** Opens one that parses and links as the program does, without a cache of facts. */
  static LocalService open(
      SourceRepositories sources,
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      TreeWatcher watcher,
      int workers) {
    TieredCache none = new TieredCache(List.of(), new Meters(new SimpleMeterRegistry()));
    return open(
        sources,
        engine,
        snapshots,
        EXTRACTOR,
        none,
        new MemoryGovernor(MemoryBudget.ofMachine(), none),
        PackageResolvers.create(LANGUAGES),
        watcher,
        workers);
  }

  static LocalService open(
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

  static LocalService open(
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      FactExtractor extractor,
      TieredCache cache,
      MemoryGovernor governor,
      Resolver resolver,
      TreeWatcher watcher,
      int workers) {
    return open(
        location -> new TestFolder(Path.of(location)),
        engine,
        snapshots,
        extractor,
        cache,
        governor,
        resolver,
        watcher,
        workers);
  }

  static LocalService open(
      SourceRepositories sources,
      DuckDbDatabase engine,
      SnapshotStore snapshots,
      FactExtractor extractor,
      TieredCache cache,
      MemoryGovernor governor,
      Resolver resolver,
      TreeWatcher watcher,
      int workers) {
    IndexingConfig config = new TestIndexingConfig(workers);
    CatalogConfig catalogConfig = new TestCatalogConfig();
    GraphStore graphs = TestGraph.store(engine);
    SearchIndexes indexes = new NoIndexes();
    ServedRepositories served = new ServedRepositories();
    FreshnessProbes probes = new FreshnessProbes(catalogConfig);
    Catalog catalog = new Catalog(sources, snapshots, graphs, served, probes, catalogConfig);
    NoEmbedding embedding = new NoEmbedding();
    DefaultIndexingService indexing =
        new DefaultIndexingService(
            sources,
            new FactCache(extractor, cache),
            resolver,
            graphs,
            snapshots,
            catalog,
            served,
            watcher,
            new Meters(new SimpleMeterRegistry()),
            governor,
            indexes,
            embedding,
            config);
    return new LocalService(indexing, catalog, embedding);
  }
}
