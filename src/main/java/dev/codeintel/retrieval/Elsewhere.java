package dev.codeintel.retrieval;

import dev.codeintel.text.SafeText;
import java.util.List;

/**
 * Which other repositories define a name.
 *
 * @param repositories as a tool takes them
 * @param unseen number of repositories that were not looked at
 */
public record Elsewhere(List<String> repositories, int unseen) {

  /** Copies the list. */
  public Elsewhere {
    repositories = List.copyOf(repositories);
  }

  /** Returns what is to be said of it, with a space before it; "" if nothing is. */
  public String sentence() {
    if (!repositories.isEmpty()) {
      return " It is defined in the repository %s: pass repo."
          .formatted(String.join(", ", repositories.stream().map(SafeText::shown).toList()));
    }
    return unseen == 0
        ? ""
        : " %d other repositories were not looked at: pass repo to ask one.".formatted(unseen);
  }
}
