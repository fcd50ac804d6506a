package dev.codeintel.cache.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.cache.CacheKey;
import java.nio.file.Path;
import java.time.Clock;

/** A process that writes many entries: folder, bound in bytes, first number. */
final class DiskTierWriter {
  static final int LENGTH = 3_000;
  private static final int ENTRIES = 3_000;

  private DiskTierWriter() {}

  public static void main(String... arguments) {
    DiskTier tier =
        new DiskTier(Path.of(arguments[0]), Long.parseLong(arguments[1]), Clock.systemUTC());
    int first = Integer.parseInt(arguments[2]);
    for (int i = first; i < first + ENTRIES; i++) {
      CacheKey key = CacheKey.of("facts", "1", Integer.toString(i).getBytes(UTF_8));
      tier.put(key, new byte[LENGTH]);
    }
  }
}
