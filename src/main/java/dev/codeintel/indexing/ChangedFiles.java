package dev.codeintel.indexing;

import dev.codeintel.catalog.TreeChanges;
import dev.codeintel.graph.FileStamp;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a tree differs from a snapshot, by content.
 *
 * @param touched files whose time alone is another
 * @param parsed files that are new or have other content, read and parsed
 * @param gone paths of files that are no longer there, or left out now
 * @param leftOut what the walk left out now and had not before
 */
record ChangedFiles(
    List<SourceFile> touched,
    List<ParsedFile> parsed,
    List<String> gone,
    List<SkippedFile> leftOut) {

  /** Reads what looks changed, and parses what is. */
  static ChangedFiles read(
      FileTask task, TreeChanges changes, Map<String, FileStamp> stamps, ParallelTasks tasks) {
    List<SourceFile> touched = new ArrayList<>();
    List<ParsedFile> parsed = new ArrayList<>();
    tasks.run(
        changes.doubtful(),
        file -> new Outcome(file, task.runUnless(file, hash(stamps, file))),
        outcome ->
            outcome.parsed().ifPresentOrElse(parsed::add, () -> touched.add(outcome.file())));
    return new ChangedFiles(touched, parsed, changes.gone(), changes.leftOut());
  }

  private record Outcome(SourceFile file, Optional<ParsedFile> parsed) {}

  private static String hash(Map<String, FileStamp> stamps, SourceFile file) {
    FileStamp stamp = stamps.get(file.path());
    return stamp == null || stamp.modifiedMillis() == IndexedFile.TO_BE_READ
        ? ""
        : stamp.contentHash();
  }

  /** Returns the paths of all files that came, went, or have other content. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>(gone);
    parsed.forEach(file -> paths.add(file.row().path()));
    return paths;
  }
}
