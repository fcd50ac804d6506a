package dev.codeintel.source;

import java.util.Set;

/** Gathers all changes a watch reports. */
record AllChanges(Set<String> paths) implements TreeWatcher.Listener {

  @Override
  public void changed(Set<String> changed) {
    paths.addAll(changed);
  }

  @Override
  public void watched() {}

  @Override
  public void notWatched(String why) {}
}
