package dev.codeintel.catalog;

import dev.codeintel.text.SafeText;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A repository this process was given to serve, before and after it is opened. Thread-safe. */
public final class ServedRepository {
  private final String location;
  private final long givenAt = System.nanoTime();
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile @Nullable RepositoryActivity activity;
  private volatile @Nullable String error;

  ServedRepository(String location) {
    this.location = SafeText.withoutCredentials(location);
  }

  /** Returns the folder or URL as it was given, for people to read: without credentials. */
  public String location() {
    return location;
  }

  /** Says that it is open. */
  public void open(RepositoryActivity activity) {
    this.activity = activity;
    error = null;
    tried.countDown();
  }

  /** Says why it cannot be opened; the message is for the agent. */
  public void fail(String message) {
    error = message;
    tried.countDown();
  }

  /** Returns how long ago it was given. */
  long ageMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - givenAt);
  }

  /** Returns it, waiting until opening it was tried once; null if it is not open by then. */
  @Nullable RepositoryActivity activity(long timeoutMillis) {
    try {
      boolean ignored = tried.await(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return activity;
  }

  /** Returns why it is not open, for the agent; null if it is. */
  @Nullable String unopened() {
    String failed = error;
    return failed == null && activity == null
        ? location + " is still being opened; ask again in a moment."
        : failed;
  }

  /** Tells whether it cannot be opened, rather than not yet. */
  boolean isFailed() {
    return error != null;
  }
}
