package dev.codeintel.parsing.treesitter;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * Parses by one call into the optimised library for a whole file. Needs {@link NativeLoader} to
 * have loaded it. Its native memory is freed when the object is no longer reachable, which is when
 * its thread has ended.
 */
final class BulkParser implements FileParser {
  private static final Cleaner CLEANER = Cleaner.create();

  /** The first number of a result, as in {@code bulk.c}. */
  private static final int WITH_ERRORS = 1;

  private static final int TIMED_OUT = 2;

  private final long worker;

  BulkParser() {
    long made = create();
    worker = made;
    CLEANER.register(this, () -> destroy(made));
  }

  @Override
  public Optional<CaptureBuffer> parse(TagQuery query, byte[] utf8, Duration limit) {
    try {
      int[] packed = captures(worker, query.grammarAddress(), query.address(), utf8, nanos(limit));
      return packed[0] == TIMED_OUT
          ? Optional.empty()
          : Optional.of(new CaptureBuffer(packed, 1, packed[0] == WITH_ERRORS));
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(query);
    }
  }

  private static long nanos(Duration limit) {
    return limit.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toNanos() : limit.toNanos();
  }

  /**
   * Returns the address of a grammar in the library, 0 if there is none.
   *
   * @param languageId see {@link Grammar#languageId}
   */
  static native long grammar(String languageId);

  private static native long create();

  private static native void destroy(long worker);

  /**
   * Parses and runs a query.
   *
   * @param utf8 is copied, so that no garbage collection waits for the parser
   * @return how it went, then the matches as {@link CaptureBuffer} has them
   */
  private static native int[] captures(
      long worker, long grammar, long query, byte[] utf8, long cpuNanos);
}
