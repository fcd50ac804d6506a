package dev.codeintel.source;

import java.util.Set;

/** Gathers all changes a watch reports. */
class AllChanges implements TreeWatcher.Listener {
  private final Set<String> paths;

  AllChanges(Set<String> paths) {
    this.paths = paths;
  }

  @Override
  public void changed(Set<String> changed) {
    paths.addAll(changed);
  }

  @Override
  public void watched() {}

  @Override
  public void notWatched(String why) {}
}
