package dev.codeintel.embedding;

import dev.codeintel.graph.SymbolDocument;
import dev.codeintel.graph.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a sentence model reads of a symbol: chosen by the retrieval sets.
 *
 * @param bodyCharacters of a longer body the beginning is taken
 */
public record SentenceText(int bodyCharacters) {
  /** Differs where the same symbol would have another text. */
  public static final String FORM = "1";

  /** Returns the words of the name, the documentation, the signature, and the body's beginning. */
  public String of(SymbolDocument symbol) {
    StringBuilder text = new StringBuilder(String.join(" ", Words.of(symbol.name())));
    add(text, symbol.doc());
    add(text, symbol.signature());
    add(text, symbol.body().substring(0, Math.min(symbol.body().length(), bodyCharacters)));
    return text.toString();
  }

  private static void add(StringBuilder text, String more) {
    if (!more.isEmpty()) {
      text.append('\n').append(more);
    }
  }

  /** Returns a number that differs where texts differ, for all one will see. */
  public static long hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
