package dev.codeintel.parsing.treesitter;

import java.time.Duration;
import java.util.Optional;

/**
 * Parses a file and collects what its language's query captures. Reused from file to file by one
 * thread. Implementations differ in speed, not in what they find.
 */
interface FileParser {

  /**
   * Parses one file.
   *
   * @param limit longest CPU time
   * @return empty if the time ran out; valid until the next call
   */
  Optional<CaptureBuffer> parse(TagQuery query, byte[] utf8, Duration limit);
}
