package dev.codeintel.cache;

import org.jspecify.annotations.Nullable;

/**
 * One place where entries are kept, within a bound. A tier may forget anything at any time and may
 * give back damaged bytes: {@link TieredCache} finds out. It never throws for what happens to its
 * storage; that is a miss, and at most one warning in the log. Thread-safe.
 */
public interface CacheTier {

  /** Returns where the entries are. */
  CacheLevel level();

  /**
   * Returns the bytes kept under a key.
   *
   * @return null if there are none, or they cannot be read; callers must not change them
   */
  byte @Nullable [] get(CacheKey key);

  /**
   * Keeps bytes in place of what is kept under the key, and forgets others if there are too many.
   * Bytes too large for the bound are not kept.
   *
   * @param bytes not to be changed afterwards
   */
  void put(CacheKey key, byte[] bytes);

  /** Forgets what is kept under a key. */
  void remove(CacheKey key);

  /** Returns the size of all entries, in bytes. On disk this lists folders. */
  long bytes();

  /**
   * Forgets what was used least recently until at most so many bytes are kept. The bound for what
   * comes later stays.
   *
   * @param bytes at least 0
   */
  void shrinkTo(long bytes);
}
