package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;

/**
 * Names that are bound more than once in one place, in languages where a definition is a statement:
 * the last one that ran holds. Which one that is can be told if the last is no branch of a
 * condition; otherwise each may be meant.
 */
final class Redefinitions {
  private final FactIndex index;
  private final NameResolution names;

  Redefinitions(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
  }

  /**
   * Returns what the use of a name means.
   *
   * @param symbols all that the name is bound to, in the order of the source; not empty
   * @param best the evidence if there is no doubt which one is meant
   */
  Target choose(int[] symbols, Evidence best) {
    int[] own = withoutStubs(symbols);
    int last = own[own.length - 1];
    if (isUnconditional(last) && index.file(own[0]) == index.file(last)) {
      return Target.of(new int[] {last}, best);
    }
    if (own.length == 1) {
      return Target.of(own, isImportedToo(last) ? Evidence.CANDIDATE : best);
    }
    IntList fitting = new IntList();
    for (int symbol : own) {
      if (index.kind(symbol).isCallable() || index.kind(symbol).isType()) {
        fitting.add(symbol);
      }
    }
    return Target.of(
        fitting.size() == 0 ? new int[] {last} : fitting.toArray(), Evidence.CANDIDATE);
  }

  /** A module of two files is an implementation, which comes first, and its stub. */
  private int[] withoutStubs(int[] symbols) {
    int file = index.file(symbols[0]);
    IntList own = new IntList();
    for (int symbol : symbols) {
      boolean isStub =
          index.file(symbol) != file && index.module(index.file(symbol)) == index.module(file);
      if (!isStub) {
        own.add(symbol);
      }
    }
    return own.toArray();
  }

  /** A statement that is not indented is in no branch. */
  private boolean isUnconditional(int symbol) {
    Definition definition = index.definition(symbol);
    return definition != null
        && definition.range().startColumn() == 0
        && (definition.kind().isCallable() || definition.kind().isType());
  }

  /** {@code try: from a import f}, {@code except ImportError: def f()}. */
  private boolean isImportedToo(int symbol) {
    Definition definition = index.definition(symbol);
    return definition != null
        && !names
            .context(index.file(symbol))
            .imports(definition.scope(), definition.name())
            .isEmpty();
  }
}
