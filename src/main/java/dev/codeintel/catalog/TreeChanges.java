package dev.codeintel.catalog;

import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceFile;
import java.util.List;

/**
 * Where a walked tree differs from the files of a snapshot, by size and time.
 *
 * @param doubtful files that are new or look changed; their content may be the same
 * @param gone paths of files that are no longer there, or left out now
 * @param leftOut what the walk left out now and had not before, or for another reason
 */
public record TreeChanges(List<SourceFile> doubtful, List<String> gone, List<SkippedFile> leftOut) {
  public TreeChanges {
    doubtful = List.copyOf(doubtful);
    gone = List.copyOf(gone);
    leftOut = List.copyOf(leftOut);
  }

  /** Returns how many files may differ. */
  public int size() {
    return doubtful.size() + gone.size();
  }
}
