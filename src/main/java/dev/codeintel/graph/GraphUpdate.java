package dev.codeintel.graph;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Changes the copy of a snapshot into the next one. What is out of date is forgotten first, then
 * the new state of it is written as by any {@link GraphWriter}: files, symbols and relationships.
 * Symbols keep the ids that {@link #symbolIds} and {@link #outsideIds} tell, as relationships of
 * other files refer to them; new ones are numbered from {@link #nextSymbolId}. Closing without
 * finishing removes the copy. Not thread-safe.
 */
public interface GraphUpdate extends GraphWriter {

  /** Returns the first id that no symbol has; higher ones are free too. */
  int nextSymbolId();

  /** Returns the ids of all symbols in some files, by key. */
  Map<String, Integer> symbolIds(Collection<String> paths);

  /** Returns the ids of those of the external and unresolved symbols that there are, by key. */
  Map<String, Integer> outsideIds(Collection<String> keys);

  /** Notes that a file is as it was except for its time, in milliseconds since 1970. */
  void touched(String path, long modifiedMillis);

  /** Forgets files with their texts. */
  void forgetFiles(Collection<String> paths);

  /** Forgets the symbols in some files. */
  void forgetSymbols(Collection<String> paths);

  /** Forgets the relationships whose places are in some files. */
  void forgetRelationships(Collection<String> paths);

  /** Forgets all that implements or overrides in some languages, wherever it is. */
  void forgetInheritance(Set<String> languages);

  /**
   * Brings what is derived from the rows up to date, removes external symbols that nothing uses any
   * more, checks that every relationship leads somewhere, and returns how much there is now. Then
   * only {@link #finish} may follow.
   *
   * @throws GraphException if the self-check fails
   */
  GraphTotals settle();
}
