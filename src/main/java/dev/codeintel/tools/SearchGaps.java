package dev.codeintel.tools;

import dev.codeintel.search.SearchGap;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Reason;

/** How answers say what a search could not take into account. */
final class SearchGaps {
  private SearchGaps() {}

  static void add(Answer answer, SearchGap gap) {
    switch (gap) {
      case NO_INDEX ->
          answer.partial(
              Reason.NO_SEARCH_INDEX,
              "the search index is not made yet, or cannot be read (the server's log says why):"
                  + " ranked by words alone; ask again later");
      case INDEX_BEHIND ->
          answer.partial(
              Reason.SEARCH_INDEX_BEHIND,
              "the search index is being brought up to this snapshot: ask again for what is new");
      case NOT_EMBEDDED ->
          answer.partial(
              Reason.NOT_EMBEDDED,
              "no symbol is embedded (a server with embeddings on does it, or index --embed): ranked"
                  + " without what whole texts mean");
      case EMBEDDINGS_INCOMPLETE ->
          answer.partial(
              Reason.EMBEDDINGS_INCOMPLETE,
              "symbols are still being embedded, the most used first (index_status says how far):"
                  + " others are ranked by their words alone");
      case EMBEDDINGS_UNAVAILABLE ->
          answer.partial(
              Reason.EMBEDDINGS_UNAVAILABLE,
              "the sentence model cannot be used (the server's log says why): ranked without it");
      case TOO_MANY_PATHS ->
          answer.partial(
              Reason.TOO_MANY_PATHS,
              "path_glob means too many files for the vector store: what is near in meaning may be"
                  + " missing; narrow path_glob");
      case VECTOR_STORE_UNAVAILABLE ->
          answer.partial(
              Reason.VECTOR_STORE_UNAVAILABLE,
              "the vector store cannot be used now (the server's log says why): ranked without what"
                  + " whole texts mean; ask again later");
    }
  }
}
