package dev.codeintel.embedding;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gives the symbols of what is served the vectors of their texts. Thread-safe. */
public interface EmbeddingService extends EmbeddingProgress {

  /**
   * Asks for the newest snapshot of a ref to be embedded in the background; returns at once.
   *
   * @param ref empty for the newest of any
   * @param isBusy whether something more urgent is being done, or memory is short: then it waits
   */
  void request(String repositoryId, String ref, BooleanSupplier isBusy);

  /**
   * Embeds some symbols of the newest snapshot of a ref now, and updates its index first if that is
   * behind.
   *
   * @param ref empty for the newest of any
   * @param listener hears every few seconds how far it is
   * @return how far it is now; {@code BEHIND} if another process updates the index
   * @throws EmbeddingException if there is no model, it fails, or the vectors cannot be written
   */
  Embedded some(String repositoryId, String ref, Consumer<Embedded> listener);
}
