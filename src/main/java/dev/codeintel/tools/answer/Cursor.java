package dev.codeintel.tools.answer;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where an answer goes on. To callers it is opaque; inside it says of which snapshot and question,
 * so that a page of another one cannot be mistaken for the next.
 *
 * @param snapshot hash of the snapshot's id
 * @param query hash of the tool and its arguments
 * @param offset number of hits before the next one
 * @param part characters of the next hit's code that were already given
 */
public record Cursor(int snapshot, int query, int offset, int part) {
  /** Length of every cursor in its written form. */
  static final int LENGTH = 22;

  private static final int BYTES = 16;

  /** Returns the beginning of an answer. */
  public static Cursor start(String snapshotId, int query) {
    return new Cursor(snapshotId.hashCode(), query, 0, 0);
  }

  Cursor at(int newOffset, int newPart) {
    return new Cursor(snapshot, query, newOffset, newPart);
  }

  String encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putInt(snapshot).putInt(query).putInt(offset).putInt(part);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads a cursor that must go on with {@code start}.
   *
   * @throws AnswerException if it is damaged, or of another question or snapshot
   */
  public static Cursor decode(String text, Cursor start) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (bytes.length != BYTES) {
      throw invalid();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Cursor cursor = new Cursor(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt());
    if (cursor.offset < 0 || cursor.part < 0) {
      throw invalid();
    }
    if (cursor.query != start.query) {
      throw AnswerException.caller(
          "This cursor belongs to a question with other arguments; repeat the arguments it came"
              + " with, or ask again without cursor.");
    }
    if (cursor.snapshot != start.snapshot) {
      throw AnswerException.caller(
          "This cursor belongs to an older snapshot of the repository; ask again without cursor.");
    }
    return cursor;
  }

  static AnswerException invalid() {
    return AnswerException.caller(
        "The cursor is not one this server gave; ask again without cursor.");
  }
}
