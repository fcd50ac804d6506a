package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import java.util.Collection;
import java.util.Map;

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

  /** Tells whether the file at this path is one that {@link #resolve} wants among the manifests. */
  boolean isManifest(String path);
}
