package dev.codeintel.indexing;

import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphWriter;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.IndexStage;
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
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run from a walked tree to a finished snapshot file.
 *
 * <p>Files are read and parsed in parallel, one task a file. The running thread takes the outcomes
 * in the order of the paths, writes the texts to the snapshot and keeps only the facts.
 */
final class IndexingPipeline {
  private static final int REPORT_EVERY = 1_000;

  private final FactExtractor extractor;
  private final Resolver resolver;
  private final GraphStore graphs;
  private final Meters meters;
  private final ParallelTasks tasks;
  private final Clock clock;

  IndexingPipeline(
      FactExtractor extractor,
      Resolver resolver,
      GraphStore graphs,
      Meters meters,
      ParallelTasks tasks,
      Clock clock) {
    this.extractor = extractor;
    this.resolver = resolver;
    this.graphs = graphs;
    this.meters = meters;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Writes the snapshot into the pending file; publishing is the caller's.
   *
   * @param scip what corrects the relationships, or null
   * @param why why all files are processed
   */
  IndexedRun run(
      SourceRepository repository,
      Revision revision,
      SourceTree tree,
      @Nullable ScipFile scip,
      String why,
      PendingSnapshot pending,
      RunFigures figures,
      IndexProgress progress) {
    try (GraphWriter writer = graphs.write(pending.file())) {
      Map<String, String> manifests = new HashMap<>();
      List<FileFacts> facts =
          figures.time(
              "parse", () -> parse(repository, tree, writer, manifests, figures, progress));
      progress.update(IndexStage.LINK, 0, -1);
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
      figures.processed(facts.size(), figures.count("symbols"), figures.count("relationships"));
      Snapshot snapshot =
          figures.snapshot(repository, revision, tree, pending, extractor.version(), clock);
      progress.update(IndexStage.PUBLISH, 0, 1);
      writer.finish(snapshot);
      Baseline baseline = scip == null ? Baseline.ofWhole(pending.id(), facts, manifests) : null;
      return new IndexedRun(snapshot, baseline, Map.of("", why));
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
    int total = tree.files().size();
    int[] done = {0};
    tasks.run(
        tree.files().stream().filter(file -> seen.add(file.path())).toList(),
        task::run,
        parsed -> {
          take(parsed, writer, facts, manifests, figures);
          progress.update(IndexStage.PARSE, ++done[0], total);
        });
    for (SkippedFile file : tree.skipped()) {
      if (seen.add(file.path())) {
        IndexedFile row = FileTask.row(file);
        writer.file(row);
        figures.file(row);
      }
    }
    return facts;
  }

  private void take(
      ParsedFile parsed,
      GraphWriter writer,
      List<FileFacts> facts,
      Map<String, String> manifests,
      RunFigures figures) {
    IndexedFile row = parsed.row();
    writer.file(row);
    figures.file(row);
    meters.filesIndexed(1);
    if (row.text() != null && resolver.isManifest(row.path())) {
      manifests.put(row.path(), row.text());
    }
    figures.facts(parsed);
    if (parsed.facts() != null) {
      facts.add(parsed.facts());
    }
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
            progress.update(IndexStage.LINK, count[0], -1);
          }
        });
    figures.linkFailures(resolved.failures());
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
            progress.update(IndexStage.WRITE, counts[0] + counts[1], -1);
          }
        });
    figures.add("symbols", counts[0]);
    figures.add("symbols_outside", counts[1]);
    return counts[0];
  }
}
