package dev.codeintel.embedding.sentence;

import dev.codeintel.embedding.SentenceText;
import dev.codeintel.embedding.SentenceVector;
import dev.codeintel.embedding.VectorField;
import dev.codeintel.graph.FileStamp;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors of the texts of a snapshot's files that need not be embedded again, in another ref
 * neither. Not thread-safe.
 */
final class CachedSentences {
  /** Changes with the form in which a vector is kept. */
  private static final String FORM_OF_VECTORS = "2";

  private final EmbeddingCache cache;
  private final String version;
  private final Map<String, FileStamp> files;

  /**
   * @param files of the snapshot by their paths
   */
  CachedSentences(EmbeddingCache cache, String model, Map<String, FileStamp> files) {
    this.cache = cache;
    this.version = version(model);
    this.files = files;
  }

  /** Returns what differs where the same content has other vectors. */
  static String version(String model) {
    return SentenceText.FORM + " " + FORM_OF_VECTORS + " " + model;
  }

  /**
   * Returns those of a file by the hashes of the texts, as {@link
   * dev.codeintel.embedding.SentenceVectors} has them.
   */
  Map<Long, byte[]> ofFile(String path) {
    FileStamp file = files.get(path);
    return file == null ? Map.of() : cache.get(version, file.contentHash());
  }

  /** Puts some beside those of the same files. */
  void add(Collection<SentenceVector> vectors) {
    Map<String, Map<Long, byte[]>> ofFiles = new HashMap<>();
    for (SentenceVector each : vectors) {
      ofFiles
          .computeIfAbsent(each.path(), path -> new HashMap<>(ofFile(path)))
          .put(each.hash(), each.value());
    }
    ofFiles.forEach(this::put);
  }

  /** Adds all that a field has of some files. */
  void addFrom(VectorField field, List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    try (VectorField.View view = field.view()) {
      for (String path : paths) {
        put(path, view.ofFile(path));
      }
    }
  }

  private void put(String path, Map<Long, byte[]> vectors) {
    FileStamp file = files.get(path);
    if (file != null) {
      cache.put(version, file.contentHash(), vectors);
    }
  }
}
