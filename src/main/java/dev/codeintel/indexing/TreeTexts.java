package dev.codeintel.indexing;

import dev.codeintel.scip.SourceTexts;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of one walk again, by path. */
final class TreeTexts implements SourceTexts {
  private final SourceRepository repository;
  private final Map<String, SourceFile> files = new HashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  TreeTexts(SourceRepository repository, SourceTree tree) {
    this.repository = repository;
    tree.files().forEach(file -> files.put(file.path(), file));
    tree.skipped().stream().map(SkippedFile::path).forEach(leftOut::add);
  }

  @Override
  public Optional<String> text(String path) {
    SourceFile file = files.get(path);
    if (file != null && repository.read(file) instanceof FileContent.Text text) {
      return Optional.of(new String(text.utf8(), StandardCharsets.UTF_8));
    }
    return Optional.empty();
  }

  @Override
  public boolean isLeftOut(String path) {
    if (files.containsKey(path) || leftOut.contains(path)) {
      return true;
    }
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (leftOut.contains(path.substring(0, end + 1))) {
        return true;
      }
    }
    return false;
  }
}
