package dev.codeintel.mcp;

import dev.codeintel.indexing.Freshness;
import dev.codeintel.indexing.RepositoryStatus;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says what is indexed and how well. Needs no snapshot, so it answers at any time. */
final class IndexStatusTool {
  static final ToolSpec SPEC =
      new ToolSpec(
          "index_status",
          "Index status",
          "Which repositories are indexed, at which revision against head, how fresh, what was"
              + " skipped and why, running work, timings of operations. Ask when an answer is stale,"
              + " partial or missing.",
          List.<Parameter>of());

  private IndexStatusTool() {}

  static Answer answer(
      String wanted, List<RepositoryStatus> all, Map<String, Map<String, Object>> operations) {
    Answer answer = new Answer();
    for (RepositoryStatus status : all) {
      if (wanted.isEmpty()
          || wanted.equals(status.name())
          || wanted.equals(status.id())
          || wanted.equals(status.origin())) {
        answer.add(hit(status));
      }
    }
    if (!wanted.isEmpty() && answer.size() == 0) {
      throw ToolException.notFound(
          "No repository \"%s\" is indexed; known are: %s."
              .formatted(
                  SymbolFinder.shown(wanted),
                  all.isEmpty()
                      ? "none"
                      : String.join(
                          ", ", all.stream().map(RepositoryStatus::name).limit(20).toList())));
    }
    if (wanted.isEmpty()) {
      operations.forEach((name, statistics) -> answer.note(operation(name, statistics)));
    }
    return answer.ifNothing("Nothing is indexed yet; code-intel index PATH does it.");
  }

  private static String operation(String name, Map<String, Object> statistics) {
    StringBuilder text = new StringBuilder("operation " + name);
    statistics.forEach(
        (key, value) ->
            text.append(' ')
                .append(key)
                .append('=')
                .append(value instanceof Double d ? String.format(Locale.ROOT, "%.2f", d) : value));
    return text.toString();
  }

  private static Hit hit(RepositoryStatus status) {
    Hit hit =
        Hit.empty()
            .put("id", status.id())
            .put("name", status.name())
            .put("kind", "repository")
            .put("path", status.origin())
            .say(status.name() + "  " + status.origin());
    Snapshot snapshot = status.snapshot();
    Freshness freshness = status.freshness();
    if (snapshot == null) {
      hit.put("state", "not_indexed").say("  not indexed yet");
    } else {
      hit.put("state", "indexed");
      describe(hit, snapshot);
    }
    if (freshness != null) {
      hit.put("age_seconds", freshness.ageSeconds())
          .put("stale_files", freshness.staleFiles())
          .putUnlessEmpty("head_revision", freshness.headRevision())
          .say("  age=%ds stale_files=%d".formatted(freshness.ageSeconds(), freshness.staleFiles()))
          .sayUnlessEmpty(" head=", freshness.headRevision());
    }
    if (status.runningStage() != null) {
      String stage = status.runningStage().name().toLowerCase(Locale.ROOT);
      hit.put("running", stage)
          .put("done", status.done())
          .put("of", status.total())
          .say("  running=%s %d/%d".formatted(stage, status.done(), status.total()));
    }
    if (status.embedded() != null) {
      hit.put("embedded", status.embedded().done())
          .put("to_embed", status.embedded().of())
          .say("  embedded=%d/%d".formatted(status.embedded().done(), status.embedded().of()));
    }
    if (status.lastError() != null) {
      hit.put("last_error", status.lastError()).say("  last error: " + status.lastError());
    }
    return hit;
  }

  private static void describe(Hit hit, Snapshot snapshot) {
    hit.put("snapshot", snapshot.id())
        .put("revision", snapshot.revision())
        .put("ref", snapshot.ref())
        .put("created_at", snapshot.createdAt().toString())
        .put("counts", cleaned(snapshot.counts()))
        .put("skipped", cleaned(snapshot.skipped()))
        .put("timings_ms", cleaned(snapshot.timings()))
        .say("  %s ref=%s".formatted(snapshot.revision(), snapshot.ref()))
        .say("  counts" + listed(snapshot.counts()))
        .say("  skipped" + listed(snapshot.skipped()))
        .say("  ms" + listed(snapshot.timings()));
    if (snapshot.limitation() != null) {
      hit.put("limitation", snapshot.limitation()).say("  limited: " + snapshot.limitation());
    }
  }

  private static Map<String, Object> cleaned(Map<String, Long> values) {
    Map<String, Object> cleaned = new LinkedHashMap<>();
    new TreeMap<>(values).forEach((key, value) -> cleaned.put(SafeText.line(key), value));
    return cleaned;
  }

  private static String listed(Map<String, Long> values) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.length() == 0 ? " none" : text.toString();
  }
}
