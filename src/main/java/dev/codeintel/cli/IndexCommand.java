package dev.codeintel.cli;

import dev.codeintel.indexing.IndexReport;
import dev.codeintel.indexing.IndexingService;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Snapshot;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Indexes a repository now. */
@Command(
    name = "index",
    description = "Index a folder or git repository, or bring its index up to date.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  code-intel index .",
      "  code-intel index https://github.com/spring-projects/spring-petclinic",
      "  code-intel index --force ~/src/service",
      "  code-intel index --scip index.scip ."
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "PATH|URL", arity = "0..*", description = "What to index (default: .).")
  String[] locations = {};

  @Option(
      names = "--force",
      description =
          "Index even if nothing changed. Facts of files come from the cache where it has them;"
              + " -Dcode-intel.cache.enabled=false parses all.")
  boolean force;

  @Option(
      names = "--embed",
      description =
          "Embed all symbols too, and wait for it: 10 to 40 ms each. A server does it by itself, in"
              + " the background.")
  boolean embed;

  @Option(
      names = "--scip",
      paramLabel = "FILE",
      description = "Correct relationships by a SCIP index made from the same sources.")
  @Nullable Path scip;

  @Spec CommandSpec spec;

  @Inject IndexingService indexing;

  @Override
  public Integer call() {
    String[] all = locations.length == 0 ? new String[] {"."} : locations;
    if (scip != null && all.length > 1) {
      throw new ParameterException(
          spec.commandLine(), "--scip is of one repository: give one PATH or URL.");
    }
    for (String location : all) {
      IndexReport report;
      try (ProgressLine progress = new ProgressLine(Console.err(), Console.isTerminal())) {
        report =
            scip == null
                ? indexing.index(location, force, progress)
                : indexing.index(location, scip, progress);
      }
      print(report);
      if (embed) {
        try (ProgressLine progress = new ProgressLine(Console.err(), Console.isTerminal())) {
          indexing.embed(location, progress);
        }
      }
    }
    return ExitCode.OK;
  }

  private static void print(IndexReport report) {
    var snapshot = report.snapshot();
    Console.out()
        .printf(
            "%s@%s ref=%s %s in %.1f s, peak heap %d MB%n",
            Console.safe(snapshot.repository()),
            Console.safe(snapshot.revision()),
            Console.safe(snapshot.ref()),
            report.isUnchanged() ? "unchanged" : "indexed",
            report.duration().toMillis() / 1000.0,
            report.peakHeapBytes() >> 20);
    Map<String, Long> counts = snapshot.counts();
    Console.out()
        .printf(
            "  %d files: %d with symbols, %d as text only, %d left out; %d lines%n",
            count(counts, "files"),
            count(counts, "files_indexed") + count(counts, "files_partial"),
            count(counts, "files_text"),
            count(counts, "files_skipped"),
            count(counts, "lines"));
    if (!report.isUnchanged()) {
      Console.out().println("  " + Console.safe(processed(report)));
    }
    Console.out()
        .printf(
            "  facts of %d files parsed, of %d from the cache%n",
            count(counts, "facts_parsed"), count(counts, "facts_from_cache"));
    Console.out()
        .printf(
            "  %d symbols, %d relationships: %s%n",
            count(counts, "symbols"), count(counts, "relationships"), listed(grades(counts)));
    if (counts.containsKey(Snapshot.NOT_LINKED)) {
      Console.out()
          .printf(
              "  %d references left out, because linking them failed; the log names the files%n",
              count(counts, Snapshot.NOT_LINKED));
    }
    if (counts.containsKey("relationships_by_scip")) {
      Console.out()
          .printf(
              "  %d relationships corrected by the SCIP index%n",
              count(counts, "relationships_by_scip"));
    }
    if (!snapshot.skipped().isEmpty()) {
      Console.out()
          .println("  not indexed, or not wholly: " + listed(new TreeMap<>(snapshot.skipped())));
    }
    if (snapshot.limitation() != null) {
      Console.out().println("  limited: " + Console.safe(snapshot.limitation()));
    }
  }

  private static String processed(IndexReport report) {
    Map<String, Long> counts = report.snapshot().counts();
    String why = report.because().get("");
    return why != null
        ? "all files processed: " + why
        : "%d files processed, %d symbols and %d relationships updated"
            .formatted(
                count(counts, "files_processed"),
                count(counts, "symbols_updated"),
                count(counts, "relationships_updated"));
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }

  private static Map<String, Long> grades(Map<String, Long> counts) {
    Map<String, Long> grades = new LinkedHashMap<>();
    for (Evidence evidence : Evidence.values()) {
      long count = count(counts, "relationships_" + evidence.label());
      if (count > 0) {
        grades.put(evidence.label(), count);
      }
    }
    return grades;
  }

  private static String listed(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (name, count) ->
            text.append(text.length() == 0 ? "" : ", ").append(count).append(' ').append(name));
    return text.toString();
  }
}
