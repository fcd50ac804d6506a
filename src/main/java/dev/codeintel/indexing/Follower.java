package dev.codeintel.indexing;

import dev.codeintel.catalog.RepositoryActivity;
import dev.codeintel.catalog.ServedRepository;
import dev.codeintel.model.CodeIntelException;
import dev.codeintel.source.TreeWatcher;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the snapshot of one folder fresh, on a thread of its own: indexes it if need be, then again
 * after every burst of changes, one run at a time. After a run it rests as long as the run took, at
 * most two seconds, so that constant small changes cost half the time at most, and a change soon
 * after a long run need not wait long. While the folder cannot be watched, and after a run that
 * failed, it runs from time to time: a run that finds nothing changed is a comparison.
 */
final class Follower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Follower.class);

  /**
   * A client asks its first question right after the start, and the last snapshot answers it: it
   * need not share the processors with the look at all files.
   */
  private static final long FIRST_LOOK_MILLIS = 100;

  private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Comparisons nobody asked for take so much of the time at most. */
  private static final int REST_FACTOR = 20;

  private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MAX_DOUBLINGS = 10;
  private static final long MOST_RETRY_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final ServedRepository served;
  private final Supplier<RepositoryActivity> opener;
  private final Predicate<RepositoryActivity> preparer;
  private final Predicate<RepositoryActivity> runner;
  private final TreeWatcher watcher;
  private final Duration compareInterval;
  private final Semaphore wanted = new Semaphore(1);
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile @Nullable RepositoryActivity opened;

  /**
   * @param preparer opens what the first question needs and tells whether there is something to
   *     answer it from; must not throw
   * @param runner indexes it and tells whether that went well; must not throw
   * @param compareInterval how often it is compared while it cannot be watched
   */
  Follower(
      ServedRepository served,
      Supplier<RepositoryActivity> opener,
      Predicate<RepositoryActivity> preparer,
      Predicate<RepositoryActivity> runner,
      TreeWatcher watcher,
      Duration compareInterval) {
    this.served = served;
    this.opener = opener;
    this.preparer = preparer;
    this.runner = runner;
    this.watcher = watcher;
    this.compareInterval = compareInterval;
    this.thread = new Thread(null, this::run, "follow", 16L * 1024 * 1024);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    RepositoryActivity activity;
    try {
      activity = opener.get();
    } catch (CodeIntelException e) {
      served.fail(String.valueOf(e.getMessage()));
      return;
    }
    opened = activity;
    served.open(activity);
    try (AutoCloseable watch = watchSoon(activity)) {
      follow(activity);
    } catch (InterruptedException e) {
      LOG.debugf("%s is no longer followed", served.location());
    } catch (Exception e) {
      LOG.warnf("%s is no longer watched: %s", served.location(), e.getMessage());
    } finally {
      activity.notWatched(null);
    }
  }

  private void follow(RepositoryActivity activity) throws InterruptedException {
    long took = 0;
    int failures = 0;
    while (true) {
      await(activity, took, failures);
      if (isClosed) {
        return;
      }
      long start = System.nanoTime();
      failures = runner.test(activity) ? 0 : failures + 1;
      took = System.nanoTime() - start;
      TimeUnit.NANOSECONDS.sleep(Math.min(took, MOST_REST_NANOS));
    }
  }

  /** Waits until there is a reason to run. */
  private void await(RepositoryActivity activity, long took, int failures)
      throws InterruptedException {
    if (activity.isWatched() && failures == 0) {
      wanted.acquire();
    } else {
      long pause = compareInterval.toNanos();
      if (failures > 0) {
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        pause = Math.min(FIRST_RETRY_NANOS << doublings, MOST_RETRY_NANOS);
      }
      boolean isAsked =
          wanted.tryAcquire(Math.max(pause, took * REST_FACTOR), TimeUnit.NANOSECONDS);
      LOG.debugf("%s is compared again, asked for: %s", served.location(), isAsked);
    }
    wanted.drainPermits();
  }

  private AutoCloseable watchSoon(RepositoryActivity opened) throws InterruptedException {
    if (preparer.test(opened)) {
      Thread.sleep(FIRST_LOOK_MILLIS);
    }
    return watcher.watch(opened.repository(), new Watching(opened));
  }

  /** What the watcher calls. */
  private final class Watching implements TreeWatcher.Listener {
    private final RepositoryActivity activity;
    private String lastWhy = "";

    Watching(RepositoryActivity activity) {
      this.activity = activity;
    }

    @Override
    public void changed(Set<String> paths) {
      Follower.this.changed(activity, paths);
    }

    @Override
    public void noticed(String path) {
      activity.noticed(path);
    }

    @Override
    public void settled(Set<String> paths) {
      activity.settled(paths);
    }

    @Override
    public void watched() {
      if (!lastWhy.isEmpty()) {
        LOG.infof("%s is watched again", served.location());
      }
      lastWhy = "";
      activity.watched();
    }

    @Override
    public void notWatched(String why) {
      if (!lastWhy.equals(why)) {
        LOG.warn(why);
      }
      lastWhy = why;
      activity.notWatched(why);
      wanted.release(); // whoever waits for a change has to know that none is reported
    }
  }

  /** Has it indexed if it is the repository with this id, whatever changed. Returns at once. */
  void runAgain(String repositoryId) {
    RepositoryActivity activity = opened;
    if (activity != null && activity.repository().id().equals(repositoryId)) {
      changed(activity, Set.of());
    }
  }

  private void changed(RepositoryActivity opened, Set<String> paths) {
    opened.changed(paths);
    wanted.release();
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
