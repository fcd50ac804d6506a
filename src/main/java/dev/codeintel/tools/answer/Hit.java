package dev.codeintel.tools.answer;

import java.util.function.Supplier;

/**
 * One row of an answer, in its two forms: the fields of the structured object, of a REST row and of
 * JSON, and the line of text that says the same.
 */
public interface Hit {

  /** Returns the fields, in their order. */
  Fields fields();

  /** Returns the line; control characters in it are escaped when it is shown. */
  String line();

  /** Returns the code to show below the line; it is fetched only if the hit is on the page. */
  default Code code() {
    return Code.NONE;
  }

  /**
   * Source code of a hit.
   *
   * @param firstLine zero-based line of its first line
   * @param text gives the code; "" for none
   */
  record Code(int firstLine, Supplier<String> text) {
    /** No code. */
    public static final Code NONE = new Code(0, () -> "");
  }
}
