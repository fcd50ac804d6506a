package dev.codeintel.source;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Watches repositories with what the operating system offers for it. */
@Singleton
public final class DiskTreeWatcher implements TreeWatcher {
  private final SourceConfig config;
  private final SharedWatches watches = new SharedWatches();

  /** Made by the container; tests may make their own. */
  @Inject
  public DiskTreeWatcher(SourceConfig config) {
    this.config = config;
  }

  @Override
  public AutoCloseable watch(SourceRepository repository, Listener listener) {
    TreeWatch watch = new TreeWatch(repository, config, watches, listener);
    watch.start();
    return watch;
  }
}
