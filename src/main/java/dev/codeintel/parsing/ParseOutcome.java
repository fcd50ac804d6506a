package dev.codeintel.parsing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.SkipReason;

/** What came of parsing one file. */
public sealed interface ParseOutcome {

  /**
   * The file was parsed; {@link FileFacts#syntaxErrors()} tells whether wholly.
   *
   * @param facts what it tells
   * @param isFromCache whether it was parsed at another time, maybe as another file
   */
  record Parsed(FileFacts facts, boolean isFromCache) implements ParseOutcome {}

  /**
   * There are no facts to be had.
   *
   * @param reason {@link SkipReason#NO_LANGUAGE}, or why the parser gave none
   * @param language id of the language profile; empty if none fits
   */
  record NoFacts(SkipReason reason, String language) implements ParseOutcome {

    /** Returns the outcome of a parser that threw. */
    public static NoFacts of(Throwable thrown, String language) {
      return new NoFacts(reason(thrown), language);
    }

    private static SkipReason reason(Throwable thrown) {
      if (thrown instanceof OutOfMemoryError) {
        return SkipReason.OUT_OF_MEMORY;
      }
      return thrown instanceof StackOverflowError || thrown instanceof NestingException
          ? SkipReason.TOO_DEEP
          : SkipReason.PARSE_FAILED;
    }
  }
}
