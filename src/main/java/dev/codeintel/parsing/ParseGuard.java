package dev.codeintel.parsing;

/** Stands between whoever wants a file parsed and the parser, which may end the process. */
interface ParseGuard {

  /** Lets everything be parsed. */
  ParseGuard NONE = (hash, language, path, utf8, extractor) -> extractor.extract(path, utf8);

  /**
   * Has a file parsed, unless its parser is known to crash on it.
   *
   * @param hash of the content, its language and the version of its grammar: 64 hexadecimal digits
   * @param language id of the language profile
   */
  ParseOutcome extract(
      String hash, String language, String path, byte[] utf8, FactExtractor extractor);
}
