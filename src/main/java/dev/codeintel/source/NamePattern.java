package dev.codeintel.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for one name, without slashes, as git has them: asterisks, question marks, classes in
 * brackets, backslashes. Matching takes at most the length of the pattern times that of the name,
 * however many asterisks there are. Immutable and thread-safe.
 */
final class NamePattern {

  /** Which characters fit in one place. */
  private interface Place {
    boolean fits(char c);
  }

  private static final Place ANY = c -> true;

  /** Any number of characters; never asked. */
  private static final Place STAR = c -> false;

  private final Place[] places;

  /** What the name must be, or begin and end with, where that alone decides. */
  private final @Nullable String start;

  private final @Nullable String end;

  private NamePattern(List<Place> places, @Nullable String start, @Nullable String end) {
    this.places = places.toArray(new Place[0]);
    this.start = start;
    this.end = end;
  }

  /** Reads a pattern; empty if it is malformed, so that it fits nothing. */
  static Optional<NamePattern> parse(String pattern) {
    List<Place> places = new ArrayList<>();
    StringBuilder[] literals = {new StringBuilder(), new StringBuilder()};
    int stars = 0;
    boolean isSimple = true;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        if (places.isEmpty() || places.get(places.size() - 1) != STAR) {
          places.add(STAR);
          stars++;
        }
      } else if (c == '?') {
        places.add(ANY);
        isSimple = false;
      } else if (c == '[') {
        CharacterClass parsed = CharacterClass.parse(pattern, i);
        if (parsed == null) {
          return Optional.empty();
        }
        places.add(parsed::fits);
        i = parsed.last();
        isSimple = false;
      } else {
        if (c == '\\' && ++i == pattern.length()) {
          return Optional.empty();
        }
        char literal = pattern.charAt(i);
        places.add(other -> other == literal);
        literals[Math.min(stars, 1)].append(literal);
      }
    }
    return Optional.of(
        isSimple && stars < 2
            ? new NamePattern(
                places, literals[0].toString(), stars == 0 ? null : literals[1].toString())
            : new NamePattern(places, null, null));
  }

  /** Tells whether the pattern fits the whole name, which is a part of {@code text}. */
  boolean fits(String text, int from, int to) {
    if (start != null) {
      return fitsSimply(text, from, to, start);
    }
    int place = 0;
    int at = from;
    int lastStar = -1;
    int lastAt = -1;
    while (at < to) {
      if (place < places.length && places[place] == STAR) {
        // the shortest first; if the rest does not fit, one character more
        lastStar = place++;
        lastAt = at;
      } else if (place < places.length && places[place].fits(text.charAt(at))) {
        place++;
        at++;
      } else if (lastStar >= 0) {
        place = lastStar + 1;
        at = ++lastAt;
      } else {
        return false;
      }
    }
    while (place < places.length && places[place] == STAR) {
      place++;
    }
    return place == places.length;
  }

  private boolean fitsSimply(String text, int from, int to, String beginning) {
    int length = to - from;
    if (end == null) {
      return length == beginning.length() && text.startsWith(beginning, from);
    }
    return length >= beginning.length() + end.length()
        && text.startsWith(beginning, from)
        && text.startsWith(end, to - end.length());
  }
}
