package dev.codeintel.text;

import java.util.Collection;
import java.util.Locale;

/** Finds what was probably meant. */
public final class Spelling {

  private Spelling() {}

  /** Returns the most similar of {@code known}, or "" if none is similar. */
  public static String nearest(String name, Collection<String> known) {
    String best = "";
    int least = Math.max(2, name.length() / 3) + 1;
    String lower = name.toLowerCase(Locale.ROOT).replace("-", "_");
    for (String candidate : known) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
      boolean contained =
          lower.length() >= 3 && (candidate.contains(lower) || lower.contains(candidate));
      int rank = contained ? Math.min(distance, 1) : distance;
      if (rank < least || (rank == least && !best.isEmpty() && candidate.compareTo(best) < 0)) {
        least = rank;
        best = candidate;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
