package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The watches of all trees of a process in one instance of the system's service. Linux lets a user
 * have 128 instances ({@code fs.inotify.max_user_instances}), those of all processes together, so
 * that one instance a tree would leave none to editors. The instance and its thread are there while
 * there is a tree. Thread-safe.
 */
final class SharedWatches {
  private static final Logger LOG = Logger.getLogger(SharedWatches.class);

  /** Hears of what happens in folders, in the thread of the instance. */
  interface Subscriber {
    /**
     * Hears of an event.
     *
     * @param folder the path under which it was added
     */
    void onEvent(WatchEvent<?> event, Path folder);

    /** Nothing more is reported, though it was not closed. */
    void onEnd(Throwable failure);
  }

  // guarded by this
  private @Nullable Instance current;

  /**
   * Returns a subscription without a folder.
   *
   * @throws IOException if the system has no room for an instance
   */
  synchronized Subscription subscribe(Subscriber subscriber) throws IOException {
    if (current == null) {
      current = new Instance(FileSystems.getDefault().newWatchService());
      Thread thread = new Thread(current::run, "code-intel-watch");
      thread.setDaemon(true);
      thread.start();
    }
    return new Subscription(current, subscriber);
  }

  /** The folders of one subscriber. */
  final class Subscription implements AutoCloseable {
    private final Instance instance;
    private final Subscriber subscriber;

    // guarded by SharedWatches.this
    private final Set<WatchKey> keys = new HashSet<>();
    private boolean isClosed;

    private Subscription(Instance instance, Subscriber subscriber) {
      this.instance = instance;
      this.subscriber = subscriber;
      instance.subscriptions.add(this);
    }

    /**
     * Reports what happens in a folder from now on. A folder that was moved is reported under the
     * path it was added with last.
     *
     * @return the key of the system, invalid as soon as the folder is gone
     * @throws IOException if the system refuses, or the subscription has ended
     */
    WatchKey add(Path folder) throws IOException {
      synchronized (SharedWatches.this) {
        if (isClosed) {
          throw new IOException("the watching has ended");
        }
        WatchKey key =
            folder.register(
                instance.service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY);
        keys.add(key);
        instance.folders.computeIfAbsent(key, any -> new HashMap<>()).put(this, folder);
        return key;
      }
    }

    /** Others are let in between two folders: to give back those of a large tree takes seconds. */
    @Override
    public void close() {
      List<WatchKey> left;
      synchronized (SharedWatches.this) {
        if (isClosed) {
          return;
        }
        isClosed = true;
        instance.subscriptions.remove(this);
        if (instance.subscriptions.isEmpty()) {
          // that is cheaper than giving back every key
          instance.close();
          return;
        }
        left = List.copyOf(keys);
      }
      for (WatchKey key : left) {
        synchronized (SharedWatches.this) {
          instance.remove(this, key);
        }
      }
    }
  }

  /** One instance of the system's service, with the thread that waits for its events. */
  private final class Instance {
    final WatchService service;

    // guarded by SharedWatches.this
    final Set<Subscription> subscriptions = new HashSet<>();

    /** Several trees may watch one folder: linked work trees share that of git. */
    final Map<WatchKey, Map<Subscription, Path>> folders = new HashMap<>();

    Instance(WatchService service) {
      this.service = service;
    }

    /** Called by who holds the lock. */
    void remove(Subscription subscription, WatchKey key) {
      Map<Subscription, Path> subscribed = folders.get(key);
      if (subscribed != null && subscribed.remove(subscription) != null && subscribed.isEmpty()) {
        folders.remove(key);
        key.cancel();
      }
    }

    /** Called by who holds the lock. */
    void close() {
      if (current == this) {
        current = null;
      }
      try {
        service.close();
      } catch (IOException e) {
        LOG.debug("a watch service did not close", e);
      }
    }

    void run() {
      try {
        while (true) {
          deliver(service.take());
        }
      } catch (ClosedWatchServiceException e) {
        LOG.trace("nobody watches any more", e);
      } catch (InterruptedException | RuntimeException | Error e) {
        fail(e);
      }
    }

    private void deliver(WatchKey key) {
      for (WatchEvent<?> event : key.pollEvents()) {
        subscribed(key)
            .forEach((subscription, folder) -> subscription.subscriber.onEvent(event, folder));
      }
      if (!key.reset()) {
        synchronized (SharedWatches.this) {
          Map<Subscription, Path> subscribed = folders.remove(key);
          if (subscribed != null) {
            subscribed.keySet().forEach(subscription -> subscription.keys.remove(key));
          }
        }
      }
    }

    private Map<Subscription, Path> subscribed(WatchKey key) {
      synchronized (SharedWatches.this) {
        return Map.copyOf(folders.getOrDefault(key, Map.of()));
      }
    }

    private void fail(Throwable failure) {
      List<Subscription> ended;
      synchronized (SharedWatches.this) {
        ended = List.copyOf(subscriptions);
        ended.forEach(subscription -> subscription.isClosed = true);
        subscriptions.clear();
        folders.clear();
        close();
      }
      ended.forEach(subscription -> subscription.subscriber.onEnd(failure));
    }
  }
}
