package dev.codeintel.embedding;

/** The configured sentence model, which is loaded when it is first needed. Thread-safe. */
public interface Embedders {

  /** Tells whether a sentence model is to be used at all. */
  boolean isOn();

  /** Returns what differs where the same text would have another vector; loads nothing. */
  String id();

  /** Returns how many characters of a body a text should have, at most; at least 0. */
  int bodyCharacters();

  /**
   * Loads the model, which takes about a second, or returns the loaded one. It can be kept: a model
   * that was unloaded meanwhile is loaded again when it is used.
   *
   * @throws EmbeddingException if it is off, missing or damaged; the message says what to do
   */
  Embedder load();
}
