package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.language.CaptureName;
import dev.codeintel.parsing.language.Language;
import org.treesitter.TSException;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * A language's compiled query. Lives as long as the program; shared by all threads, each with its
 * own cursor.
 */
final class TagQuery {
  /**
   * Open matches at a time. tree-sitter 0.26.6 numbers their lists of captures with 16 bits and
   * damages memory beyond that; its own default has no limit. As in {@code bulk.c}.
   */
  private static final int MAX_OPEN_MATCHES = 65_534;

  private final TSLanguage grammar;
  private final OpenQuery query;
  private final CaptureName[] captures;

  /**
   * Compiles the query.
   *
   * @throws IllegalStateException if it does not fit the grammar, or uses a capture nobody knows
   */
  TagQuery(Language language, TSLanguage grammar) {
    this.grammar = grammar;
    try {
      query = new OpenQuery(grammar, language.query());
    } catch (TSException e) {
      throw new IllegalStateException(
          "the query of " + language.id() + " does not compile: " + e.getMessage(), e);
    }
    captures = new CaptureName[query.getCaptureCount()];
    for (int id = 0; id < captures.length; id++) {
      captures[id] = CaptureName.parse(query.getCaptureNameForId(id));
    }
  }

  TSLanguage grammar() {
    return grammar;
  }

  /**
   * Returns the address of the grammar in the optimised library.
   *
   * @throws IllegalStateException if it is not from there
   */
  long grammarAddress() {
    if (grammar instanceof PackedGrammar packed) {
      return packed.address();
    }
    throw new IllegalStateException("a grammar of the bundled libraries");
  }

  /** Returns the address of the compiled query. */
  long address() {
    return query.address();
  }

  CaptureName capture(int id) {
    return captures[id];
  }

  /**
   * Collects all matches.
   *
   * @return false if the time ran out
   */
  boolean run(TSTree tree, CaptureBuffer into, Deadline deadline) {
    TSNode root = tree.getRootNode();
    try (TSQueryCursor cursor = new TSQueryCursor()) {
      cursor.setMatchLimit(MAX_OPEN_MATCHES);
      cursor.execWithOptions(query, root, state -> deadline.isPast());
      TSQueryMatch match = new TSQueryMatch();
      while (cursor.nextMatch(match)) {
        TSQueryCapture[] found = match.getCaptures();
        into.add(match.getPatternIndex());
        into.add(found.length);
        for (TSQueryCapture capture : found) {
          TSNode node = capture.getNode();
          into.add(capture.getIndex());
          into.add(node.getStartByte());
          into.add(node.getEndByte());
        }
      }
    }
    return !deadline.isPast();
  }
}
