package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ref that is checked out in a folder, remembered for as long as the files that say so are the
 * same: one look at the file system instead of ten. Git replaces these files, it does not write
 * into them, so a change shows in what the folder says of a file. A file that changed a moment ago
 * is read again all the same, because two changes may have the same time. Thread-safe.
 */
final class RefMemo {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** A folder above may come under git's control, which shows in no file we look at. */
  private static final Duration VALID_BELOW_TOP = Duration.ofSeconds(5);

  /** Of what was remembered. */
  private enum State {
    VALID,
    /** Valid as far as the witnesses know: to be read again for the next question. */
    OLD,
    INVALID
  }

  private final Path root;
  private final Clock clock;
  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile @Nullable Memo memo;

  /** What a folder says of a file. */
  private record Stamp(@Nullable Object key, FileTime modified, long bytes) {}

  /**
   * A file that says what is checked out.
   *
   * @param stamp null if it was not there
   */
  private record Witness(Path file, @Nullable Stamp stamp) {
    static Witness of(Path file) throws IOException {
      return new Witness(file, read(file));
    }

    boolean isSame() {
      try {
        Stamp now = read(file);
        return now == null ? stamp == null : now.equals(stamp);
      } catch (IOException e) {
        return false;
      }
    }

    boolean isSettled(Instant now) {
      return stamp == null || stamp.modified().toInstant().isBefore(now.minus(SETTLED));
    }

    private static @Nullable Stamp read(Path file) throws IOException {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  /**
   * What was read.
   *
   * @param until null if the witnesses say all
   */
  private record Memo(String ref, List<Witness> witnesses, @Nullable Instant until) {
    State state(Instant now) {
      if (!witnesses.stream().allMatch(Witness::isSame)) {
        return State.INVALID;
      }
      return until == null || now.isBefore(until) ? State.VALID : State.OLD;
    }
  }

  /**
   * @param root a real path
   */
  RefMemo(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /**
   * Returns the ref.
   *
   * @param reading of the ref from the work tree around the folder, if there is one
   */
  String ref(Function<Optional<GitWorkTree>, String> reading) {
    Instant now = clock.instant();
    Memo known = memo;
    State state = known == null ? State.INVALID : known.state(now);
    if (known == null || state == State.INVALID) {
      return read(reading, now);
    }
    if (state == State.OLD && isReading.compareAndSet(false, true)) {
      ForkJoinPool.commonPool().execute(() -> refresh(reading, now));
    }
    return known.ref();
  }

  private void refresh(Function<Optional<GitWorkTree>, String> reading, Instant now) {
    try {
      read(reading, now);
    } finally {
      isReading.set(false);
    }
  }

  private String read(Function<Optional<GitWorkTree>, String> reading, Instant now) {
    Optional<GitWorkTree> workTree = GitWorkTree.around(root);
    try {
      boolean isTop = workTree.isPresent() && workTree.get().prefix().isEmpty();
      List<Witness> witnesses = new ArrayList<>();
      Path entry = root.resolve(".git");
      if (!isTop || !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        witnesses.add(Witness.of(entry));
      }
      if (workTree.isPresent()) {
        witnesses.add(Witness.of(workTree.get().headFile()));
      }
      // the witnesses first: what changes after them is seen next time
      String ref = reading.apply(workTree);
      boolean isSettled = witnesses.stream().allMatch(witness -> witness.isSettled(now));
      memo = isSettled ? new Memo(ref, witnesses, isTop ? null : now.plus(VALID_BELOW_TOP)) : null;
      return ref;
    } catch (IOException e) {
      memo = null;
      return reading.apply(workTree);
    }
  }
}
