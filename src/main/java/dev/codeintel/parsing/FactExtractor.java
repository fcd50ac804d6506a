package dev.codeintel.parsing;

/** Turns one file into facts. Thread-safe; the facts depend on the arguments alone. */
public interface FactExtractor {

  /**
   * Returns the version of the extraction; it changes whenever the same file yields other facts.
   */
  String version();

  /**
   * Parses a file and extracts its facts. Never throws for what is in the file.
   *
   * @param path relative to the repository's root; its name decides the language
   * @param utf8 the content; not changed
   */
  ParseOutcome extract(String path, byte[] utf8);
}
