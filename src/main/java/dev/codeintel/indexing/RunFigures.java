package dev.codeintel.indexing;

import dev.codeintel.graph.GraphTotals;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Snapshot;
import dev.codeintel.resolution.LinkFailure;
import dev.codeintel.snapshot.PendingSnapshot;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Counts, skip reasons, timings and memory of one run. For the thread that runs it. */
final class RunFigures {
  private static final Logger LOG = Logger.getLogger(RunFigures.class);

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<String, Long> timings = new TreeMap<>();

  RunFigures() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
  }

  /** Returns figures of a run that began like this one, to be thrown away if it leads nowhere. */
  RunFigures beginning() {
    RunFigures copy = new RunFigures();
    copy.counts.putAll(counts);
    copy.skipped.putAll(skipped);
    copy.timings.putAll(timings);
    return copy;
  }

  <T> T time(String stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      timings.merge(stage, (System.nanoTime() - start) / 1_000_000, Long::sum);
    }
  }

  void add(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  void file(IndexedFile file) {
    add("files", 1);
    add("files_" + file.status().label(), 1);
    add("lines", file.lines());
    if (file.text() != null) {
      add("bytes", Math.max(0, file.bytes()));
    }
    SkipReason reason = file.reason();
    if (reason != null) {
      skipped.merge(reason.label(), 1L, Long::sum);
    }
  }

  /** Counts where the facts of a file came from. */
  void facts(ParsedFile file) {
    if (file.facts() != null) {
      add(file.isFromCache() ? "facts_from_cache" : "facts_parsed", 1);
    }
  }

  /** Returns the description of the snapshot this run makes. */
  Snapshot snapshot(
      SourceRepository repository,
      Revision revision,
      SourceTree tree,
      PendingSnapshot pending,
      String extractorVersion,
      Clock clock) {
    add("peak_heap_bytes", peakHeapBytes());
    return new Snapshot(
        pending.id(),
        repository.name(),
        repository.origin(),
        revision.revision(),
        revision.ref(),
        clock.instant(),
        0,
        extractorVersion,
        counts,
        skipped,
        timings,
        tree.limitation());
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Counts and logs what could not be linked. */
  void linkFailures(List<LinkFailure> failures) {
    for (LinkFailure each : failures) {
      add(Snapshot.NOT_LINKED, each.references());
      LOG.warnf(
          "%d references in %s are left out, because linking them failed: %s",
          each.references(), each.path(), each.first());
      LOG.debug("The first of these errors", each.first());
    }
  }

  /** What the run had to work on, whatever the repository holds. */
  void processed(long files, long symbols, long relationships) {
    add("files_processed", files);
    add("symbols_updated", symbols);
    add("relationships_updated", relationships);
  }

  /** Takes over what the snapshot holds as a whole. */
  void totals(GraphTotals totals) {
    totals.counts().forEach(this::add);
    totals.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
  }

  Map<String, Long> counts() {
    return counts;
  }

  Map<String, Long> skipped() {
    return skipped;
  }

  Map<String, Long> timings() {
    return timings;
  }

  /** Returns the highest use of heap since this run began. */
  static long peakHeapBytes() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getPeakUsage() != null) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes;
  }
}
