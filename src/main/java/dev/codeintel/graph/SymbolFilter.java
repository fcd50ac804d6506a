package dev.codeintel.graph;

import dev.codeintel.model.SymbolKind;
import java.util.Set;

/**
 * Which symbols are wanted; empty parts do not restrict.
 *
 * @param kinds any of these
 * @param pathGlob in files that match (gitignore-like: {@code **}, {@code *}, {@code ?})
 * @param language in files of this language
 * @param includeTests whether test code counts
 */
public record SymbolFilter(
    Set<SymbolKind> kinds, String pathGlob, String language, boolean includeTests) {

  /** Lets every symbol in the sources through. */
  public static final SymbolFilter ALL = new SymbolFilter(Set.of(), "", "", true);

  public SymbolFilter {
    kinds = Set.copyOf(kinds);
  }
}
