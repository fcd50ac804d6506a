package dev.codeintel.catalog;

import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.SkipReason;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.Revision;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceException;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import dev.codeintel.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder without rules. */
public record TestFolder(Path root) implements SourceRepository {

  @Override
  public String name() {
    return root.getFileName().toString();
  }

  @Override
  public String id() {
    return name() + "-" + Integer.toHexString(root.hashCode());
  }

  @Override
  public String origin() {
    return root.toString();
  }

  @Override
  public String ref() {
    return "worktree";
  }

  @Override
  public Revision revision(SourceTree tree) {
    return new Revision("r1", ref());
  }

  @Override
  public SourceTree walk() {
    try (Stream<Path> paths = Files.walk(root)) {
      List<SourceFile> files =
          paths
              .filter(Files::isRegularFile)
              .map(this::file)
              .sorted(Comparator.comparing(SourceFile::path))
              .toList();
      return new SourceTree(
          files, List.of(new SkippedFile("build/", SkipReason.VENDORED, -1)), null);
    } catch (IOException e) {
      throw new SourceException(ErrorCode.NOT_FOUND, "no such folder", e);
    }
  }

  private SourceFile file(Path path) {
    try {
      return new SourceFile(
          root.relativize(path).toString(),
          path,
          Files.size(path),
          Files.getLastModifiedTime(path).toMillis());
    } catch (IOException e) {
      throw new SourceException(ErrorCode.INTERNAL, "vanished", e);
    }
  }

  @Override
  public FileContent read(SourceFile file) {
    try {
      byte[] bytes = Files.readAllBytes(file.location());
      return new FileContent.Text(bytes, "h" + Arrays.hashCode(bytes), "UTF-8");
    } catch (IOException e) {
      return new FileContent.Skipped(SkipReason.VANISHED);
    }
  }
}
