package dev.codeintel.embedding;

/** How far a snapshot's symbols are embedded. */
public enum EmbeddingState {
  /** Nothing is left to do, or no model is used. */
  COMPLETE,
  /** Some have no vector yet. */
  OPEN,
  /** Another process embeds or writes the index. */
  ELSEWHERE,
  /** The store that is to keep the vectors cannot be used; what is done is kept. */
  STORE_UNAVAILABLE,
  /** The index follows another snapshot, or there is none: update it first. */
  BEHIND
}
