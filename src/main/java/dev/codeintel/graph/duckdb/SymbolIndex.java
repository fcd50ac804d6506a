package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Symbol;
import java.util.Collection;
import java.util.List;

/** Where symbols are looked up. Thread-safe. */
interface SymbolIndex {

  /** Returns the symbols with these ids, each once, by id; ids that do not exist are left out. */
  List<Symbol> byIds(Collection<Integer> ids);

  /** Returns the symbols with these keys; of several with one key the first is first. */
  List<Symbol> byKeys(Collection<String> keys);

  /**
   * Returns the symbols with a name that is no pattern; parameters do not matter. Those most likely
   * to be meant come first: in the source, not in tests, short qualified names.
   *
   * @param ignoreCase whether case does not matter
   */
  List<Symbol> named(SymbolName name, boolean ignoreCase, SymbolFilter filter, int limit);

  /** Returns the symbols of one file in the order of the source. */
  List<Symbol> inFile(String path);

  /** Returns the symbols directly inside one symbol, in the order of the source. */
  List<Symbol> members(int symbolId);
}
