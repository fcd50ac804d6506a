package dev.codeintel.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * A snapshot that is being written: the writer's lock and a temporary file. Closing it without
 * publishing discards the file.
 */
public final class PendingSnapshot implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PendingSnapshot.class);

  private final RefFolder folder;
  private final WriterLock lock;
  private final String id;
  private final int keep;
  private final Predicate<RefFolder.Entry> isGood;
  private final Runnable afterPublish;
  private boolean isClosed;

  /**
   * @param isGood tells which of the snapshots before may be kept
   */
  PendingSnapshot(
      RefFolder folder,
      WriterLock lock,
      String id,
      int keep,
      Predicate<RefFolder.Entry> isGood,
      Runnable afterPublish) {
    this.folder = folder;
    this.lock = lock;
    this.id = id;
    this.keep = keep;
    this.isGood = isGood;
    this.afterPublish = afterPublish;
  }

  /** Returns the id of the snapshot to be; sorts after all published before. */
  public String id() {
    return id;
  }

  /** Returns the file to write; it does not exist yet. */
  public Path file() {
    return folder.path().resolve(id + RefFolder.SUFFIX + RefFolder.TEMPORARY);
  }

  /**
   * Makes the finished file the newest snapshot. Readers see it with their next request.
   *
   * @throws SnapshotException if the disk is full or fails; the last good snapshot stays
   */
  public void publish() {
    Path target = folder.path().resolve(id + RefFolder.SUFFIX);
    try {
      folder.force(file());
      long bytes = Files.size(file());
      String checksum = Checksum.of(file());
      Files.move(file(), target, StandardCopyOption.ATOMIC_MOVE);
      List<RefFolder.Entry> entries = new ArrayList<>();
      entries.add(new RefFolder.Entry(target.getFileName().toString(), bytes, checksum));
      folder.current().stream().filter(isGood).forEach(entries::add);
      folder.setCurrent(entries.subList(0, Math.min(Math.max(1, keep), entries.size())));
    } catch (IOException e) {
      throw RefFolder.failure("Publishing the snapshot", e);
    }
    afterPublish.run();
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      LOG.warnf("%s cannot be removed: %s", file(), e.getMessage());
    } finally {
      lock.close();
    }
  }
}
