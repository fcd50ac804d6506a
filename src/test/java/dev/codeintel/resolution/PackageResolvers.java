package dev.codeintel.resolution;

import dev.codeintel.model.LanguageProfiles;

/** Makes the resolver for tests of other packages. */
public final class PackageResolvers {
  private PackageResolvers() {}

  public static Resolver create(LanguageProfiles languages) {
    return new DefaultResolver(languages);
  }
}
