package dev.codeintel.snapshot;

import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to write snapshots of one repository at one ref. The operating system takes it back
 * when its holder dies, so the file may stay; what it says is for people.
 */
final class WriterLock implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  /** File locks do not hold between threads of one process; these do. */
  private static final ConcurrentMap<Path, Semaphore> IN_PROCESS = new ConcurrentHashMap<>();

  private final Semaphore permit;
  private final FileChannel channel;

  private WriterLock(Semaphore permit, FileChannel channel) {
    this.permit = permit;
    this.channel = channel;
  }

  static WriterLock acquire(Path file, String repository, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Semaphore permit =
        IN_PROCESS.computeIfAbsent(
            file.toAbsolutePath().normalize(), unused -> new Semaphore(1, true));
    try {
      if (!permit.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy(file, repository);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SnapshotException(
          ErrorCode.UNAVAILABLE, "Interrupted while waiting to index " + repository + ".", e);
    }
    WriterLock lock = null;
    try {
      lock = acquire(file, repository, deadline, permit);
      return lock;
    } finally {
      if (lock == null) {
        permit.release();
      }
    }
  }

  private static WriterLock acquire(Path file, String repository, long deadline, Semaphore permit) {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (true) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          write(channel);
          return new WriterLock(permit, channel);
        }
        if (System.nanoTime() >= deadline) {
          channel.close();
          throw busy(file, repository);
        }
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      close(channel);
      Thread.currentThread().interrupt();
      throw new SnapshotException(
          ErrorCode.UNAVAILABLE, "Interrupted while waiting to index " + repository + ".", e);
    } catch (IOException e) {
      close(channel);
      throw RefFolder.failure("Locking the snapshots of " + repository, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void write(FileChannel channel) throws IOException {
    String owner =
        "process " + ProcessHandle.current().pid() + " since " + Instant.now().toString() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static SnapshotException busy(Path file, String repository) {
    String owner;
    try {
      owner = Files.readString(file).strip();
    } catch (IOException e) {
      owner = "another process";
    }
    return new SnapshotException(
        ErrorCode.UNAVAILABLE,
        repository
            + " is being indexed by "
            + (owner.isEmpty() ? "another process" : owner)
            + ". Wait until it has finished, or stop it and try again.",
        null);
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw RefFolder.failure("Unlocking snapshots", e);
    }
  }

  @Override
  public void close() {
    try {
      close(channel);
    } finally {
      permit.release();
    }
  }
}
