package dev.codeintel.resolution;

import dev.codeintel.model.Evidence;

/**
 * What a use of a name means.
 *
 * @param symbols the symbols that may be meant; empty if it is external or unresolved
 * @param evidence how well that is founded
 * @param external qualified name of something outside the index; empty otherwise
 * @param isNameOnly whether nothing but the name is known, and too many symbols have it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; made for every call
record Target(int[] symbols, Evidence evidence, String external, boolean isNameOnly) {
  static final Target NONE = new Target(FactIndex.NONE, Evidence.TEXT, "", false);
  static final Target NAME_ONLY = new Target(FactIndex.NONE, Evidence.TEXT, "", true);

  static Target external(String name) {
    return new Target(FactIndex.NONE, Evidence.RESOLVED, name, false);
  }

  static Target of(int[] symbols, Evidence evidence) {
    return new Target(symbols, evidence, "", false);
  }

  /** Returns the same target, founded no better than {@code evidence}. */
  Target atMost(Evidence other) {
    return other.compareTo(evidence) <= 0 ? this : new Target(symbols, other, external, isNameOnly);
  }
}
