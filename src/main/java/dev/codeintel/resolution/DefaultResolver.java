package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LanguageProfiles;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
  public ResolvedSymbols resolve(
      Collection<FileFacts> facts, Map<String, String> manifests, Set<String> paths) {
    FactIndex index = new FactIndex(List.copyOf(facts), languages, manifests);
    return new RepositoryLinker(index, paths::contains);
  }

  @Override
  public int[] words(FileFacts facts) {
    return NameWords.of(facts);
  }

  @Override
  public Reach reach(
      List<FileChange> changes,
      Collection<FileFacts> before,
      Collection<FileFacts> after,
      Map<String, String> manifests,
      Function<FileFacts, int[]> words) {
    return new ChangeReach(languages, words).of(changes, before, after, manifests);
  }

  @Override
  public boolean isManifest(String path) {
    return Manifests.isManifest(path);
  }
}
