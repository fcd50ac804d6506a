package dev.codeintel.indexing;

import dev.codeintel.catalog.TreeChanges;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.model.FileFacts;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.resolution.Resolver;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the baseline of a snapshot that another process wrote, or that this one has forgotten:
 * files that have not changed are read again, of the others the text is in the snapshot. Facts come
 * from the cache where it has them.
 */
final class BaselineLoader {
  private final FactExtractor extractor;
  private final Resolver resolver;
  private final ParallelTasks tasks;

  BaselineLoader(FactExtractor extractor, Resolver resolver, ParallelTasks tasks) {
    this.extractor = extractor;
    this.resolver = resolver;
    this.tasks = tasks;
  }

  /**
   * Makes the baseline.
   *
   * @return empty if the facts have other symbols than the snapshot
   */
  Optional<Baseline> load(
      SourceRepository repository, SourceTree tree, TreeChanges changes, SymbolGraph base) {
    Map<String, String> manifests = new HashMap<>();
    NavigableMap<String, FileFacts> facts = facts(repository, tree, changes, base, manifests);
    Map<String, Integer> idByKey = new HashMap<>();
    base.sourceKeys(idByKey::put);
    int[] ids = new int[idByKey.size()];
    int[] count = {0};
    resolver
        .resolve(facts.values(), manifests)
        .symbols(
            symbol -> {
              if (count[0] < ids.length) {
                ids[count[0]] = idByKey.getOrDefault(symbol.key(), -1);
              }
              count[0]++;
            });
    boolean isSame = count[0] == ids.length && Arrays.stream(ids).allMatch(id -> id >= 0);
    return isSame
        ? Optional.of(new Baseline(base.snapshot().id(), numbered(facts, ids), manifests))
        : Optional.empty();
  }

  private static NavigableMap<String, KnownFile> numbered(
      NavigableMap<String, FileFacts> facts, int[] ids) {
    NavigableMap<String, KnownFile> files = new TreeMap<>();
    int next = 0;
    for (FileFacts each : facts.values()) {
      int end = next + each.definitions().size() + 1;
      files.put(each.path(), new KnownFile(each, Arrays.copyOfRange(ids, next, end)));
      next = end;
    }
    return files;
  }

  private NavigableMap<String, FileFacts> facts(
      SourceRepository repository,
      SourceTree tree,
      TreeChanges changes,
      SymbolGraph base,
      Map<String, String> manifests) {
    FileTask task = new FileTask(repository, extractor);
    NavigableMap<String, FileFacts> facts = new TreeMap<>();
    Set<String> doubtful = new HashSet<>();
    changes.doubtful().forEach(file -> doubtful.add(file.path()));
    List<SourceFile> same =
        tree.files().stream().filter(file -> !doubtful.contains(file.path())).toList();
    tasks.run(
        same,
        task::run,
        parsed -> note(parsed.row().path(), parsed.row().text(), parsed.facts(), facts, manifests));
    Set<String> old = new HashSet<>(doubtful);
    old.addAll(changes.gone());
    Map<String, String> texts = base.texts(old);
    tasks.run(
        texts.keySet(),
        path -> Map.entry(path, Optional.ofNullable(task.facts(path, text(texts, path)))),
        found ->
            note(
                found.getKey(),
                text(texts, found.getKey()),
                found.getValue().orElse(null),
                facts,
                manifests));
    return facts;
  }

  private static String text(Map<String, String> texts, String path) {
    return Objects.requireNonNull(texts.get(path), path);
  }

  private void note(
      String path,
      @Nullable String text,
      @Nullable FileFacts found,
      Map<String, FileFacts> facts,
      Map<String, String> manifests) {
    if (found != null) {
      facts.put(path, found);
    }
    if (text != null && resolver.isManifest(path)) {
      manifests.put(path, text);
    }
  }
}
