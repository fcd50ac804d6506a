package dev.codeintel.catalog;

import dev.codeintel.source.SourceRepository;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this process was given to serve, and what it does to repositories: written by who indexes,
 * read by the catalog. Thread-safe.
 */
@Singleton
public final class ServedRepositories {
  /** How long a call waits for the command line to be read. */
  private static final long START_MILLIS = 2_000;

  private final List<ServedRepository> served = new CopyOnWriteArrayList<>();
  private final Map<String, RepositoryActivity> activities = new ConcurrentHashMap<>();
  private final CountDownLatch started =
      new CountDownLatch(Boolean.getBoolean("dev.codeintel.await-start") ? 1 : 0);

  /** Makes one that serves nothing yet. */
  @Inject
  public ServedRepositories() {}

  /** Takes over a folder or URL to serve; whoever opens it says so. */
  public ServedRepository serve(String location) {
    ServedRepository added = new ServedRepository(location);
    served.add(added);
    return added;
  }

  /** Says that all are known, so that calls need not wait for them. */
  public void markStarted() {
    started.countDown();
  }

  /** Returns what this process does to a repository; the same for all who open it. */
  public RepositoryActivity activity(SourceRepository repository) {
    return activities.computeIfAbsent(repository.id(), id -> new RepositoryActivity(repository));
  }

  /** Tells whether anything is being indexed in this process. */
  public boolean isAnyRunning() {
    return activities.values().stream().anyMatch(RepositoryActivity::isRunning);
  }

  @Nullable RepositoryActivity activity(String repositoryId) {
    return activities.get(repositoryId);
  }

  Collection<RepositoryActivity> activities() {
    return activities.values();
  }

  /** Returns them in the order in which they were given. */
  List<ServedRepository> list() {
    return served;
  }

  void awaitStart() {
    try {
      boolean ignored = started.await(START_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
