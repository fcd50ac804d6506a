package dev.codeintel.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cache.CacheTier;
import dev.codeintel.cache.CacheTierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTierTest extends CacheTierContract {
  private final AtomicInteger roots = new AtomicInteger();

  @TempDir Path temporary;

  @Override
  protected CacheTier open(long maxBytes) {
    return tier(temporary.resolve("cache" + roots.incrementAndGet()), maxBytes);
  }

  static DiskTier tier(Path root, long maxBytes) {
    return new DiskTier(root, maxBytes, Clock.systemUTC());
  }

  @Test
  void anotherInstanceFindsTheEntries() {
    Path root = temporary.resolve("cache");

    tier(root, BOUND).put(key(1), content(1, 100));

    assertThat(tier(root, BOUND).get(key(1))).isEqualTo(content(1, 100));
  }

  @Test
  void processesKeepTheBoundTogether() throws Exception {
    Path root = temporary.resolve("cache");

    List<Process> writers = List.of(writer(root, 0), writer(root, 100_000));
    for (Process writer : writers) {
      assertThat(writer.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(writer.exitValue()).isZero();
    }

    // A sixteenth for each that writes, see DiskTier.
    DiskTier tier = tier(root, BOUND);
    assertThat(tier.bytes()).isBetween(BOUND / 2, BOUND + BOUND / 8);
    List<Path> files = files(root);
    assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("tmp-"));
    assertThat(files).allMatch(file -> file.toFile().length() == DiskTierWriter.LENGTH);
  }

  private static Process writer(Path root, int first) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            DiskTierWriter.class.getName(),
            root.toString(),
            Long.toString(BOUND),
            Integer.toString(first))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void evictsWhatWasUsedLongestAgo() throws IOException {
    Path root = temporary.resolve("cache");
    DiskTier tier = tier(root, BOUND);
    IntStream.range(0, 300).forEach(i -> tier.put(key(i), content(i, 100)));
    Instant old = Instant.now().minus(Duration.ofDays(9));
    for (Path file : files(root)) {
      Files.setLastModifiedTime(file, FileTime.from(old));
    }

    // Reading sets the time anew, so these are the young ones.
    IntStream.range(0, 30).forEach(i -> assertThat(tier.get(key(i))).isNotNull());
    tier.shrinkTo(tier.bytes() / 2);

    long kept = IntStream.range(0, 300).filter(i -> tier.get(key(i)) != null).count();
    long keptYoung = IntStream.range(0, 30).filter(i -> tier.get(key(i)) != null).count();
    assertThat(kept).isBetween(60L, 150L);
    assertThat(keptYoung).isGreaterThanOrEqualTo(27);
  }

  @Test
  void removesWhatKilledWritersLeft() throws IOException {
    Path root = temporary.resolve("cache");
    DiskTier tier = tier(root, BOUND);
    tier.put(key(1), content(1, 100));
    Path folder = files(root).get(0).resolveSibling("");
    Path abandoned = Files.write(folder.resolve("tmp-abc"), new byte[1 << 20]);
    Path inWork = Files.write(folder.resolve("tmp-def"), new byte[10]);
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    long bytes = tier.bytes();

    assertThat(abandoned).doesNotExist();
    assertThat(inWork).exists();
    assertThat(bytes).isLessThan(1 << 20);
  }

  @Test
  void theFolderIsClosedToOthers() throws IOException {
    Path made = temporary.resolve("made");
    tier(made, BOUND).put(key(1), content(1, 100));
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    DiskTier tier = tier(open, BOUND);

    for (Path root : List.of(made, open)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
          .isEqualTo("rwx------");
    }
    tier.put(key(1), content(1, 100));
    assertThat(tier.get(key(1))).isNotNull();
  }

  @Test
  void whatCannotBeReadOrWrittenIsAMiss() throws IOException {
    Path root = temporary.resolve("cache");
    DiskTier tier = tier(root, BOUND);
    tier.put(key(1), content(1, 100));
    Path file = files(root).get(0);
    Files.delete(file);
    Files.createDirectory(file);
    Path noFolder = Files.createFile(temporary.resolve("file"));

    DiskTier impossible = tier(noFolder.resolve("cache"), BOUND);
    impossible.put(key(1), content(1, 100));
    impossible.remove(key(1));
    impossible.shrinkTo(0);

    assertThat(tier.get(key(1))).isNull();
    assertThat(impossible.get(key(1))).isNull();
    assertThat(impossible.bytes()).isZero();
  }

  @Test
  void readingSetsTheTimeOnceADay() throws IOException {
    Path root = temporary.resolve("cache");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    tier(root, BOUND).put(key(1), content(1, 100));
    Path file = files(root).get(0);
    Files.setLastModifiedTime(file, FileTime.from(start));

    at(root, start.plus(Duration.ofHours(23))).get(key(1));
    Instant afterHours = Files.getLastModifiedTime(file).toInstant();
    at(root, start.plus(Duration.ofHours(25))).get(key(1));

    assertThat(afterHours).isEqualTo(start);
    assertThat(Files.getLastModifiedTime(file).toInstant())
        .isEqualTo(start.plus(Duration.ofHours(25)));
  }

  private static DiskTier at(Path root, Instant time) {
    return new DiskTier(root, BOUND, Clock.fixed(time, ZoneOffset.UTC));
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
