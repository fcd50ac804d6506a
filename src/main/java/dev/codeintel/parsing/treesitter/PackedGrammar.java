package dev.codeintel.parsing.treesitter;

import org.treesitter.TSLanguage;

/** A grammar in the optimised library. */
final class PackedGrammar extends TSLanguage {

  private PackedGrammar(long address) {
    super(address);
  }

  /**
   * Returns a language's grammar.
   *
   * @throws IllegalStateException if the library was built without it
   */
  static PackedGrammar of(String languageId) {
    long address = BulkParser.grammar(languageId);
    if (address == 0) {
      throw new IllegalStateException("the optimised library lacks the grammar of " + languageId);
    }
    return new PackedGrammar(address);
  }

  long address() {
    return getPtr();
  }

  @Override
  public TSLanguage copy() {
    return new PackedGrammar(copyPtr());
  }
}
