package dev.codeintel.indexing;

import dev.codeintel.graph.GraphUpdate;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts what an update found into the copy of a snapshot. The linker numbers symbols anew each time;
 * here they get the ids they have in the snapshot: by their place in files that did not change, by
 * their key in those that did.
 */
final class UpdateWriter {
  private final GraphUpdate update;
  private long symbols;
  private long relationships;

  UpdateWriter(GraphUpdate update) {
    this.update = update;
  }

  long symbols() {
    return symbols;
  }

  long relationships() {
    return relationships;
  }

  /** Writes the rows of files. */
  void files(ChangedFiles changed) {
    Set<String> stale = new HashSet<>(changed.paths());
    changed.leftOut().forEach(file -> stale.add(file.path()));
    List<IndexedFile> now = new ArrayList<>();
    changed.parsed().forEach(file -> now.add(file.row()));
    changed.leftOut().forEach(file -> now.add(FileTask.row(file)));
    update.replaceFiles(stale, now);
    for (SourceFile file : changed.touched()) {
      update.touched(file.path(), file.changedMillis());
    }
  }

  /**
   * Writes the symbols and relationships of the files that were linked again.
   *
   * @param before the files of the snapshot
   * @param after facts of all files now, by path
   * @param changed paths of files that came, went, or have other content
   * @param linked paths of the files {@code resolved} links
   * @return the files with the ids they have now
   */
  NavigableMap<String, KnownFile> graph(
      NavigableMap<String, KnownFile> before,
      NavigableMap<String, FileFacts> after,
      Set<String> changed,
      Set<String> linked,
      ResolvedSymbols resolved) {
    List<Relationship> links = new ArrayList<>();
    resolved.relationships(links::add);
    List<Symbol> rows = new ArrayList<>();
    resolved.symbols(rows::add);
    Set<String> stale = new HashSet<>(linked);
    stale.addAll(changed);

    int[] ids = placed(before, after, changed, rows);
    Set<Integer> isKnownOutside = number(ids, rows, changed);

    List<Symbol> symbolsNow = new ArrayList<>();
    for (Symbol row : rows) {
      int id = ids[row.id()];
      if (!isKnownOutside.contains(id)) {
        symbolsNow.add(row.renumbered(id, row.parentId() < 0 ? -1 : ids[row.parentId()]));
      }
    }
    symbols = update.replaceSymbols(stale, symbolsNow);
    links.replaceAll(link -> link.renumbered(ids[link.from()], ids[link.to()]));
    relationships = update.replaceRelationships(stale, resolved.wholeLanguages(), links);
    return known(before, after, changed, ids);
  }

  /** Returns by the linker's number the ids of symbols in files that did not change; else -1. */
  private static int[] placed(
      NavigableMap<String, KnownFile> before,
      NavigableMap<String, FileFacts> after,
      Set<String> changed,
      List<Symbol> rows) {
    int count = 0;
    for (FileFacts facts : after.values()) {
      count += facts.definitions().size() + 1;
    }
    int last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id() + 1;
    int[] ids = new int[Math.max(count, last)];
    Arrays.fill(ids, -1);
    int at = 0;
    for (FileFacts facts : after.values()) {
      KnownFile file = before.get(facts.path());
      int size = facts.definitions().size() + 1;
      if (file != null && !changed.contains(facts.path())) {
        for (int i = 0; i < size; i++) {
          ids[at + i] = file.id(i);
        }
      }
      at += size;
    }
    return ids;
  }

  /** Numbers the rest by key; returns the ids of external symbols that are there already. */
  private Set<Integer> number(int[] ids, List<Symbol> rows, Set<String> changed) {
    Map<String, Integer> inFiles = new HashMap<>(update.symbolIds(changed));
    Set<String> outsideKeys = new HashSet<>();
    for (Symbol row : rows) {
      if (row.path().isEmpty()) {
        outsideKeys.add(row.key());
      }
    }
    Map<String, Integer> outside = update.outsideIds(outsideKeys);
    int next = update.nextSymbolId();
    for (Symbol row : rows) {
      if (ids[row.id()] < 0) {
        // A key stands for one symbol only: what is taken once is not there for another.
        Integer known = row.path().isEmpty() ? outside.get(row.key()) : inFiles.remove(row.key());
        ids[row.id()] = known == null ? next++ : known;
      }
    }
    return new HashSet<>(outside.values());
  }

  private static NavigableMap<String, KnownFile> known(
      NavigableMap<String, KnownFile> before,
      NavigableMap<String, FileFacts> after,
      Set<String> changed,
      int[] ids) {
    NavigableMap<String, KnownFile> files = new TreeMap<>();
    int at = 0;
    for (FileFacts facts : after.values()) {
      KnownFile file = before.get(facts.path());
      int end = at + facts.definitions().size() + 1;
      files.put(
          facts.path(),
          file != null && !changed.contains(facts.path())
              ? file
              : new KnownFile(facts, Arrays.copyOfRange(ids, at, end)));
      at = end;
    }
    return files;
  }
}
