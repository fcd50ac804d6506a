package dev.codeintel.parsing;

import java.util.Optional;

/** Turns one file into facts. Thread-safe; the facts depend on the arguments alone. */
public interface FactExtractor {

  /**
   * Returns the version of the extraction; it changes whenever the same file yields other facts.
   */
  String version();

  /**
   * Returns what the facts of a file depend on beside its content.
   *
   * @return empty if there is no language for it, and so no facts
   */
  Optional<LanguageVersion> languageVersion(String path, byte[] utf8);

  /**
   * Parses a file and extracts its facts. Never throws for what is in the file.
   *
   * @param path relative to the repository's root; its name decides the language
   * @param utf8 the content; not changed
   */
  ParseOutcome extract(String path, byte[] utf8);

  /**
   * Tells whether a parser may end the process over a file, as far as its content tells at a
   * glance. Such a file should be tried in another process first.
   */
  default boolean isRisky(String path, byte[] utf8) {
    return false;
  }

  /**
   * Like {@link #extract(String, byte[])}, of a content that has a hash already.
   *
   * @param identity what no other content has, such as the hash of the bytes it was decoded from
   *     with the name of their encoding
   */
  default ParseOutcome extract(String path, byte[] utf8, String identity) {
    return extract(path, utf8);
  }
}
