package dev.codeintel.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one walk over a repository found.
 *
 * @param files what may be indexed, sorted by path
 * @param skipped what was left out and why, sorted by path
 * @param limitation a sentence saying which limit ended the walk early, or null if it saw
 *     everything
 */
public record SourceTree(
    List<SourceFile> files, List<SkippedFile> skipped, @Nullable String limitation) {

  public SourceTree {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }
}
