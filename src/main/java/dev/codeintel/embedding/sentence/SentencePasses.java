package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.BusyFieldException;
import dev.codeintel.embedding.Embedded;
import dev.codeintel.embedding.EmbeddingException;
import dev.codeintel.embedding.EmbeddingState;
import dev.codeintel.embedding.VectorField;
import dev.codeintel.embedding.VectorFields;
import dev.codeintel.graph.SymbolGraph;
import dev.codeintel.vector.VectorStoreException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The passes over indexes that are not done yet. One at a time embeds. Thread-safe. */
@Singleton
public final class SentencePasses implements Passes, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SentencePasses.class);

  private final VectorFields fields;
  private final DefaultSentences sentences;
  private final StoreState store;
  private final ReentrantLock embedding = new ReentrantLock();

  /** By the folder of the ref. */
  private final ConcurrentMap<Path, SentencePass> passes = new ConcurrentHashMap<>();

  private volatile boolean isClosed;

  @Inject
  public SentencePasses(VectorFields fields, DefaultSentences sentences) {
    this.fields = fields;
    this.sentences = sentences;
    this.store = sentences.state();
  }

  @Override
  public boolean follow(SymbolGraph graph) {
    return fields.follow(graph);
  }

  @Override
  public void whenStoreFails(Consumer<SymbolGraph> listener) {
    store.whenFailed(listener);
  }

  @Override
  public Embedded some(SymbolGraph graph, int atMost, Predicate<Embedded> goesOn) {
    if (!sentences.isOn()) {
      return Embedded.only(EmbeddingState.COMPLETE);
    }
    RefHome home = sentences.home(graph);
    embedding.lock();
    try {
      Embedded now =
          isClosed ? Embedded.only(EmbeddingState.COMPLETE) : embed(graph, home, atMost, goesOn);
      sentences.worked();
      return now;
    } catch (EmbeddingException e) {
      sentences.failed(e);
      throw e;
    } catch (IOException e) {
      String message =
          "The search index in " + home.folder() + " cannot be written: " + e.getMessage();
      throw new EmbeddingException(message, e);
    } finally {
      embedding.unlock();
    }
  }

  private Embedded embed(SymbolGraph graph, RefHome home, int atMost, Predicate<Embedded> goesOn)
      throws IOException {
    Path folder = home.folder();
    SentencePass pass = null;
    boolean isKept = false;
    try {
      pass = pass(graph, home);
      if (pass == null) {
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() > 0 && !pass.some(graph, sentences.model(), atMost, goesOn)) {
        store.swept(folder, false);
        return Embedded.only(EmbeddingState.BEHIND);
      }
      if (pass.open() == 0 && home.isShared() && !store.isSwept(folder)) {
        pass.sweep();
        store.swept(folder, true);
      }
      store.answered();
      isKept = pass.open() > 0 && !isClosed;
      return new Embedded(
          pass.open() > 0 ? EmbeddingState.OPEN : EmbeddingState.COMPLETE,
          pass.total() - pass.open(),
          pass.total());
    } catch (BusyFieldException e) {
      isKept = true;
      LOG.debugf("%s is being written by another process", folder);
      return Embedded.only(EmbeddingState.ELSEWHERE);
    } catch (VectorStoreException e) {
      store.failed(folder, e);
      store.swept(folder, false);
      return Embedded.only(EmbeddingState.STORE_UNAVAILABLE);
    } finally {
      if (!isKept) {
        end(folder, pass);
      }
    }
  }

  /** Returns the pass over the index as it is; null if it follows another snapshot. */
  private @Nullable SentencePass pass(SymbolGraph graph, RefHome home) throws IOException {
    Path folder = home.folder();
    SentencePass known = passes.get(folder);
    if (known != null && known.isOf(graph.snapshot().id(), home.model())) {
      return known;
    }
    end(folder, known);
    SentencePass begun = begin(graph, home);
    if (begun != null) {
      passes.put(folder, begun);
      store.beingFilled(folder, true);
      store.checked(folder, true);
    }
    return begun;
  }

  private @Nullable SentencePass begin(SymbolGraph graph, RefHome home) throws IOException {
    VectorField field = fields.open(graph, home.field());
    SentencePass pass = null;
    try {
      if (field != null) {
        boolean isChecked = store.isChecked(home.folder());
        pass = new SentencePass(field, graph, home, sentences.cache(), isChecked);
      }
      return pass;
    } finally {
      if (field != null && pass == null) {
        field.close();
      }
    }
  }

  /** What was lost and is not back yet, the next one has to find again. */
  private void end(Path folder, @Nullable SentencePass pass) {
    if (pass != null) {
      if (pass.hasLosses() && pass.open() > 0) {
        store.checked(folder, false);
      }
      if (passes.remove(folder, pass)) {
        store.beingFilled(folder, false);
      }
      pass.close();
    }
  }

  /** One that is at work ends by itself, or with the process. */
  @Override
  @PreDestroy
  public void close() {
    isClosed = true;
    if (embedding.tryLock()) {
      try {
        passes.values().forEach(SentencePass::close);
        passes.clear();
      } finally {
        embedding.unlock();
      }
    }
  }
}
