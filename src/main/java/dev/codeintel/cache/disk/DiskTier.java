package dev.codeintel.cache.disk;

import dev.codeintel.cache.CacheConfig;
import dev.codeintel.cache.CacheKey;
import dev.codeintel.cache.CacheLevel;
import dev.codeintel.cache.CacheTier;
import dev.codeintel.config.DataConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Entries as files, in folders by the first digits of their hash. A file is written under another
 * name and renamed, so that a reader sees all of it or nothing; nothing is forced to the disk,
 * because a torn entry after a crash is found out by its checksum.
 *
 * <p>How the bound is kept: hashes spread evenly, so each folder has an equal share of it. A
 * process lists a folder after each sixteenth of the share it wrote there, and deletes what was
 * used longest ago if the folder is too large. The first listing comes at a random point within
 * that sixteenth, so that many short runs list as often as a long one. No run scans everything,
 * processes need not know of each other, and the total exceeds the bound by at most a sixteenth for
 * each process that is writing. When an entry was used is its time of change, which reading sets
 * anew once a day.
 */
@Singleton
final class DiskTier implements CacheTier {
  private static final Logger LOG = Logger.getLogger(DiskTier.class);
  private static final int FOLDERS = 64;
  private static final int CHECKS_PER_SHARE = 16;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Duration TOUCH_AFTER = Duration.ofDays(1);

  private final Path root;
  private final Path[] folders = new Path[FOLDERS];
  private final long share;
  private final Clock clock;
  private final AtomicLongArray untilCheck = new AtomicLongArray(FOLDERS);
  private final AtomicBoolean warned = new AtomicBoolean();

  @Inject
  DiskTier(DataConfig data, CacheConfig config) {
    this(
        data.dataDir().resolve("cache"),
        config.enabled() ? config.diskSize().asLongValue() : 0,
        Clock.systemUTC());
  }

  DiskTier(Path root, long maxBytes, Clock clock) {
    this.root = root.toAbsolutePath();
    this.clock = clock;
    // What is written between two checks of a folder comes on top.
    this.share =
        closesToOthers() ? maxBytes / FOLDERS / (CHECKS_PER_SHARE + 1) * CHECKS_PER_SHARE : 0;
    for (int i = 0; i < FOLDERS; i++) {
      folders[i] = this.root.resolve(String.format("%02x", i));
      untilCheck.set(i, step() == 0 ? 0 : ThreadLocalRandom.current().nextLong(step()));
    }
  }

  /**
   * Closes a folder that was there before to other users: what they could write would be taken for
   * facts. Succeeds only for the owner, so it also tells whose the folder is.
   */
  private boolean closesToOthers() {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(root, PosixFileAttributeView.class);
      if (view != null && !view.readAttributes().permissions().equals(OWNER_ONLY)) {
        view.setPermissions(OWNER_ONLY);
      }
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      warn("closed to other users", e);
      return false;
    }
  }

  private long step() {
    return share / CHECKS_PER_SHARE;
  }

  @Override
  public CacheLevel level() {
    return CacheLevel.DISK;
  }

  @Override
  public byte @Nullable [] get(CacheKey key) {
    // File answers "not there" without an exception, whose stack trace costs more than the look.
    File file = file(key).toFile();
    long used = file.lastModified();
    if (used == 0 || file.length() > largest()) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(file.toPath());
      long now = clock.millis();
      if (Math.abs(now - used) > TOUCH_AFTER.toMillis()) {
        Files.setLastModifiedTime(file.toPath(), FileTime.fromMillis(now));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      warn("read", e);
      remove(key);
      return null;
    }
  }

  @Override
  public void put(CacheKey key, byte[] bytes) {
    if (EvictableFolder.onDisk(bytes.length) > largest()) {
      return;
    }
    try {
      int folder = folder(key);
      write(folders[folder], name(key), bytes);
      long size = EvictableFolder.onDisk(bytes.length);
      if (untilCheck.addAndGet(folder, -size) < 0) {
        untilCheck.set(folder, step());
        new EvictableFolder(folders[folder], clock.millis()).trim(share, share - share / 8);
      }
    } catch (IOException e) {
      warn("written", e);
    }
  }

  private void write(Path folder, String name, byte[] bytes) throws IOException {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary = folder.resolve(EvictableFolder.TEMPORARY + random);
    try {
      try {
        Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        createFolder(folder);
        Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** Entries quote sources that others on this machine may not read. */
  private void createFolder(Path folder) throws IOException {
    Path above = root.getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    for (Path each : new Path[] {root, folder}) {
      try {
        Files.createDirectory(each, rights(each));
      } catch (FileAlreadyExistsException e) {
        // Another thread or process was first.
      }
    }
  }

  private static FileAttribute<?>[] rights(Path folder) {
    boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  @Override
  public void remove(CacheKey key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      warn("removed", e);
    }
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (int i = 0; i < FOLDERS; i++) {
      try {
        bytes += new EvictableFolder(folders[i], clock.millis()).bytes();
      } catch (IOException e) {
        warn("listed", e);
      }
    }
    return bytes;
  }

  @Override
  public void shrinkTo(long bytes) {
    for (int i = 0; i < FOLDERS; i++) {
      try {
        new EvictableFolder(folders[i], clock.millis()).trim(bytes / FOLDERS, bytes / FOLDERS);
      } catch (IOException e) {
        warn("removed", e);
      }
    }
  }

  /** An entry must leave room for others. */
  private long largest() {
    return share / 2;
  }

  private Path file(CacheKey key) {
    return folders[folder(key)].resolve(name(key));
  }

  private static String name(CacheKey key) {
    return key.kind() + "-" + key.hash();
  }

  private static int folder(CacheKey key) {
    return Integer.parseInt(key.hash(), 0, 2, 16) % FOLDERS;
  }

  private void warn(String what, IOException e) {
    if (warned.compareAndSet(false, true)) {
      LOG.warnf("The cache in %s cannot be %s: %s. Work goes on without it.", root, what, e);
    } else {
      LOG.debugf(e, "the cache cannot be %s", what);
    }
  }
}
