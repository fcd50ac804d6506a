package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.open;
import static dev.codeintel.source.SourceFixtures.paths;
import static dev.codeintel.source.SourceFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hostile tree is walked, described and watched in time, and nothing outside is read. */
class HostileGitTest {
  /** Reading a tree is waiting, for the most part: for the watch, and to see that nothing hangs. */
  private static final int AT_ONCE = 8;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Map<String, Future<?>> READ = new HashMap<>();

  @TempDir private static Path temporary;
  private static final ExecutorService READERS = Executors.newFixedThreadPool(AT_ONCE);

  static Stream<String> kinds() {
    return HostileTrees.kinds().stream();
  }

  @BeforeAll
  static void readAll() throws IOException {
    for (String kind : HostileTrees.kinds()) {
      if (HostileTrees.obstacle(kind).isEmpty()) {
        Path parent = Files.createDirectory(temporary.toRealPath().resolve("of_" + kind));
        Path root = HostileTrees.make(kind, parent);
        Executable read = () -> read(kind, parent, root);
        READ.put(kind, READERS.submit(() -> assertTimeoutPreemptively(LIMIT, read)));
      }
    }
  }

  @AfterAll
  static void stop() {
    READERS.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isReadInTime(String kind) throws Exception {
    assumeThat(HostileTrees.obstacle(kind)).isEmpty();
    try {
      Objects.requireNonNull(READ.get(kind)).get();
    } catch (ExecutionException e) {
      throw new AssertionError(kind, e.getCause());
    }
  }

  private static void read(String kind, Path parent, Path root) throws Exception {
    SourceRepository repository = open(root);

    String ref = repository.ref();
    String head = repository.head();
    SourceTree tree = repository.walk();
    Revision revision = repository.revision(tree);
    Set<String> changed = ConcurrentHashMap.newKeySet();
    try (AutoCloseable watching =
        new DiskTreeWatcher(SourceFixtures.config()).watch(repository, new AllChanges(changed))) {
      assertThat(watching).isNotNull();
      write(root, "later.py", "x = 1\n");
      await().atMost(15, TimeUnit.SECONDS).until(() -> changed.contains("later.py"));
    }

    assertThat(paths(tree)).contains("canary.py", "pkg/used.py");
    if (kind.startsWith(HostileTrees.NESTED)) {
      assertThat(paths(tree)).contains("nested/inner.py");
    }
    assertThat(ref + head + revision + tree.limitation()).doesNotContain(HostileTrees.OUTSIDE);
    assertThat(tree.files())
        .allSatisfy(
            file ->
                assertThat(repository.read(file).toString())
                    .as(file.path())
                    .doesNotContain(HostileTrees.OUTSIDE));
    assertThat(HostileTrees.hasExecuted(parent)).isFalse();
    assertThatCode(() -> open(root).revision()).doesNotThrowAnyException();
  }
}
