package dev.codeintel.search.lucene;

import dev.codeintel.search.SearchDocument;
import dev.codeintel.search.SentenceText;
import dev.codeintel.vector.Row;
import dev.codeintel.vector.VectorStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/**
 * Where the vectors of an index's texts are: in a field of the index, or in a store that holds
 * those of other indexes too. Then the field only says which texts are there, but for a sample.
 * Each has a field of its own, so that none is taken for another, not even in a copy of another
 * ref's index.
 */
final class SentenceHome {
  /** So many vectors tell well enough what is usual. */
  private static final int FEW = 1_024;

  /** Of so many texts one at least has its vector in the index. */
  static final int LARGEST_STEP = 16;

  private final String model;
  private final SentenceText texts;
  private final String field;
  private final String repository;
  private final String ref;
  private final @Nullable VectorStore store;

  private SentenceHome(
      String model,
      SentenceText texts,
      String field,
      String repository,
      String ref,
      @Nullable VectorStore store) {
    this.model = model;
    this.texts = texts;
    this.field = field;
    this.repository = repository;
    this.ref = ref;
    this.store = store;
  }

  /**
   * Returns that of the index in a folder, which is in the folder of a ref in that of a repository.
   *
   * @param model what makes the vectors; empty if nothing does
   * @param texts of what it makes them
   */
  static SentenceHome of(Path folder, String model, SentenceText texts, VectorStore store) {
    if (model.isEmpty() || !store.isOn()) {
      return new SentenceHome(model, texts, SentenceVectors.field(model), "", "", null);
    }
    Path refFolder = folder.toAbsolutePath().normalize().getParent();
    String ref = name(refFolder);
    String repository = name(refFolder == null ? null : refFolder.getParent());
    String field = "shared " + repository + "/" + ref + " " + model;
    return new SentenceHome(model, texts, field, repository, ref, store);
  }

  private static String name(@Nullable Path folder) {
    Path name = folder == null ? null : folder.getFileName();
    return name == null ? "" : name.toString();
  }

  String model() {
    return model;
  }

  /** Returns the text of a symbol. */
  String text(SearchDocument symbol) {
    return texts.of(symbol);
  }

  /** Returns the name of the field. */
  String field() {
    return field;
  }

  boolean isShared() {
    return store != null;
  }

  /** Returns the store, if it is one that is shared. */
  VectorStore store() {
    return Objects.requireNonNull(store);
  }

  String repository() {
    return repository;
  }

  String ref() {
    return ref;
  }

  /** Returns the id of the row of a text. */
  String id(String path, long textHash) {
    return Row.id(repository, ref, path, textHash);
  }

  /**
   * Returns the id of the row of a document's text.
   *
   * @param paths stands at the document
   * @param values of the field, stands at the document
   */
  String id(SortedDocValues paths, BinaryDocValues values) throws IOException {
    String path = paths.lookupOrd(paths.ordValue()).utf8ToString();
    return id(path, SentenceVectors.hash(values.binaryValue()));
  }

  /**
   * Tells whether the vector of a text is kept in the index as well, as one of a sample: of few all
   * are.
   *
   * @param total texts in the index
   */
  static boolean isSample(long textHash, int total) {
    int step = Math.min(LARGEST_STEP, Integer.highestOneBit(Math.max(1, total / FEW)));
    return (textHash & (step - 1)) == 0;
  }
}
