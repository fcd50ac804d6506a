package dev.codeintel.resolution;

import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The symbols and relationships of a whole repository. The symbols come first; relationships are
 * produced file by file and not kept.
 */
public interface ResolvedSymbols {

  /**
   * Gives every symbol to {@code sink} in the order of its id, from 0 without gaps: those in
   * sources, file by file, a file's own symbol before its definitions in the order of the source;
   * then external and unresolved ones. Linking discovers external symbols: before {@link
   * #relationships} only those in sources are given.
   */
  void symbols(Consumer<Symbol> sink);

  /**
   * Links all references and gives each relationship to {@code sink}, sorted by file. Called once.
   */
  void relationships(Consumer<Relationship> sink);

  /**
   * Returns what {@link #relationships} left out because linking it failed, one entry a file, in
   * the order of linking. Empty unless the program has a defect.
   */
  List<LinkFailure> failures();

  /**
   * Returns the ids of languages in use whose {@code implements} and {@code overrides} are all
   * derived from the whole repository, and belong to no single file's linking.
   */
  Set<String> wholeLanguages();

  /** Returns the simple name of a symbol whose id is known already. */
  String name(int symbol);

  /** Returns the id of the external symbol with this name, and makes it if there is none. */
  int external(String qualifiedName);
}
