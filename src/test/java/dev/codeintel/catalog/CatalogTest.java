package dev.codeintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.duckdb.DuckDbDatabase;
import dev.codeintel.duckdb.DuckDbEngines;
import dev.codeintel.graph.duckdb.TestGraph;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.snapshot.SnapshotStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of repositories that a server was given, before they are open. */
final class CatalogTest {
  @TempDir Path folder;

  private final DuckDbDatabase engine = DuckDbEngines.open();
  private final ServedRepositories served = new ServedRepositories();

  @AfterEach
  void close() {
    engine.close();
  }

  private Catalog catalog(Duration openTimeout) {
    CatalogConfig config =
        new TestCatalogConfig(Optional.empty(), Duration.ZERO, Duration.ZERO, openTimeout);
    return new Catalog(
        location -> new TestFolder(Path.of(location)),
        SnapshotStores.open(engine, folder.resolve("data")),
        TestGraph.store(engine),
        served,
        new FreshnessProbes(config),
        config);
  }

  @Test
  void whoAsksBeforeARepositoryIsOpenWaitsForIt() {
    Catalog catalog = catalog(Duration.ofSeconds(20));
    ServedRepository repository = served.serve(folder.toString());
    RepositoryActivity activity = served.activity(new TestFolder(folder));

    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
        .execute(() -> repository.open(activity));

    assertThat(catalog.status())
        .singleElement()
        .satisfies(status -> assertThat(status.id()).isEqualTo(activity.repository().id()));
  }

  @Test
  void whatIsStillBeingOpenedIsNotLeftOut() {
    served.serve("https://example.invalid/slow.git");

    assertThat(catalog(Duration.ofMillis(10)).status())
        .singleElement()
        .satisfies(
            status -> {
              assertThat(status.name()).isEqualTo("https://example.invalid/slow.git");
              assertThat(status.lastError()).contains("still being opened");
            });
  }

  @Test
  void noCredentialsOfAUrlAreShown() {
    served.serve("https://me:token@example.invalid/slow.git").fail("it does not answer");
    served.serve("https://token@example.invalid/slower.git");
    served.serve("http://me:tok/token@example.invalid/odd.git").fail("it is refused");
    served.serve("http://example.invalid/x.git?key=token").fail("it is refused");
    Catalog catalog = catalog(Duration.ofMillis(10));

    assertThat(catalog.status().toString()).contains("https://example.invalid/slow.git");
    assertThat(catalog.status().toString()).doesNotContain("token").doesNotContain("me:");
    assertThatThrownBy(() -> catalog.open("", "")).hasMessageNotContaining("token");
    served.serve(folder.toString()).open(served.activity(new TestFolder(folder)));
    assertThatThrownBy(() -> catalog.open("https://me:token@example.invalid/other.git", ""))
        .hasMessageContaining("example.invalid/other.git")
        .hasMessageNotContaining("token");
  }

  @Test
  void whatCannotBeOpenedIsNotWaitedFor() {
    Catalog catalog = catalog(Duration.ofMinutes(10));
    served.serve("no-such-folder").fail("there is no such folder");

    assertThat(catalog.status())
        .singleElement()
        .satisfies(status -> assertThat(status.lastError()).isEqualTo("there is no such folder"));
    assertThatThrownBy(() -> catalog.open("", ""))
        .isInstanceOfSatisfying(
            CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessage("there is no such folder");
  }

  @Test
  void whatWasOpenedAfterAllIsThere() {
    Catalog catalog = catalog(Duration.ofSeconds(1));
    ServedRepository repository = served.serve(folder.toString());
    repository.fail("not now");

    repository.open(served.activity(new TestFolder(folder)));

    assertThat(catalog.status())
        .singleElement()
        .satisfies(status -> assertThat(status.lastError()).isNull());
  }
}
