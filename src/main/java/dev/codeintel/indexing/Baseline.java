package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What an update of a snapshot starts from: the facts of all its files, by path.
 *
 * @param snapshotId the snapshot these facts were linked for
 * @param files by path, in the order of the paths
 * @param manifests text of the files that say how modules are named, by path
 */
record Baseline(
    String snapshotId, NavigableMap<String, KnownFile> files, Map<String, String> manifests) {

  Baseline {
    files = Collections.unmodifiableNavigableMap(files);
    manifests = Map.copyOf(manifests);
  }

  /**
   * Returns the baseline of a snapshot that was written whole: its symbols are numbered file by
   * file.
   */
  static Baseline ofWhole(String snapshotId, List<FileFacts> all, Map<String, String> manifests) {
    NavigableMap<String, KnownFile> files = new TreeMap<>();
    int next = 0;
    for (FileFacts facts : all) {
      int[] ids = new int[facts.definitions().size() + 1];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = next++;
      }
      files.put(facts.path(), new KnownFile(facts, ids));
    }
    return new Baseline(snapshotId, files, manifests);
  }

  /** Returns the facts in the order of their paths. */
  List<FileFacts> facts() {
    List<FileFacts> facts = new ArrayList<>(files.size());
    files.values().forEach(file -> facts.add(file.facts()));
    return facts;
  }
}
