package dev.codeintel.search.lucene;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;
import org.jboss.logging.Logger;

/**
 * The indexes of a repository's other refs. Most of their files are the same, so the index of a new
 * ref begins with a copy: then it costs what differs.
 */
final class OtherRefs {
  private static final Logger LOG = Logger.getLogger(OtherRefs.class);

  private final Path folder;

  /**
   * @param folder of the index that others are copied to
   */
  OtherRefs(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the one that was written last, of those where a name has a value. What goes wrong is
   * only logged: the index is made without it.
   *
   * @param target is empty and locked, and stays without an index if nothing can be copied
   */
  void copyNewest(Directory target, String name, String value) {
    for (Path other : newestFirst()) {
      try (Directory source = new NIOFSDirectory(other)) {
        SegmentInfos commit =
            DirectoryReader.indexExists(source) ? SegmentInfos.readLatestCommit(source) : null;
        if (commit != null && value.equals(commit.getUserData().get(name))) {
          copy(source, commit, target);
          return;
        }
      } catch (IOException e) {
        // Whoever writes it may have removed files meanwhile.
        LOG.debugf(e, "The search index in %s cannot be copied", other);
      }
    }
  }

  private List<Path> newestFirst() {
    record Dated(Path folder, long time) {}
    List<Dated> found = new ArrayList<>();
    Path refs = folder.resolve("../..").toAbsolutePath().normalize();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(refs)) {
      for (Path ref : all) {
        Path other = ref.resolve(LuceneSearchIndexes.FOLDER);
        if (Files.isDirectory(other) && !other.equals(folder.toAbsolutePath().normalize())) {
          found.add(new Dated(other, Files.getLastModifiedTime(other).toMillis()));
        }
      }
    } catch (IOException e) {
      LOG.debugf(e, "The folders in %s cannot be listed", refs);
    }
    return found.stream()
        .sorted(Comparator.comparingLong(Dated::time).reversed())
        .map(Dated::folder)
        .toList();
  }

  /** The file that names the others comes last, so that a killed process leaves no index. */
  private static void copy(Directory source, SegmentInfos commit, Directory target)
      throws IOException {
    Collection<String> files = commit.files(false);
    for (String file : files) {
      target.copyFrom(source, file, file, IOContext.DEFAULT);
    }
    target.sync(files);
    String last = commit.getSegmentsFileName();
    target.copyFrom(source, last, last, IOContext.DEFAULT);
    target.sync(List.of(last));
    target.syncMetaData();
  }
}
