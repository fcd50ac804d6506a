package dev.codeintel.resolution;

import java.util.Map;

/**
 * How far a change of some files goes: which other files have to be linked again.
 *
 * @param isEverything whether all files have to be; then {@code because} says why under the empty
 *     path
 * @param because why each file has to be, by its path; the changed files are not among them
 */
public record Reach(boolean isEverything, Map<String, String> because) {
  public Reach {
    because = Map.copyOf(because);
  }

  static Reach everything(String why) {
    return new Reach(true, Map.of("", why));
  }
}
