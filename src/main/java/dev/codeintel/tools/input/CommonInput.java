package dev.codeintel.tools.input;

import dev.codeintel.model.Evidence;

/**
 * What every tool takes; the server's instructions explain it once.
 *
 * @param repo name, id or location of a repository; "" for the one that is served
 * @param ref branch or other ref; "" for what is checked out
 * @param maxTokens how large the answer may be; moved into the range of budgets
 * @param cursor where an earlier answer to the same question goes on; "" for the beginning
 * @param pathGlob gitignore-like; "" for all files
 * @param language id of a language; "" for all
 * @param includeTests whether test code counts
 * @param minEvidence the least grade of relationships shown
 */
public record CommonInput(
    @Argument String repo,
    @Argument String ref,
    @Argument(absent = "4000") long maxTokens,
    @Argument String cursor,
    @Argument String pathGlob,
    @Argument String language,
    @Argument boolean includeTests,
    @Argument(absent = "candidate", listed = false) Evidence minEvidence) {

  /** The arguments. */
  public static final InputType<CommonInput> TYPE = InputType.of(CommonInput.class);
}
