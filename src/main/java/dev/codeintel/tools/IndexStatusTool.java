package dev.codeintel.tools;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.Freshness;
import dev.codeintel.catalog.Progress;
import dev.codeintel.catalog.RepositoryStatus;
import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingProgress;
import dev.codeintel.model.Snapshot;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.SnapshotHeader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what is indexed and how well. Needs no snapshot, so it answers at any time. */
@Singleton
final class IndexStatusTool implements Tool<IndexStatusTool.Input> {
  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          90,
          "index_status",
          "Index status",
          "Which repositories are indexed, at which revision against head, how fresh, what was"
              + " skipped and why, running work, timings of operations. Ask when an answer is stale,"
              + " partial or missing.",
          Input.class);

  /** Nothing but what every tool takes. */
  record Input() {}

  private final Catalog catalog;
  private final EmbeddingProgress embeddings;
  private final OperationTimes times;

  @Inject
  IndexStatusTool(Catalog catalog, EmbeddingProgress embeddings, OperationTimes times) {
    this.catalog = catalog;
    this.embeddings = embeddings;
    this.times = times;
  }

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    String wanted = call.common().repo();
    List<RepositoryStatus> meant =
        wanted.isBlank() ? catalog.status() : List.of(catalog.status(wanted));
    Answer answer = new Answer();
    for (RepositoryStatus status : meant) {
      answer.add(new Repository(status, embedded(status)));
      if (meant.size() == 1) {
        answer.about(header(status));
      }
    }
    if (wanted.isBlank()) {
      times.summary().forEach((name, statistics) -> answer.note(operation(name, statistics)));
    }
    return answer.ifNothing("Nothing is indexed yet; code-intel index PATH does it.");
  }

  private @Nullable Embedded embedded(RepositoryStatus status) {
    Snapshot snapshot = status.snapshot();
    return snapshot == null ? null : embeddings.progress(status.id(), snapshot.ref());
  }

  private static SnapshotHeader header(RepositoryStatus status) {
    Snapshot snapshot = status.snapshot();
    Freshness freshness = status.freshness();
    return snapshot == null || freshness == null
        ? SnapshotHeader.NONE
        : SnapshotHeader.of(snapshot, freshness);
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

  /** One repository with its newest snapshot. */
  private record Repository(RepositoryStatus status, @Nullable Embedded embedded) implements Hit {

    @Override
    public Fields fields() {
      Fields fields =
          new Fields()
              .put(Field.ID, status.id())
              .put(Field.NAME, status.name())
              .put(Field.KIND, "repository")
              .put(Field.PATH, status.origin());
      Snapshot snapshot = status.snapshot();
      fields.put(Field.STATE, snapshot == null ? "not_indexed" : "indexed");
      if (snapshot != null) {
        fields
            .put(Field.SNAPSHOT, snapshot.id())
            .put(Field.REVISION, snapshot.revision())
            .put(Field.REF, snapshot.ref())
            .put(Field.CREATED_AT, snapshot.createdAt().toString())
            .put(Field.COUNTS, new TreeMap<>(snapshot.counts()))
            .put(Field.SKIPPED, new TreeMap<>(snapshot.skipped()))
            .put(Field.TIMINGS_MS, new TreeMap<>(snapshot.timings()));
        if (snapshot.limitation() != null) {
          fields.put(Field.LIMITATION, snapshot.limitation());
        }
      }
      Freshness freshness = status.freshness();
      if (freshness != null) {
        fields
            .put(Field.AGE_SECONDS, freshness.ageSeconds())
            .put(Field.STALE_FILES, freshness.staleFiles())
            .putUnlessEmpty(Field.HEAD_REVISION, freshness.headRevision());
      }
      Progress progress = status.progress();
      if (progress != null) {
        fields
            .put(Field.RUNNING, progress.stage())
            .put(Field.DONE, progress.done())
            .put(Field.OF, progress.total());
      }
      if (embedded != null) {
        fields.put(Field.EMBEDDED, embedded.done()).put(Field.TO_EMBED, embedded.of());
      }
      if (status.lastError() != null) {
        fields.put(Field.LAST_ERROR, status.lastError());
      }
      if (status.notWatched() != null) {
        fields.put(Field.NOT_WATCHED, status.notWatched());
      }
      return fields;
    }

    @Override
    public String line() {
      StringBuilder line = new StringBuilder(status.name() + "  " + status.origin());
      Snapshot snapshot = status.snapshot();
      if (snapshot == null) {
        line.append("  not indexed yet");
      } else {
        line.append("  %s ref=%s".formatted(snapshot.revision(), snapshot.ref()))
            .append("  counts")
            .append(listed(snapshot.counts()))
            .append("  skipped")
            .append(listed(snapshot.skipped()))
            .append("  ms")
            .append(listed(snapshot.timings()));
        if (snapshot.limitation() != null) {
          line.append("  limited: ").append(snapshot.limitation());
        }
      }
      Freshness freshness = status.freshness();
      if (freshness != null) {
        line.append(
            "  age=%ds stale_files=%s"
                .formatted(
                    freshness.ageSeconds(),
                    freshness.staleFiles() < 0 ? "unknown" : freshness.staleFiles()));
        SymbolHit.append(line, " head=", freshness.headRevision());
      }
      Progress progress = status.progress();
      if (progress != null) {
        line.append(
            "  running=%s %d/%d"
                .formatted(progress.stage().label(), progress.done(), progress.total()));
      }
      if (embedded != null) {
        line.append("  embedded=%d/%d".formatted(embedded.done(), embedded.of()));
      }
      if (status.lastError() != null) {
        line.append("  last error: ").append(status.lastError());
      }
      if (status.notWatched() != null) {
        line.append("  not watched: ").append(status.notWatched());
      }
      return line.toString();
    }

    private static String listed(Map<String, Long> values) {
      StringBuilder text = new StringBuilder();
      new TreeMap<>(values)
          .forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
      return text.length() == 0 ? " none" : text.toString();
    }
  }
}
