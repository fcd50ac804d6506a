package dev.codeintel.tools.answer;

/**
 * How large an answer may be. A token is counted as four bytes over the text and the structured
 * object together, and as three bytes over each alone, since clients read one or both.
 *
 * @param maxTokens at least {@link #LEAST}
 */
public record TokenBudget(int maxTokens) {
  public static final int LEAST = 200;
  public static final int MOST = 20_000;
  public static final int DEFAULT = 4_000;

  public TokenBudget {
    if (maxTokens < LEAST) {
      throw new IllegalArgumentException("budget below " + LEAST);
    }
  }

  /** Returns the budget nearest to what was asked for. */
  public static TokenBudget clamped(long asked) {
    return new TokenBudget((int) Math.max(LEAST, Math.min(MOST, asked)));
  }

  /** Tells whether an answer of these sizes in UTF-8 is within the budget. */
  public boolean allows(long textBytes, long structuredBytes) {
    return textBytes + structuredBytes <= 4L * maxTokens
        && textBytes <= 3L * maxTokens
        && structuredBytes <= 3L * maxTokens;
  }
}
