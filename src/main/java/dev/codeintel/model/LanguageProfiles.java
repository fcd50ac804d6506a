package dev.codeintel.model;

/** Looks up language profiles. Thread-safe. */
@FunctionalInterface
public interface LanguageProfiles {

  /**
   * Returns a profile.
   *
   * @throws IllegalArgumentException if there is no language with this id
   */
  LanguageProfile profile(String languageId);
}
