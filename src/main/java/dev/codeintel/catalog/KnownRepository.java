package dev.codeintel.catalog;

/**
 * A repository somebody may mean.
 *
 * @param id its id among all repositories of this machine
 * @param name short name; several may have it
 * @param origin folder or URL
 */
public record KnownRepository(String id, String name, String origin) {

  /** Tells whether it is a folder of this machine. */
  boolean isFolder() {
    return !origin.contains("://");
  }
}
