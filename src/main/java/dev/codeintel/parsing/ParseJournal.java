package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which contents this process is parsing now, in a file that outlives it. What is written stays in
 * the system's memory if the process ends in any way; only a crash of the machine loses it. The
 * file is locked while its process lives. Thread-safe.
 */
final class ParseJournal implements AutoCloseable {
  private static final String ENDING = ".parsing";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int SLOT_BYTES = 65;

  /** Between being made and being locked a file is nobody's. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** Those of this process: to open one again would give up its lock. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final RandomAccessFile file;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int slots;

  /** Begins a journal in a folder. */
  ParseJournal(Path folder) throws IOException {
    path = folder.toAbsolutePath().resolve(UUID.randomUUID() + ENDING);
    OURS.add(path);
    file = new RandomAccessFile(path.toFile(), "rw");
    if (file.getChannel().tryLock() == null) {
      throw new IOException(path + " is locked by somebody else");
    }
  }

  /** Notes that a content is parsed from now on; returns what {@link #end} needs. */
  synchronized int begin(String hash) throws IOException {
    int slot = free.isEmpty() ? slots++ : free.pop();
    file.seek((long) slot * SLOT_BYTES);
    file.write((hash + "\n").getBytes(US_ASCII));
    return slot;
  }

  /** Notes that a content has been parsed. */
  synchronized void end(int slot) throws IOException {
    file.seek((long) slot * SLOT_BYTES);
    file.write('-');
    free.push(slot);
  }

  /**
   * Takes over the journals of processes that have ended.
   *
   * @param unfinished gets what each was parsing at its end; its journal is removed thereafter
   */
  static void takeOver(Path folder, Consumer<String> unfinished) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path each : files) {
        if (!OURS.contains(each.toAbsolutePath())) {
          takeOverOne(each, unfinished);
        }
      }
    }
  }

  private static void takeOverOne(Path journal, Consumer<String> unfinished) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw");
        FileLock lock = file.getChannel().tryLock()) {
      boolean isNew =
          file.length() == 0
              && Files.getLastModifiedTime(journal).toInstant().plus(GRACE).isAfter(Instant.now());
      if (lock == null || isNew) {
        return;
      }
      byte[] all = new byte[(int) Math.min(file.length(), 1 << 20)];
      file.readFully(all);
      new String(all, US_ASCII)
          .lines()
          .filter(line -> HASH.matcher(line).matches())
          .forEach(unfinished);
    } catch (OverlappingFileLockException e) {
      return;
    }
    Files.deleteIfExists(journal);
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
    OURS.remove(path);
  }
}
