package dev.codeintel.indexing;

import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.indexing.IndexProgress.Stage;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Snapshot;
import dev.codeintel.monitoring.Meters;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.scip.ScipFile;
import dev.codeintel.scip.ScipSymbols;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run from a walked tree to a finished snapshot file.
 *
 * <p>Files are read and parsed in parallel, one task a file. The running thread takes the outcomes
 * in the order of the paths, writes the texts to the snapshot and keeps only the facts. At most
 * {@link #AHEAD} files a worker are read ahead, fewer if the {@link MemoryGovernor} says so, so
 * that one slow file bounds, not swells, what is held in memory.
 */
final class IndexingPipeline {
  private static final int AHEAD = 16;
  private static final int REPORT_EVERY = 1_000;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final FactExtractor extractor;
  private final Resolver resolver;
  private final GraphStore graphs;
  private final Meters meters;
  private final MemoryGovernor governor;
  private final int workers;
  private final Clock clock;

  IndexingPipeline(
      FactExtractor extractor,
      Resolver resolver,
      GraphStore graphs,
      Meters meters,
      MemoryGovernor governor,
      int workers,
      Clock clock) {
    this.extractor = extractor;
    this.resolver = resolver;
    this.graphs = graphs;
    this.meters = meters;
    this.governor = governor;
    this.workers = Math.max(1, workers);
    this.clock = clock;
  }

  /**
   * Writes the snapshot into the pending file; publishing is the caller's.
   *
   * @param scip what corrects the relationships, or null
   */
  Snapshot run(
      SourceRepository repository,
      Revision revision,
      SourceTree tree,
      @Nullable ScipFile scip,
      PendingSnapshot pending,
      RunFigures figures,
      IndexProgress progress) {
    try (GraphWriter writer = graphs.write(pending.file())) {
      Map<String, String> manifests = new HashMap<>();
      List<FileFacts> facts =
          figures.time(
              "parse", () -> parse(repository, tree, writer, manifests, figures, progress));
      progress.update(Stage.LINK, 0, -1);
      ResolvedSymbols declared = figures.time("declare", () -> resolver.resolve(facts, manifests));
      ResolvedSymbols resolved =
          scip == null
              ? declared
              : new ScipSymbols(scip, declared, new TreeTexts(repository, tree));
      figures.time("link", () -> relationships(resolved, writer, figures, progress));
      if (resolved instanceof ScipSymbols corrected) {
        figures.add("relationships_by_scip", corrected.corrected());
      }
      figures.time("write", () -> symbols(resolved, writer, figures, progress));
      figures.add("peak_heap_bytes", RunFigures.peakHeapBytes());
      Snapshot snapshot =
          new Snapshot(
              pending.id(),
              repository.name(),
              repository.origin(),
              revision.revision(),
              revision.ref(),
              clock.instant(),
              0,
              extractor.version(),
              figures.counts(),
              figures.skipped(),
              figures.timings(),
              tree.limitation());
      progress.update(Stage.PUBLISH, 0, 1);
      writer.finish(snapshot);
      return snapshot;
    }
  }

  private List<FileFacts> parse(
      SourceRepository repository,
      SourceTree tree,
      GraphWriter writer,
      Map<String, String> manifests,
      RunFigures figures,
      IndexProgress progress) {
    List<FileFacts> facts = new ArrayList<>(tree.files().size());
    Set<String> seen = new HashSet<>();
    FileTask task = new FileTask(repository, extractor);
    ExecutorService executor = Executors.newFixedThreadPool(workers, IndexingPipeline::thread);
    try {
      Deque<Future<ParsedFile>> window = new ArrayDeque<>();
      int total = tree.files().size();
      int done = 0;
      for (SourceFile file : tree.files()) {
        if (seen.add(file.path())) {
          window.add(executor.submit(() -> task.run(file)));
        }
        while (window.size() >= governor.filesAhead(workers * AHEAD)) {
          take(window.remove(), writer, facts, manifests, figures);
          progress.update(Stage.PARSE, ++done, total);
        }
      }
      while (!window.isEmpty()) {
        take(window.remove(), writer, facts, manifests, figures);
        progress.update(Stage.PARSE, ++done, total);
      }
    } finally {
      executor.shutdownNow();
    }
    for (SkippedFile file : tree.skipped()) {
      if (seen.add(file.path())) {
        IndexedFile row = row(file);
        writer.file(row);
        figures.file(row);
      }
    }
    return facts;
  }

  private void take(
      Future<ParsedFile> future,
      GraphWriter writer,
      List<FileFacts> facts,
      Map<String, String> manifests,
      RunFigures figures) {
    ParsedFile parsed = get(future);
    IndexedFile row = parsed.row();
    writer.file(row);
    figures.file(row);
    meters.filesIndexed(1);
    if (row.text() != null && resolver.isManifest(row.path())) {
      manifests.put(row.path(), row.text());
    }
    if (parsed.facts() != null) {
      figures.add(parsed.isFromCache() ? "facts_from_cache" : "facts_parsed", 1);
      facts.add(parsed.facts());
    }
  }

  private static ParsedFile get(Future<ParsedFile> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexingException(ErrorCode.UNAVAILABLE, "Indexing was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IndexingException(ErrorCode.INTERNAL, "Indexing failed: " + e.getMessage(), e);
    }
  }

  private static IndexedFile row(SkippedFile file) {
    return new IndexedFile(
        file.path(), "", null, file.bytes(), 0, -1, FileStatus.SKIPPED, file.reason(), null);
  }

  private static long relationships(
      ResolvedSymbols resolved, GraphWriter writer, RunFigures figures, IndexProgress progress) {
    long[] count = {0};
    Map<String, long[]> grades = new HashMap<>();
    resolved.relationships(
        relationship -> {
          writer.relationship(relationship);
          grades.computeIfAbsent(relationship.evidence().label(), grade -> new long[1])[0]++;
          if (++count[0] % REPORT_EVERY == 0) {
            progress.update(Stage.LINK, count[0], -1);
          }
        });
    figures.add("relationships", count[0]);
    grades.forEach((grade, number) -> figures.add("relationships_" + grade, number[0]));
    return count[0];
  }

  private static long symbols(
      ResolvedSymbols resolved, GraphWriter writer, RunFigures figures, IndexProgress progress) {
    long[] counts = {0, 0};
    resolved.symbols(
        symbol -> {
          writer.symbol(symbol);
          counts[symbol.kind().isInSource() ? 0 : 1]++;
          if ((counts[0] + counts[1]) % REPORT_EVERY == 0) {
            progress.update(Stage.WRITE, counts[0] + counts[1], -1);
          }
        });
    figures.add("symbols", counts[0]);
    figures.add("symbols_outside", counts[1]);
    return counts[0];
  }

  private static Thread thread(Runnable work) {
    // A parser and a resolver descend as deep as the source nests.
    Thread thread = new Thread(null, work, "parse-" + THREADS.incrementAndGet(), 16L * 1024 * 1024);
    thread.setDaemon(true);
    return thread;
  }
}
