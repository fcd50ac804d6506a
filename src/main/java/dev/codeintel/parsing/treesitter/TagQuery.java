package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.language.CaptureName;
import dev.codeintel.parsing.language.Language;
import org.treesitter.TSException;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSQuery;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * A language's compiled query. Lives as long as the program; shared by all threads, each with its
 * own cursor.
 */
final class TagQuery {
  private final TSLanguage grammar;
  private final TSQuery query;
  private final CaptureName[] captures;

  /**
   * Compiles the query.
   *
   * @throws IllegalStateException if it does not fit the grammar, or uses a capture nobody knows
   */
  TagQuery(Language language, TSLanguage grammar) {
    this.grammar = grammar;
    try {
      query = new TSQuery(grammar, language.query());
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
