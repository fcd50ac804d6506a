package dev.codeintel.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of identifiers and prose, in the one form that the index and its queries share: lower
 * case, split at changes of case and at everything that is no letter or digit, plurals without
 * their "s".
 */
public final class Words {
  private static final int LONGEST = 40;

  private Words() {}

  /** Returns the words of {@code text} in order, with repetitions. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        add(words, text, start, i);
        start = -1;
      } else if (start < 0) {
        start = i;
      } else if (isBoundary(text, i)) {
        add(words, text, start, i);
        start = i;
      }
    }
    add(words, text, start, text.length());
    return words;
  }

  /** At "aB", at the "B" of "HTMLBold", and between letters and digits only after the digits. */
  private static boolean isBoundary(String text, int at) {
    char before = text.charAt(at - 1);
    char here = text.charAt(at);
    if (Character.isUpperCase(here)) {
      boolean nextIsLower = at + 1 < text.length() && Character.isLowerCase(text.charAt(at + 1));
      return !Character.isUpperCase(before) || nextIsLower;
    }
    return false;
  }

  private static void add(List<String> words, String text, int start, int end) {
    if (start < 0 || end - start < 1 || end - start > LONGEST) {
      return;
    }
    words.add(stem(text.substring(start, end).toLowerCase(Locale.ROOT)));
  }

  private static String stem(String word) {
    int length = word.length();
    if (length > 4 && word.endsWith("ies")) {
      return word.substring(0, length - 3) + "y";
    }
    boolean isPlural =
        length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
    return isPlural ? word.substring(0, length - 1) : word;
  }
}
