package dev.codeintel.indexing;

import dev.codeintel.catalog.TreeChanges;
import dev.codeintel.catalog.TreeComparison;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.graph.GraphException;
import dev.codeintel.graph.GraphStore;
import dev.codeintel.graph.GraphUpdate;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.indexing.UpdateOutcome.Declined;
import dev.codeintel.indexing.UpdateOutcome.Updated;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.IndexStage;
import dev.codeintel.model.Snapshot;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.resolution.FileChange;
import dev.codeintel.resolution.Reach;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next snapshot of the one before: reads and parses what changed, finds which other files
 * the changes can affect ({@link Resolver#reach}), links these again, and changes their rows in a
 * copy. The graph is the one that a whole new index would have; only ids differ. Where much is
 * affected it declines, because writing anew is cheaper then.
 */
final class SnapshotUpdater {
  /** Relationships written by updates since the snapshot was last written whole. */
  static final String REWRITTEN = "relationships_rewritten";

  private static final Logger LOG = Logger.getLogger(SnapshotUpdater.class);

  /** Beyond one part in so many of the files, or of the rows, all are processed, if not few. */
  private static final int MOST_FILES = 2;

  private static final int FEW_FILES = 100;

  private static final int MOST_ROWS = 3;
  private static final int FEW_ROWS = 20_000;

  private final FactExtractor extractor;
  private final Resolver resolver;
  private final GraphStore graphs;
  private final ParallelTasks tasks;
  private final Clock clock;

  SnapshotUpdater(
      FactExtractor extractor,
      Resolver resolver,
      GraphStore graphs,
      ParallelTasks tasks,
      Clock clock) {
    this.extractor = extractor;
    this.resolver = resolver;
    this.graphs = graphs;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * The snapshot to start from; held open by the caller.
   *
   * @param retained facts, if some are at hand; they may be of another snapshot
   */
  record Base(SymbolGraph graph, Path file, @Nullable Baseline retained) {

    /** Returns the retained facts if they are of this snapshot. */
    @Nullable Baseline baseline() {
      return retained != null && retained.snapshotId().equals(graph.snapshot().id())
          ? retained
          : null;
    }
  }

  /** Writes the next snapshot into the pending file, or declines and leaves none. */
  UpdateOutcome run(
      SourceRepository repository,
      Revision revision,
      SourceTree tree,
      Base base,
      PendingSnapshot pending,
      RunFigures figures,
      IndexProgress progress) {
    String obstacle = obstacle(base.graph().snapshot());
    if (obstacle != null) {
      return new Declined(obstacle);
    }
    Map<String, FileStamp> stamps = base.graph().fileStamps();
    TreeChanges changes = TreeComparison.changes(tree, stamps);
    if (isMost(changes.size(), tree.files().size())) {
      return new Declined("most files look changed");
    }
    FileTask task = new FileTask(repository, extractor);
    ChangedFiles changed =
        figures.time("parse", () -> ChangedFiles.read(task, changes, stamps, tasks));
    Set<String> paths = changed.paths();
    Baseline before = base.baseline();
    if (before == null && !paths.isEmpty()) {
      BaselineLoader loader = new BaselineLoader(extractor, resolver, tasks);
      before =
          figures
              .time("load", () -> loader.load(repository, tree, changes, base.graph()))
              .orElse(null);
      if (before == null) {
        return new Declined("the facts behind the snapshot cannot be found again");
      }
    }
    for (String path : paths) {
      if (resolver.isManifest(path)) {
        return new Declined(path + " changed, which says how modules are named");
      }
    }
    Plan plan = before == null ? null : plan(before, changed, figures);
    if (plan != null && plan.declined() != null) {
      return new Declined(plan.declined());
    }
    progress.update(IndexStage.LINK, 0, -1);
    try (GraphUpdate update = graphs.update(base.file(), pending.file())) {
      UpdateWriter writer = new UpdateWriter(update);
      writer.files(changed);
      Baseline now =
          before == null || plan == null
              ? null
              : link(before, plan, paths, writer, pending, figures);
      figures.time("write", () -> settle(update, figures));
      count(changed, paths.size(), plan, writer, base.graph().snapshot(), figures);
      Snapshot snapshot =
          figures.snapshot(repository, revision, tree, pending, extractor.version(), clock);
      progress.update(IndexStage.PUBLISH, 0, 1);
      update.finish(snapshot);
      return new Updated(new IndexedRun(snapshot, now, because(changed, plan)));
    } catch (GraphException e) {
      if (e.code() != ErrorCode.INTERNAL) {
        throw e;
      }
      LOG.warnf("%s All files are processed again.", e.getMessage());
      return new Declined("the update failed its self-check");
    }
  }

  private static boolean isMost(int files, int all) {
    return files > Math.max(FEW_FILES, all / MOST_FILES);
  }

  private @Nullable String obstacle(Snapshot base) {
    if (!base.extractorVersion().equals(extractor.version())) {
      return "another version of the program made the snapshot";
    }
    if (base.counts().containsKey("relationships_by_scip")) {
      return "a SCIP index corrected the snapshot";
    }
    long rewritten = base.counts().getOrDefault(REWRITTEN, 0L);
    long all = base.counts().getOrDefault("relationships", 0L);
    return rewritten > Math.max(FEW_ROWS, all / MOST_ROWS)
        ? "updates have scattered the rows of the snapshot"
        : null;
  }

  // ---------------------------------------------------------------- what is affected

  /**
   * What an update has to do.
   *
   * @param facts of all files after the changes, by path
   * @param because why files that did not change are linked again, by path
   * @param declined why all files have to be; null if not
   */
  private record Plan(
      NavigableMap<String, FileFacts> facts,
      Map<String, String> because,
      @Nullable String declined) {}

  private Plan plan(Baseline before, ChangedFiles changed, RunFigures figures) {
    NavigableMap<String, FileFacts> after = new TreeMap<>();
    before.files().forEach((path, file) -> after.put(path, file.facts()));
    changed.gone().forEach(after::remove);
    for (ParsedFile file : changed.parsed()) {
      if (file.facts() == null) {
        after.remove(file.row().path());
      } else {
        after.put(file.row().path(), file.facts());
      }
    }
    List<FileChange> changes = new ArrayList<>();
    for (String path : changed.paths()) {
      KnownFile old = before.files().get(path);
      if (old != null || after.containsKey(path)) {
        changes.add(new FileChange(path, old == null ? null : old.facts(), after.get(path)));
      }
    }
    if (changes.isEmpty()) {
      return new Plan(after, Map.of(), null);
    }
    IdentityHashMap<FileFacts, int[]> words = new IdentityHashMap<>();
    Reach reach =
        figures.time(
            "reach",
            () ->
                resolver.reach(
                    changes,
                    before.facts(),
                    after.values(),
                    before.manifests(),
                    facts -> words(before, facts, words)));
    String declined = null;
    if (reach.isEverything()) {
      declined = reach.because().get("");
    } else if (isMost(reach.because().size() + changes.size(), after.size())) {
      declined = "most files are affected";
    }
    return new Plan(after, reach.because(), declined);
  }

  /** Facts are compared by identity: of a changed file both states are asked for. */
  @SuppressWarnings("ReferenceEquality")
  private int[] words(Baseline before, FileFacts facts, IdentityHashMap<FileFacts, int[]> others) {
    KnownFile known = before.files().get(facts.path());
    return known != null && known.facts() == facts
        ? known.words(resolver)
        : others.computeIfAbsent(facts, resolver::words);
  }

  // ---------------------------------------------------------------- what is written

  private Baseline link(
      Baseline before,
      Plan plan,
      Set<String> changed,
      UpdateWriter writer,
      PendingSnapshot pending,
      RunFigures figures) {
    Set<String> linked = new HashSet<>(plan.because().keySet());
    linked.addAll(changed);
    return figures.time(
        "link",
        () -> {
          ResolvedSymbols resolved =
              resolver.resolve(plan.facts().values(), before.manifests(), linked);
          NavigableMap<String, KnownFile> files =
              writer.graph(before.files(), plan.facts(), changed, linked, resolved);
          figures.linkFailures(resolved.failures());
          return new Baseline(pending.id(), files, before.manifests());
        });
  }

  private static boolean settle(GraphUpdate update, RunFigures figures) {
    figures.totals(update.settle());
    return true;
  }

  private static void count(
      ChangedFiles changed,
      int files,
      @Nullable Plan plan,
      UpdateWriter writer,
      Snapshot base,
      RunFigures figures) {
    for (ParsedFile file : changed.parsed()) {
      figures.facts(file);
    }
    figures.processed(
        files + (plan == null ? 0 : plan.because().size()),
        writer.symbols(),
        writer.relationships());
    // Which files the base's belong to is not kept: those linked again may be the same, or mended.
    long before = base.counts().getOrDefault(Snapshot.NOT_LINKED, 0L);
    long now = figures.count(Snapshot.NOT_LINKED);
    if (before > now) {
      figures.add(Snapshot.NOT_LINKED, before - now);
    }
    figures.add(REWRITTEN, base.counts().getOrDefault(REWRITTEN, 0L) + writer.relationships());
  }

  private static Map<String, String> because(ChangedFiles changed, @Nullable Plan plan) {
    Map<String, String> because = new TreeMap<>();
    if (plan != null) {
      because.putAll(plan.because());
    }
    changed.parsed().forEach(file -> because.put(file.row().path(), "its content changed"));
    changed.gone().forEach(path -> because.put(path, "it is gone"));
    return because;
  }
}
