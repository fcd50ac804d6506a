package dev.codeintel.parsing;

/** Parses files in another process, which a crash of the parser ends instead of this one. */
interface ParserTrial extends AutoCloseable {

  /** How a trial ended. */
  enum Verdict {
    /** The file can be parsed. */
    SURVIVED,
    /** The process ended while it parsed the file. */
    DIED,
    /** It did not end in time and was ended. */
    TOOK_TOO_LONG,
    /** There was no trial: the other process could not be started. */
    NOT_TRIED
  }

  /** Tries a file. Takes seconds. Thread-safe. */
  Verdict run(String path, byte[] utf8);

  @Override
  void close();
}
