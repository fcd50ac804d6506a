package dev.codeintel.source;

/** Opens repositories. Thread-safe. */
public interface SourceRepositories {

  /**
   * Opens a folder or a git URL. A URL is cloned below the data folder, or brought up to date if it
   * was cloned before; {@code url#ref} chooses a branch or tag.
   *
   * @param location a path, or a URL with the scheme https, http, ssh, git or file, or the form
   *     {@code user@host:path}
   * @throws SourceException if nothing is there, it is a file, or it cannot be read or cloned; the
   *     message has no credentials in it
   */
  SourceRepository open(String location);
}
