package dev.codeintel.source;

import org.jspecify.annotations.Nullable;

/**
 * One ignore file and those farther out, nearest first.
 *
 * @param rules what this layer says
 * @param prefix what to put before a path relative to the root, for rules that stand above it
 * @param skip how many characters of a path relative to the root to drop, for rules below it
 * @param outer the next layer, asked if this one is silent
 */
record RuleLayer(IgnoreFile rules, String prefix, int skip, @Nullable RuleLayer outer) {

  /**
   * Asks the layers in turn.
   *
   * @param path relative to the root of the walk
   */
  static IgnoreFile.Answer ask(@Nullable RuleLayer first, String path, boolean isDirectory) {
    for (RuleLayer layer = first; layer != null; layer = layer.outer) {
      String own = layer.prefix + path.substring(layer.skip);
      IgnoreFile.Answer answer = layer.rules.answer(own, isDirectory);
      if (answer != IgnoreFile.Answer.SILENT) {
        return answer;
      }
    }
    return IgnoreFile.Answer.SILENT;
  }

  /** Returns the layers with one more in front, or as they are if it has no rules. */
  static @Nullable RuleLayer push(
      IgnoreFile rules, String prefix, int skip, @Nullable RuleLayer outer) {
    return rules == IgnoreFile.NONE ? outer : new RuleLayer(rules, prefix, skip, outer);
  }
}
