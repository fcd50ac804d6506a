package dev.codeintel.duckdb;

import dev.codeintel.config.MemoryBudget;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Engines for tests, each on its own and without a pool. */
public final class DuckDbEngines {
  private DuckDbEngines() {}

  public static DuckDbDatabase open() {
    String url = "jdbc:duckdb::memory:" + UUID.randomUUID().toString().replace("-", "");
    return new DuckDbDatabase(
        () -> DriverManager.getConnection(url), new Defaults(), MemoryBudget.ofMachine());
  }

  private static final class Defaults implements DuckDbConfig {
    @Override
    public Optional<MemorySize> memoryLimit() {
      return Optional.empty();
    }

    @Override
    public OptionalInt threads() {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Path> tempDirectory() {
      return Optional.empty();
    }

    @Override
    public MemorySize maxTempSize() {
      return new MemorySize(BigInteger.valueOf(1L << 30));
    }

    @Override
    public Duration queryTimeout() {
      return Duration.ofSeconds(30);
    }
  }
}
