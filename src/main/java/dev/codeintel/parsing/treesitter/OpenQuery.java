package dev.codeintel.parsing.treesitter;

import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;

/** A compiled query that tells its address. */
final class OpenQuery extends TSQuery {

  /**
   * Compiles a query.
   *
   * @throws org.treesitter.TSException if it does not fit the grammar
   */
  OpenQuery(TSLanguage language, String query) {
    super(language, query);
  }

  long address() {
    return getPtr();
  }
}
