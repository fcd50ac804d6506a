package dev.codeintel.embedding.sentence;

import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.vector.VectorStoreException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What is known in this process of the store that keeps vectors, and of those that are being added.
 * Refs go by the folders of their snapshots. Thread-safe.
 */
final class StoreState {
  private static final Logger LOG = Logger.getLogger(StoreState.class);

  /** Of what follows in the store, and has been compared with it since it last failed. */
  private final Set<Path> checked = ConcurrentHashMap.newKeySet();

  /** Of what the store has no rows but those of the index. */
  private final Set<Path> swept = ConcurrentHashMap.newKeySet();

  private final Set<Path> beingFilled = ConcurrentHashMap.newKeySet();
  private volatile Consumer<SymbolGraph> listener = graph -> {};
  private volatile boolean isFailing;

  /** As {@link Passes#whenStoreFails}. */
  void whenFailed(Consumer<SymbolGraph> newListener) {
    listener = newListener;
  }

  /** What it had it may have lost. An outage is logged once. */
  void failed(Path folder, VectorStoreException e) {
    checked.remove(folder);
    if (!isFailing) {
      isFailing = true;
      LOG.warn(e.getMessage());
    }
  }

  /** It failed for a question. */
  void failed(Path folder, SymbolGraph graph, VectorStoreException e) {
    failed(folder, e);
    listener.accept(graph);
  }

  void answered() {
    isFailing = false;
  }

  /** Tells whether it failed when it was last used. */
  boolean isFailing() {
    return isFailing;
  }

  boolean isChecked(Path folder) {
    return checked.contains(folder);
  }

  void checked(Path folder, boolean is) {
    set(checked, folder, is);
  }

  boolean isSwept(Path folder) {
    return swept.contains(folder);
  }

  /** If it is not, it may have rows that the index has not. */
  void swept(Path folder, boolean is) {
    set(swept, folder, is);
  }

  boolean isBeingFilled(Path folder) {
    return beingFilled.contains(folder);
  }

  void beingFilled(Path folder, boolean is) {
    set(beingFilled, folder, is);
  }

  private static void set(Set<Path> all, Path folder, boolean is) {
    if (is) {
      all.add(folder);
    } else {
      all.remove(folder);
    }
  }
}
