package dev.codeintel.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The meters whose names are a contract, and the statistics of recent operations. Thread-safe. Tags
 * are names this program chooses, never something a user wrote.
 */
@Singleton
public final class Meters {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final MeterRegistry registry;
  private final Counter filesIndexed;
  private final MemorySampler memory = new MemorySampler();
  private final ConcurrentMap<String, Timer> queries = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<String, RecentDurations> recent = new ConcurrentSkipListMap<>();

  @Inject
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.filesIndexed =
        Counter.builder("code_intel_files_indexed")
            .description("Files read by index runs")
            .register(registry);
    Gauge.builder("code_intel_memory_usage", memory, MemorySampler::bytes)
        .baseUnit("bytes")
        .description("Memory of the process, sampled every 10 seconds")
        .register(registry);
    for (String level : List.of("memory", "redis", "disk")) {
      cacheHits(level);
      cacheMisses(level);
      cacheDamages(level);
      cacheBytesRead(level);
      cacheBytesWritten(level);
    }
  }

  /** Runs {@code work} and records how long it took, also if it fails. */
  public <T> T time(String operation, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      record(operation, System.nanoTime() - start);
    }
  }

  /** Records an operation that took {@code nanos}. */
  public void record(String operation, long nanos) {
    queries.computeIfAbsent(operation, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    recent.computeIfAbsent(operation, unused -> new RecentDurations()).add(nanos);
  }

  private Timer timer(String queryType) {
    return Timer.builder("code_intel_query_duration")
        .description("Duration of queries")
        .tag("query_type", queryType)
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST)
        .register(registry);
  }

  /** Counts files an index run has dealt with. */
  public void filesIndexed(long files) {
    filesIndexed.increment((double) files);
  }

  /**
   * Counts something found in a cache.
   *
   * @param level memory, redis or disk
   * @param bytes how large it is there
   */
  public void cacheHit(String level, long bytes) {
    cacheHits(level).increment();
    cacheBytesRead(level).increment((double) bytes);
  }

  /**
   * Counts something put into a cache.
   *
   * @param level memory, redis or disk
   * @param bytes how large it is there
   */
  public void cacheWritten(String level, long bytes) {
    cacheBytesWritten(level).increment((double) bytes);
  }

  /**
   * Counts something not found in a cache.
   *
   * @param level memory, redis or disk
   */
  public void cacheMiss(String level) {
    cacheMisses(level).increment();
  }

  /**
   * Counts something found in a cache that was not what had been put there.
   *
   * @param level memory, redis or disk
   */
  public void cacheDamaged(String level) {
    cacheDamages(level).increment();
  }

  private Counter cacheHits(String level) {
    return Counter.builder("code_intel_cache_hits").tag("cache_level", level).register(registry);
  }

  private Counter cacheBytesRead(String level) {
    return Counter.builder("code_intel_cache_read")
        .baseUnit("bytes")
        .tag("cache_level", level)
        .register(registry);
  }

  private Counter cacheBytesWritten(String level) {
    return Counter.builder("code_intel_cache_written")
        .baseUnit("bytes")
        .tag("cache_level", level)
        .register(registry);
  }

  private Counter cacheMisses(String level) {
    return Counter.builder("code_intel_cache_misses").tag("cache_level", level).register(registry);
  }

  private Counter cacheDamages(String level) {
    return Counter.builder("code_intel_cache_damaged").tag("cache_level", level).register(registry);
  }

  /** Returns the statistics of all operations so far, sorted by name. */
  public List<OperationStatistics> statistics() {
    return recent.entrySet().stream()
        .map(entry -> entry.getValue().statistics(entry.getKey()))
        .toList();
  }
}
