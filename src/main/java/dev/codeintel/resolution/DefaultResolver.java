package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LanguageProfiles;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Resolves in two phases: declare all definitions, then link file by file. */
@Singleton
final class DefaultResolver implements Resolver {
  private final LanguageProfiles languages;

  DefaultResolver(LanguageProfiles languages) {
    this.languages = languages;
  }

  @Override
  public ResolvedSymbols resolve(Collection<FileFacts> facts, Map<String, String> manifests) {
    return new RepositoryLinker(new FactIndex(List.copyOf(facts), languages, manifests));
  }

  @Override
  public boolean isManifest(String path) {
    return Manifests.isManifest(path);
  }
}
