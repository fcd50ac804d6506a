package dev.codeintel.cli.looks;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A watch whose events have counted paths. */
final class CountedWatch implements WatchService {
  private final WatchService watch;
  private final Map<WatchKey, Key> keys = new ConcurrentHashMap<>();

  CountedWatch(WatchService watch) {
    this.watch = watch;
  }

  private record Key(WatchKey key, CountedPath folder) implements WatchKey {
    @Override
    public boolean isValid() {
      return key.isValid();
    }

    @Override
    public List<WatchEvent<?>> pollEvents() {
      List<WatchEvent<?>> events = new ArrayList<>();
      key.pollEvents().forEach(event -> events.add(counted(event)));
      return events;
    }

    private WatchEvent<?> counted(WatchEvent<?> event) {
      return event.context() instanceof Path name ? new Event(event, in(name)) : event;
    }

    private Path in(Path name) {
      return folder.getFileSystem().getPath(name.toString());
    }

    @Override
    public boolean reset() {
      return key.reset();
    }

    @Override
    public void cancel() {
      key.cancel();
    }

    @Override
    public Watchable watchable() {
      return folder;
    }
  }

  private record Event(WatchEvent<?> event, Path context) implements WatchEvent<Path> {
    @Override
    @SuppressWarnings("unchecked") // an event with a path is of a kind of paths
    public Kind<Path> kind() {
      return (Kind<Path>) event.kind();
    }

    @Override
    public int count() {
      return event.count();
    }
  }

  WatchKey register(
      CountedPath folder, Path plain, WatchEvent.Kind<?>[] kinds, WatchEvent.Modifier... modifiers)
      throws IOException {
    WatchKey key = plain.register(watch, kinds, modifiers);
    return keys.computeIfAbsent(key, plainKey -> new Key(plainKey, folder));
  }

  private @Nullable WatchKey counted(@Nullable WatchKey key) throws InterruptedException {
    if (key == null) {
      return null;
    }
    Key counted = keys.get(key);
    while (counted == null) {
      // An event came before its registration returned.
      Thread.sleep(1);
      counted = keys.get(key);
    }
    return counted;
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }

  @Override
  public @Nullable WatchKey poll() {
    try {
      return counted(watch.poll());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable WatchKey poll(long timeout, TimeUnit unit) throws InterruptedException {
    return counted(watch.poll(timeout, unit));
  }

  @Override
  public @Nullable WatchKey take() throws InterruptedException {
    return counted(watch.take());
  }
}
