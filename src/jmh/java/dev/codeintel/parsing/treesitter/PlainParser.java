package dev.codeintel.parsing.treesitter;

import dev.codeintel.parsing.Natives;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;

/**
 * Parses and does nothing else: no query, no facts. What tree-sitter alone costs with the natives
 * of this project. Used by one thread.
 */
final class PlainParser implements AutoCloseable {
  private static final int READ_BYTES = 1 << 16;

  private final Natives natives;
  private final TSParser parser;
  private final byte[] readBuffer = new byte[READ_BYTES];
  private final Map<String, TSLanguage> grammars = new HashMap<>();

  /**
   * @param directory where the natives are unpacked
   */
  PlainParser(Path directory) {
    natives = NativeLoader.load(Natives.OPTIMISED, directory);
    parser = new TSParser();
  }

  /** Returns whether the tree has syntax errors. */
  boolean parse(String language, byte[] utf8) {
    parser.setLanguage(grammars.computeIfAbsent(language, each -> Grammar.of(each).load(natives)));
    TSReader reader =
        (buffer, offset, position) -> {
          int length = Math.max(0, Math.min(buffer.length, utf8.length - offset));
          System.arraycopy(utf8, Math.min(offset, utf8.length), buffer, 0, length);
          return length;
        };
    try (TSTree tree =
        parser.parseWithOptions(
            readBuffer, null, reader, TSInputEncoding.TSInputEncodingUTF8, null)) {
      return tree.getRootNode().hasError();
    }
  }

  @Override
  public void close() {
    parser.close();
  }
}
