package dev.codeintel.parsing.treesitter;

import dev.codeintel.model.Visibility;
import dev.codeintel.parsing.language.VisibilityRule;
import java.util.Set;

/** Reads a definition's visibility from the words before its name, or from the name. */
final class VisibilityReader {
  private VisibilityReader() {}

  static Visibility read(
      VisibilityRule rule, Set<String> words, String name, boolean isInInterface) {
    return switch (rule) {
      case CAPITALIZED ->
          Character.isUpperCase(name.codePointAt(0)) ? Visibility.PUBLIC : Visibility.INTERNAL;
      case UNDERSCORE -> {
        boolean isSpecial = name.startsWith("__") && name.endsWith("__");
        yield name.startsWith("_") && !isSpecial ? Visibility.PRIVATE : Visibility.PUBLIC;
      }
      case KEYWORD_OR_INTERNAL ->
          byKeyword(words, isInInterface ? Visibility.PUBLIC : Visibility.INTERNAL);
      case KEYWORD_OR_PUBLIC -> byKeyword(words, Visibility.PUBLIC);
      case KEYWORD_OR_PRIVATE ->
          byKeyword(words, isInInterface ? Visibility.PUBLIC : Visibility.PRIVATE);
    };
  }

  private static Visibility byKeyword(Set<String> words, Visibility otherwise) {
    if (words.contains("private")) {
      return Visibility.PRIVATE;
    }
    if (words.contains("protected")) {
      return Visibility.PROTECTED;
    }
    if (words.contains("pub") && (words.contains("crate") || words.contains("super"))) {
      return Visibility.INTERNAL;
    }
    if (words.contains("public") || words.contains("pub") || words.contains("export")) {
      return Visibility.PUBLIC;
    }
    return words.contains("internal") ? Visibility.INTERNAL : otherwise;
  }
}
