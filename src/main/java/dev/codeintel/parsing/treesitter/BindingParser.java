package dev.codeintel.parsing.treesitter;

import java.time.Duration;
import java.util.Optional;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;

/** Parses by the Java binding's own classes, which cross into native code for each capture. */
final class BindingParser implements FileParser {
  private static final int READ_BYTES = 1 << 16;

  private final TSParser parser = new TSParser();
  private final CaptureBuffer captures = new CaptureBuffer();
  private final byte[] readBuffer = new byte[READ_BYTES];

  @Override
  public Optional<CaptureBuffer> parse(TagQuery query, byte[] utf8, Duration limit) {
    Deadline deadline = Deadline.after(limit);
    parser.setLanguage(query.grammar());
    TSReader reader =
        (buffer, offset, position) -> {
          int length = Math.min(buffer.length, utf8.length - offset);
          if (length <= 0) {
            return 0;
          }
          System.arraycopy(utf8, offset, buffer, 0, length);
          return length;
        };
    try (TSTree tree =
        parser.parseWithOptions(
            readBuffer,
            null,
            reader,
            TSInputEncoding.TSInputEncodingUTF8,
            state -> deadline.isPast())) {
      if (tree == null) {
        parser.reset();
        return Optional.empty();
      }
      captures.clear(tree.getRootNode().hasError());
      return query.run(tree, captures, deadline) ? Optional.of(captures) : Optional.empty();
    }
  }
}
