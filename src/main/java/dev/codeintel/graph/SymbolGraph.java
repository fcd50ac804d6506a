package dev.codeintel.graph;

import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.Snapshot;
import dev.codeintel.model.Symbol;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * The graph of one published snapshot. It never changes. Thread-safe. Every method may throw {@link
 * GraphException} with {@code UNAVAILABLE} when a query takes longer than configured.
 */
public interface SymbolGraph {

  /** Returns what is known of the snapshot as a whole. */
  Snapshot snapshot();

  /** Returns the snapshot's file. What belongs to all snapshots of the ref lies beside it. */
  Path file();

  /** Returns the symbols with these ids; ids that do not exist are left out. */
  Map<Integer, Symbol> symbols(Collection<Integer> ids);

  /** Returns the symbol with this {@linkplain Symbol#key() key}. */
  Optional<Symbol> symbolByKey(String key);

  /** Returns the symbols with these {@linkplain Symbol#key() keys}, by key. */
  Map<String, Symbol> symbolsByKeys(Collection<String> keys);

  /**
   * Returns how many relationships lead to each of the symbols from other files; those without are
   * left out.
   */
  Map<Integer, Integer> usesElsewhere(Collection<Integer> ids);

  /**
   * Returns symbols by name: those with the same name, or if there are none, the same but for case.
   * The name may be partly qualified ({@code Owner.name}; "." , "::" and "#" all separate) or a
   * pattern with {@code *}; parameter types in parentheses choose among overloads.
   *
   * @param limit at least 1
   */
  List<Symbol> symbolsByName(String name, SymbolFilter filter, int limit);

  /**
   * Returns names that are spelled almost like {@code name}, most similar first; for "did you
   * mean".
   */
  List<String> similarNames(String name, int limit);

  /** Returns the symbols of one file in the order of the source. */
  List<Symbol> symbolsInFile(String path);

  /** Returns the symbols directly inside one symbol, in the order of the source. */
  List<Symbol> members(int symbolId);

  /**
   * Returns relationships that end at any of the symbols, in no order: for who asks for places
   * only, as looking up the symbols they begin at costs ten times as much.
   */
  List<Relationship> relationshipsTo(Collection<Integer> symbolIds, LinkQuery query);

  /** Returns relationships that end at any of the symbols, sorted by path and line. */
  List<Link> linksTo(Collection<Integer> symbolIds, LinkQuery query);

  /** Returns relationships that start at any of the symbols, sorted by path and line. */
  List<Link> linksFrom(Collection<Integer> symbolIds, LinkQuery query);

  /**
   * Returns the symbols from which {@code symbolIds} can be reached (or that can be reached from
   * them), each once, ordered by depth, then name, then key. A start that is reached again, by
   * recursion, is listed too but not followed again.
   *
   * @param forward true for what the symbols use, false for what uses them
   * @param depth at least 1
   * @param limit at least 1
   */
  List<TracedSymbol> trace(
      Collection<Integer> symbolIds, boolean forward, LinkQuery query, int depth, int limit);

  /**
   * Returns a shortest way from one symbol to another as the symbols after the first, in order;
   * empty if there is none within {@code depth}.
   */
  List<TracedSymbol> shortestPath(int from, int to, LinkQuery query, int depth);

  /** Returns a file without its text. */
  Optional<IndexedFile> file(String path);

  /**
   * Returns files without their text, sorted by path.
   *
   * @param pathGlob gitignore-like; empty for all
   * @param after only paths that sort after this; empty to start
   */
  List<IndexedFile> files(String pathGlob, String after, int limit);

  /** Returns the languages of the files, sorted. */
  List<String> languages();

  /**
   * Returns the files that are not, or not wholly, indexed for one of these reasons, without their
   * text, sorted by path.
   *
   * @param pathGlob gitignore-like; empty for all
   */
  List<IndexedFile> filesNotWhole(Set<SkipReason> reasons, String pathGlob, int limit);

  /** Returns the text of a file; empty if it is not kept. */
  Optional<String> text(String path);

  /** Returns number of symbols by file for the files that have some, for maps and ranking. */
  Map<String, Integer> symbolCounts(String pathGlob);

  /**
   * Returns the most used symbols of the repository (or of a folder): those with most relationships
   * into them from other files, best first.
   */
  List<Symbol> mostUsed(String pathGlob, Set<String> kindLabels, int limit);

  /**
   * Returns the lines of kept texts that contain a text or match a regular expression, sorted by
   * path and line.
   *
   * @param pattern a literal text, or RE2 syntax; a match lies within one line
   * @param ignoreCase whether case does not matter
   * @param filter which files; its kinds do not matter
   * @throws GraphException with {@code CALLER} if the regular expression is not valid, or no line
   *     can hold what is looked for
   */
  List<TextLine> linesMatching(
      String pattern, boolean isRegex, boolean ignoreCase, SymbolFilter filter, int limit);

  /**
   * Returns symbols by the {@linkplain Words words} of their names, documentation and paths, best
   * first; equally good ones by key.
   */
  List<RankedSymbol> symbolsByWords(List<String> words, SymbolFilter filter, int limit);

  /**
   * Returns the next symbols in the order of their ids, for streams.
   *
   * @param after the last id seen; -1 to start
   * @param language empty for all
   * @param kindLabel empty for all
   */
  List<Symbol> symbolsAfter(int after, String language, String kindLabel, int limit);

  /**
   * Returns the next relationships in the order they are stored, for streams.
   *
   * @param after the last position seen; -1 to start
   * @param symbolId only those that start or end at this symbol; -1 for all
   * @param kindLabel empty for all
   */
  List<NamedRelationship> relationshipsAfter(long after, int symbolId, String kindLabel, int limit);

  /** Gives the key and the id of every symbol that has a file. */
  void sourceKeys(ObjIntConsumer<String> sink);

  /** Returns the texts of some files, by path; files whose text is not kept are left out. */
  Map<String, String> texts(Collection<String> paths);

  /** Returns size and time of last change of every file the snapshot has seen, by path. */
  Map<String, FileStamp> fileStamps();
}
