package dev.codeintel.graph;

import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes the copy of a snapshot into the next one, by saying what some files hold now; rows that
 * are the same already are left alone. Symbols keep the ids that {@link #symbolIds} and {@link
 * #outsideIds} tell, as relationships of other files refer to them; new ones are numbered from
 * {@link #nextSymbolId}. Closing without finishing removes the copy. Not thread-safe.
 */
public interface GraphUpdate extends AutoCloseable {

  /** Returns the first id that no symbol has; higher ones are free too. */
  int nextSymbolId();

  /** Returns the ids of all symbols in some files, by key. */
  Map<String, Integer> symbolIds(Collection<String> paths);

  /** Returns the ids of those of the external and unresolved symbols that there are, by key. */
  Map<String, Integer> outsideIds(Collection<String> keys);

  /** Notes that a file is as it was except for its time, in milliseconds since 1970. */
  void touched(String path, long modifiedMillis);

  /**
   * Replaces files and their texts.
   *
   * @param paths what is out of date; need not be there
   * @param now what there is instead
   */
  void replaceFiles(Collection<String> paths, List<IndexedFile> now);

  /**
   * Replaces the symbols in some files, with the words they are found by.
   *
   * @param paths what is out of date
   * @param now all symbols these files have now, and external ones that are new
   * @return the number of symbols that are new, gone or different
   */
  int replaceSymbols(Collection<String> paths, List<Symbol> now);

  /**
   * Replaces the relationships whose places are in some files, and all that implements or overrides
   * in some languages, wherever it is.
   *
   * @param paths what is out of date
   * @param languages ids of the languages; empty for none
   * @param now all there is instead
   * @return the number of relationships that are new or gone
   */
  int replaceRelationships(Collection<String> paths, Set<String> languages, List<Relationship> now);

  /**
   * Brings what is derived from the rows up to date, removes external symbols that nothing uses any
   * more, checks that every relationship leads somewhere, and returns how much there is now. Then
   * only {@link #finish} may follow.
   *
   * @throws GraphException if the self-check fails
   */
  GraphTotals settle();

  /**
   * Completes the file.
   *
   * @throws GraphException if the disk is full
   */
  void finish(Snapshot snapshot);

  @Override
  void close();
}
