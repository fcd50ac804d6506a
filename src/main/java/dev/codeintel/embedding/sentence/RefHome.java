package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceHome;
import dev.codeintel.embedding.SentenceText;
import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.vector.VectorStoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A home as who embeds sees it too: what is there beside the field, what is put, and what is
 * dropped. Thread-safe.
 */
abstract class RefHome implements SentenceHome {
  private final Path folder;
  private final String model;
  private final SentenceText texts;
  private final StoreState state;

  /**
   * @param folder of the ref
   * @param model what makes the vectors; empty if nothing does
   * @param texts of what it makes them
   */
  RefHome(Path folder, String model, SentenceText texts, StoreState state) {
    this.folder = folder;
    this.model = model;
    this.texts = texts;
    this.state = state;
  }

  final Path folder() {
    return folder;
  }

  @Override
  public final String model() {
    return model;
  }

  @Override
  public final String text(SymbolDocument symbol) {
    return texts.of(symbol);
  }

  @Override
  public final boolean isBeingFilled() {
    return state.isBeingFilled(folder);
  }

  @Override
  public final void hasLeftovers() {
    state.swept(folder, false);
  }

  @Override
  public final void answered() {
    state.answered();
  }

  @Override
  public final void failed(SymbolGraph graph, VectorStoreException e) {
    state.failed(folder, graph, e);
  }

  /**
   * Returns which of some texts are there beside the field, whoever has put them.
   *
   * @throws VectorStoreException if the store cannot be asked
   */
  abstract Set<SymbolText> present(List<SymbolText> some);

  /**
   * Tells whether the field is to keep the vector of a text itself.
   *
   * @param total texts in the index
   */
  abstract boolean isInField(SymbolText text, int total);

  /**
   * Puts vectors that are not there yet, but for what the field is to keep.
   *
   * @throws VectorStoreException if the store cannot be used; some may be there
   */
  abstract void put(Map<SymbolText, byte[]> vectors);
}
