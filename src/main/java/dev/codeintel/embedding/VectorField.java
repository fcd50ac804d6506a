package dev.codeintel.embedding;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The field of a ref's index that has, of each symbol, the vector of its text, or notes that a
 * store has it. Whoever has it open is the only one, of all processes, who adds to it. Not
 * thread-safe.
 */
public interface VectorField extends AutoCloseable {

  /** A symbol that is to have a vector, and how soon. */
  record Entry(String key, String path, double usefulness) {}

  /**
   * What has no vector yet.
   *
   * @param entries in no order
   * @param total symbols that are to have one, those that have included
   */
  record Lacking(List<Entry> entries, int total) {}

  /** Hears of a text that has a vector. */
  interface Texts {
    void text(String path, long hash);
  }

  /** Tells of a text that is said to have a vector whether it has lost it. */
  interface Losses {
    boolean contains(String path, long hash);
  }

  /** What was in it at one time. */
  interface View extends AutoCloseable {

    /** Names all texts that are said to have a vector. */
    void each(Texts listener) throws IOException;

    /** Returns what has no vector, or has lost it. */
    Lacking lacking(Losses losses) throws IOException;

    /** Returns what is known of a file's texts by their hashes, as {@link SentenceVectors}. */
    Map<Long, byte[]> ofFile(String path) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Returns the id of the snapshot that it is of. */
  String snapshot();

  /** Opens what is in it now. */
  View view() throws IOException;

  /**
   * Adds vectors, all at once: costs as much as all vectors of the parts of the index they are in.
   *
   * @return false if the index has become another since this was opened: then nothing was added
   * @throws BusyFieldException if somebody writes the index
   */
  boolean put(List<SentenceVector> vectors) throws IOException;

  /** Lets others add. */
  @Override
  void close();
}
