package dev.codeintel.search;

/** What a ranked answer could not take into account. */
public enum SearchGap {
  /** There is no index yet, or it cannot be read: the graph's own words have to do. */
  NO_INDEX,
  /** The index follows another snapshot: what is new since may be missing. */
  INDEX_BEHIND,
  /** Meaning alone was asked for, and no symbol has a vector of its text. */
  NOT_EMBEDDED,
  /** Some symbols have no vector of their text yet. */
  EMBEDDINGS_INCOMPLETE,
  /** The sentence model that could compare the question fails. */
  EMBEDDINGS_UNAVAILABLE,
  /** So many paths fit the filter that the store that keeps vectors was asked without it. */
  TOO_MANY_PATHS,
  /** Symbols have vectors, but the store that keeps them cannot be used. */
  VECTOR_STORE_UNAVAILABLE
}
