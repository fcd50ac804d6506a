package dev.codeintel.snapshot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which refs have snapshots. Reading that costs several looks at the file system for each ref, so
 * it is done once and again only when the stamp has changed, a file that whoever publishes replaces
 * afterwards: one look a question, however many refs there are. A process that is killed between
 * the two leaves an old stamp; therefore what was read half a minute ago is read again, on another
 * thread, for the next question. Thread-safe.
 */
final class PublishedRefs {
  private static final Logger LOG = Logger.getLogger(PublishedRefs.class);
  private static final String STAMP = ".stamp";
  private static final long VALID_NANOS = Duration.ofSeconds(30).toNanos();

  private final Path repositories;

  // guarded by this
  private Listing last = new Listing("", 0, List.of(), Map.of());
  private boolean isReading;

  /**
   * What was read.
   *
   * @param stamp as it was before; "" if there was none
   * @param readAt by {@link System#nanoTime()}
   * @param refs newest first
   * @param chosen the ref that is meant when none is named, by repository
   */
  private record Listing(
      String stamp, long readAt, List<StoredRef> refs, Map<String, String> chosen) {}

  PublishedRefs(Path repositories) {
    this.repositories = repositories;
  }

  /** Returns all refs that have a snapshot, newest first. */
  List<StoredRef> list() {
    return listing().refs();
  }

  /** Returns the ref of a repository that was chosen last; empty if none was. */
  Optional<String> chosen(String repositoryId) {
    return Optional.ofNullable(listing().chosen().get(repositoryId));
  }

  private synchronized Listing listing() {
    String stamp = stamp();
    long now = System.nanoTime();
    if (stamp.isEmpty() || !stamp.equals(last.stamp())) {
      last = read(stamp, now);
      if (stamp.isEmpty() && !last.refs().isEmpty()) {
        // Made by an earlier version of the program: from the next question on there is a stamp.
        changed();
      }
    } else if (now - last.readAt() > VALID_NANOS && !isReading) {
      isReading = true;
      ForkJoinPool.commonPool().execute(() -> refresh(stamp, now));
    }
    return last;
  }

  private void refresh(String stamp, long now) {
    @Nullable Listing listing = null;
    try {
      listing = read(stamp, now);
    } finally {
      synchronized (this) {
        isReading = false;
        if (listing != null && last.stamp().equals(stamp)) {
          last = listing;
        }
      }
    }
  }

  /** Says, to this process and to others, that something was published, chosen or removed. */
  void changed() {
    try {
      String text = ProcessHandle.current().pid() + " " + System.nanoTime() + "\n";
      Replacement.write(repositories.resolve(STAMP), text);
    } catch (IOException e) {
      LOG.debugf("%s cannot be written: %s", repositories.resolve(STAMP), e.getMessage());
    }
  }

  private String stamp() {
    return RefFolder.stampOf(repositories.resolve(STAMP)).orElse("");
  }

  private Listing read(String stamp, long now) {
    List<StoredRef> refs = new ArrayList<>();
    Map<String, String> chosen = new HashMap<>();
    for (Path repository : folders(repositories)) {
      for (Path path : folders(repository)) {
        RefFolder folder = new RefFolder(path);
        if (folder.stamp().isPresent()) {
          folder.about().ifPresent(about -> refs.add(stored(about, folder)));
        }
      }
      new RepositoryFolder(repository)
          .chosen()
          .ifPresent(ref -> chosen.put(repository.getFileName().toString(), ref));
    }
    refs.sort(
        Comparator.comparing(StoredRef::publishedAt)
            .reversed()
            .thenComparing(StoredRef::repositoryId)
            .thenComparing(StoredRef::ref));
    return new Listing(stamp, now, List.copyOf(refs), Map.copyOf(chosen));
  }

  private static StoredRef stored(SnapshotOwner about, RefFolder folder) {
    return new StoredRef(
        about.repositoryId(),
        about.name(),
        about.origin(),
        about.ref(),
        Instant.ofEpochMilli(folder.publishedMillis()));
  }

  private static List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    if (!Files.isDirectory(parent)) {
      return folders;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent, Files::isDirectory)) {
      stream.forEach(folders::add);
    } catch (IOException e) {
      LOG.warnf("%s cannot be listed: %s", parent, e.getMessage());
    }
    return folders;
  }
}
