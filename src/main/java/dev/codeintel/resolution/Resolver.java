package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns the facts of all files of a repository into symbols and relationships. Thread-safe. */
public interface Resolver {

  /**
   * Declares all symbols; linking happens when the result is asked for it.
   *
   * @param facts of every parsed file, in the order of their paths
   * @param manifests text of files that say how modules are named ({@code go.mod}, {@code
   *     package.json}, {@code tsconfig.json}), by path
   */
  ResolvedSymbols resolve(Collection<FileFacts> facts, Map<String, String> manifests);

  /**
   * Declares all symbols, to link some files only. The result gives the symbols of these files,
   * then external and unresolved ones; and the relationships of these files, and all {@linkplain
   * ResolvedSymbols#wholeLanguages() derived of whole languages}.
   *
   * @param paths the files to link
   */
  ResolvedSymbols resolve(
      Collection<FileFacts> facts, Map<String, String> manifests, Set<String> paths);

  /** Returns the words in the facts of a file, as {@link #reach} wants them: sorted hashes. */
  int[] words(FileFacts facts);

  /**
   * Finds the files that have to be linked again because others changed.
   *
   * @param changes files with other facts than before
   * @param before facts of every parsed file before the changes, in the order of their paths
   * @param after the same after the changes
   * @param manifests as for {@link #resolve}; they must not have changed
   * @param words gives the {@link #words} of a file's facts; asked often
   */
  Reach reach(
      List<FileChange> changes,
      Collection<FileFacts> before,
      Collection<FileFacts> after,
      Map<String, String> manifests,
      Function<FileFacts, int[]> words);

  /** Tells whether the file at this path is one that {@link #resolve} wants among the manifests. */
  boolean isManifest(String path);
}
