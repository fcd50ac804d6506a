package dev.codeintel.parsing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Which contents a parser crashes on, and which it may, in a folder that all processes of a data
 * folder share: an empty file a content, named by its hash. Thread-safe.
 */
final class CrashMemory {
  /** So often a content may survive its trial and yet be unfinished when the process ends. */
  private static final int MAX_SURVIVED = 3;

  /** What nobody has asked about for so long belongs to another version of the grammar. */
  private static final Duration KEPT = Duration.ofDays(180);

  private final Path suspects;
  private final Path poison;
  private final Path survived;
  private volatile Set<String> suspected = Set.of();
  private volatile Set<String> poisonous = Set.of();

  CrashMemory(Path folder) throws IOException {
    suspects = Files.createDirectories(folder.resolve("suspects"));
    poison = Files.createDirectories(folder.resolve("crashes"));
    survived = Files.createDirectories(folder.resolve("survived"));
  }

  /** Reads again what is known. */
  void refresh() throws IOException {
    suspected = names(suspects);
    poisonous = names(poison);
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  boolean isSuspect(String hash) {
    return suspected.contains(hash);
  }

  boolean isPoison(String hash) {
    return poisonous.contains(hash);
  }

  /** Notes a content that was being parsed when a process ended. */
  void suspect(String hash) throws IOException {
    Path times = survived.resolve(hash);
    if (Files.exists(times) && Files.size(times) >= MAX_SURVIVED) {
      poison(hash);
    } else {
      touch(suspects.resolve(hash));
    }
  }

  /** Notes that a suspect can be parsed. */
  void clear(String hash) throws IOException {
    Files.write(
        survived.resolve(hash),
        new byte[] {'.'},
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Files.deleteIfExists(suspects.resolve(hash));
    refresh();
  }

  /** Notes that a process died of a content. */
  void poison(String hash) throws IOException {
    touch(poison.resolve(hash));
    Files.deleteIfExists(suspects.resolve(hash));
    refresh();
  }

  private static void touch(Path file) throws IOException {
    Files.write(file, new byte[0]);
  }

  /** Forgets what is old. */
  void forget() throws IOException {
    Instant before = Instant.now().minus(KEPT);
    for (Path folder : new Path[] {suspects, poison, survived}) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }
}
