package dev.codeintel.graph;

/**
 * Goes through the {@linkplain Words words} of texts one by one, without making strings of them.
 * Not thread-safe.
 */
public final class WordCursor {
  private static final int LONGEST = 40;

  private final char[] word = new char[LONGEST];
  private String text = "";
  private int at;
  private int length;

  /** Goes before the first word of {@code newText}. */
  public void start(String newText) {
    text = newText;
    at = 0;
    length = 0;
  }

  /** Goes to the next word; false if there is none. */
  public boolean next() {
    while (at < text.length()) {
      int start = at;
      int end = end(start);
      at = Math.max(end, start + 1);
      if (end > start && end - start <= LONGEST) {
        take(start, end);
        return true;
      }
    }
    return false;
  }

  /** Returns the array whose first {@link #length} characters are the word; the next changes it. */
  public char[] chars() {
    return word;
  }

  /** Returns the word's length; 0 before the first. */
  public int length() {
    return length;
  }

  /** Returns the word. */
  public String word() {
    return new String(word, 0, length);
  }

  /** Returns the end of the word that begins at {@code start}; the same if none does. */
  private int end(int start) {
    int end = start;
    while (end < text.length()
        && Character.isLetterOrDigit(text.charAt(end))
        && (end == start || !isBoundary(end))) {
      end++;
    }
    return end;
  }

  /** At "aB" and at the "B" of "HTMLBold"; between letters and digits only after the digits. */
  private boolean isBoundary(int here) {
    if (!Character.isUpperCase(text.charAt(here))) {
      return false;
    }
    boolean nextIsLower = here + 1 < text.length() && Character.isLowerCase(text.charAt(here + 1));
    return nextIsLower || !Character.isUpperCase(text.charAt(here - 1));
  }

  private void take(int start, int end) {
    for (int i = start; i < end; i++) {
      word[i - start] = Character.toLowerCase(text.charAt(i));
    }
    length = end - start;
    stem();
  }

  private void stem() {
    char last = word[length - 1];
    if (last != 's' || length <= 3) {
      return;
    }
    char before = word[length - 2];
    if (before == 'e' && word[length - 3] == 'i' && length > 4) {
      word[length - 3] = 'y';
      length -= 2;
    } else if (before != 's' && before != 'u') {
      length--;
    }
  }
}
