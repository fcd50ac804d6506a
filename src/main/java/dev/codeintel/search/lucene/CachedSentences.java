package dev.codeintel.search.lucene;

import dev.codeintel.embedding.EmbeddingCache;
import dev.codeintel.graph.FileStamp;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/**
 * The vectors of the texts of a snapshot's files that need not be embedded again, in another ref
 * neither. Not thread-safe.
 */
final class CachedSentences {
  private final EmbeddingCache cache;
  private final String version;
  private final Map<String, FileStamp> files;

  /**
   * @param files of the snapshot by their paths
   */
  CachedSentences(EmbeddingCache cache, String model, Map<String, FileStamp> files) {
    this.cache = cache;
    this.version = KnownSentences.version(model);
    this.files = files;
  }

  /** Returns those of a file by the hashes of the texts, as {@link SentenceVectors} has them. */
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
          .put(each.hash(), each.value().bytes);
    }
    ofFiles.forEach(this::put);
  }

  /** Adds all that the documents of some files have. */
  void addFrom(Directory directory, String field, List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (String path : paths) {
        Map<Long, BytesRef> vectors = new HashMap<>();
        KnownSentences.read(reader, field, path, vectors);
        Map<Long, byte[]> bytes = new HashMap<>();
        vectors.forEach((hash, value) -> bytes.put(hash, value.bytes));
        put(path, bytes);
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
