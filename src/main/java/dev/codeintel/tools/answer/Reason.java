package dev.codeintel.tools.answer;

import dev.codeintel.model.Labelled;
import java.util.Locale;

/**
 * Why an answer may not be all there is. Beside these, the reason of a file that is not wholly
 * indexed ({@link dev.codeintel.model.SkipReason}) can be one.
 */
public enum Reason implements Labelled {
  AMBIGUOUS("the symbol asked about may be several; the hits are the candidates"),
  DEPTH("more depends on it beyond the depth asked for"),
  DYNAMIC_DISPATCH("uses of the name are known that could not be attributed to a symbol"),
  EMBEDDINGS_INCOMPLETE("some symbols are not embedded yet"),
  EMBEDDINGS_UNAVAILABLE("the sentence model cannot be used"),
  INDEX_LIMITED("the snapshot does not cover the whole repository"),
  LIMIT("there are more hits than the limit asked for, or allowed"),
  MIN_EVIDENCE("uses of lower evidence than asked for are hidden"),
  MORE("the next page goes on"),
  NOT_EMBEDDED("no symbol is embedded"),
  NOT_FOUND("one of the symbols asked about is not there"),
  NOT_INDEXED("one of the paths asked about is not indexed"),
  NOT_LINKED("linking failed for some references"),
  NOT_READ("files of code could not be read"),
  NOT_UNDERSTOOD("the parser could not make sense of all of a file that holds the name"),
  NO_SEARCH_INDEX("the search index is not made yet, or cannot be read"),
  NO_SUCH_LANGUAGE("no indexed file is in the language asked for"),
  NO_SUCH_PATH("no indexed file matches the path_glob asked for"),
  NO_TEXT("the text of a file is not kept"),
  SEARCH_INDEX_BEHIND("the search index is of an older snapshot"),
  STALE("files changed since the snapshot was made"),
  TOO_MANY_PATHS("path_glob means too many files for the vector store"),
  VECTOR_STORE_UNAVAILABLE("the vector store cannot be used");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String meaning;

  Reason(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  /** Returns what it means, for people. */
  public String meaning() {
    return meaning;
  }
}
