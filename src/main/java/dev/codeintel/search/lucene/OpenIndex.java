package dev.codeintel.search.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One commit of an index, held open. Whoever reads it counts itself in and out. Thread-safe. */
final class OpenIndex implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenIndex.class);

  private final DirectoryReader reader;
  private final String stamp;
  private final String snapshot;
  private volatile boolean isWritten;
  private volatile long checkedAt = System.nanoTime();

  private OpenIndex(DirectoryReader reader, String stamp) throws IOException {
    this.reader = reader;
    this.stamp = stamp;
    this.snapshot = reader.getIndexCommit().getUserData().getOrDefault(IndexUpdate.SNAPSHOT, "");
  }

  /**
   * Returns what changes with every commit, even if the index has been made anew meanwhile; empty
   * if there is no index. Costs a look at the folder.
   */
  static Optional<String> stamp(Path folder) throws IOException {
    try {
      String commit = SegmentInfos.getLastCommitSegmentsFileName(FSDirectory.listAll(folder));
      if (commit == null) {
        return Optional.empty();
      }
      BasicFileAttributes file =
          Files.readAttributes(folder.resolve(commit), BasicFileAttributes.class);
      return Optional.of(commit + " " + file.fileKey() + " " + file.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Opens the newest commit.
   *
   * @param before shares what did not change, if it is of the same index
   */
  static OpenIndex open(Path folder, String stamp, @Nullable OpenIndex before) throws IOException {
    if (before != null) {
      String newest =
          SegmentInfos.readLatestCommit(before.reader.directory())
              .getUserData()
              .getOrDefault(IndexUpdate.IDENTITY, "");
      String known = before.reader.getIndexCommit().getUserData().get(IndexUpdate.IDENTITY);
      DirectoryReader changed =
          newest.equals(known) ? DirectoryReader.openIfChanged(before.reader) : null;
      if (changed != null) {
        return new OpenIndex(changed, stamp);
      }
    }
    return new OpenIndex(DirectoryReader.open(new NIOFSDirectory(folder)), stamp);
  }

  String stamp() {
    return stamp;
  }

  boolean isOf(String id) {
    return snapshot.equals(id);
  }

  /** Says that it is being compared with the disk. */
  void checked() {
    isWritten = false;
    checkedAt = System.nanoTime();
  }

  long nanosSinceCheck() {
    return System.nanoTime() - checkedAt;
  }

  /** Says that a newer one may be on disk. */
  void written() {
    isWritten = true;
  }

  boolean isWritten() {
    return isWritten;
  }

  /** Returns the reader, counted: {@code decRef} it when done; null if it was closed. */
  @Nullable DirectoryReader reader() {
    return reader.tryIncRef() ? reader : null;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      LOG.debug("Closing a search index failed", e);
    }
  }
}
