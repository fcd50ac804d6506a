package dev.codeintel.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The folders a watch was put on. The system watches a folder, not its path: one that was deleted,
 * moved away or replaced is watched no longer, and no event says so. Immutable.
 */
final class WatchedFolders {
  private final List<Place> places;

  /**
   * A folder as it was when the watch was put on it.
   *
   * @param id device and number, or null where the system has none
   * @param key tells a folder from one that was made in its place and got the same number; null if
   *     it is not to be had
   */
  private record Place(Path path, @Nullable Object id, @Nullable WatchKey key) {}

  private WatchedFolders(List<Place> places) {
    this.places = places;
  }

  /**
   * Returns the folders as they are before the watch is put on them.
   *
   * @throws NoSuchFileException if one is not there
   */
  static WatchedFolders of(List<Path> folders) throws IOException {
    List<Place> places = new ArrayList<>();
    for (Path folder : folders) {
      BasicFileAttributes found = Files.readAttributes(folder, BasicFileAttributes.class);
      if (!found.isDirectory()) {
        throw new NoSuchFileException(folder.toString());
      }
      places.add(new Place(folder, found.fileKey(), null));
    }
    return new WatchedFolders(places);
  }

  /** Returns the same with the keys the system gave for these folders. */
  WatchedFolders withKeys(Map<Path, WatchKey> keys) {
    List<Place> keyed = new ArrayList<>();
    for (Place place : places) {
      keyed.add(new Place(place.path(), place.id(), keys.get(place.path())));
    }
    return new WatchedFolders(keyed);
  }

  /** Tells whether all of them are still what is found under their paths. Costs a look at each. */
  boolean areInPlace() {
    return places.stream().allMatch(WatchedFolders::isInPlace);
  }

  private static boolean isInPlace(Place place) {
    if (place.key() != null && !place.key().isValid()) {
      return false;
    }
    try {
      BasicFileAttributes found = Files.readAttributes(place.path(), BasicFileAttributes.class);
      return found.isDirectory() && Objects.equals(found.fileKey(), place.id());
    } catch (IOException e) {
      return false;
    }
  }
}
