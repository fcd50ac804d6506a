package dev.codeintel.catalog;

import dev.codeintel.model.ErrorCode;
import dev.codeintel.text.SafeText;
import dev.codeintel.text.Spelling;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells which repository a request means: by id, by where it comes from, by name, or by a folder in
 * it. The first of these that fits any decides; if it fits several, they are named. Stateless.
 */
final class RepositoryMatcher {
  private static final int MAX_NAMED = 20;

  private RepositoryMatcher() {}

  /**
   * Returns the one repository that is meant.
   *
   * @param wanted what the request says; not blank
   * @throws CatalogException if none fits, or several do
   */
  static KnownRepository match(String wanted, Collection<KnownRepository> known) {
    List<Predicate<KnownRepository>> ways =
        List.of(
            each -> each.id().equals(wanted),
            each -> each.origin().equals(wanted),
            each -> each.name().equals(wanted),
            each -> each.name().equalsIgnoreCase(wanted));
    for (Predicate<KnownRepository> way : ways) {
      List<KnownRepository> fitting = known.stream().filter(way).toList();
      if (fitting.size() == 1) {
        return fitting.get(0);
      }
      if (fitting.size() > 1) {
        throw several(wanted, fitting);
      }
    }
    return realPath(wanted)
        .flatMap(folder -> around(folder, known))
        .orElseThrow(() -> none(wanted, known));
  }

  /** Returns the innermost repository that a folder is or lies in. */
  static Optional<KnownRepository> around(Path folder, Collection<KnownRepository> known) {
    return known.stream()
        .filter(KnownRepository::isFolder)
        .filter(each -> folder.startsWith(each.origin()))
        .max(Comparator.comparingInt(each -> each.origin().length()));
  }

  /** Costs one look at the file system, and none for what can be no path. */
  private static Optional<Path> realPath(String wanted) {
    boolean mayBePath =
        wanted.indexOf('/') >= 0 || wanted.indexOf('\\') >= 0 || wanted.startsWith(".");
    if (!mayBePath) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(wanted).toRealPath());
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  private static CatalogException several(String wanted, List<KnownRepository> fitting) {
    return new CatalogException(
        ErrorCode.CALLER,
        "Several repositories are called \"%s\"; say which by id: %s."
            .formatted(
                SafeText.shown(wanted),
                fitting.stream()
                    .sorted(Comparator.comparing(KnownRepository::id))
                    .limit(MAX_NAMED)
                    .map(each -> each.id() + " (" + SafeText.line(each.origin()) + ")")
                    .collect(Collectors.joining(", "))));
  }

  private static CatalogException none(String wanted, Collection<KnownRepository> known) {
    List<String> names = known.stream().map(KnownRepository::name).toList();
    String near = Spelling.nearest(wanted, names);
    return new CatalogException(
        ErrorCode.NOT_FOUND,
        known.isEmpty()
            ? "Nothing is indexed yet. Run: code-intel index PATH"
            : "No repository \"%s\" is indexed%s; there are: %s."
                .formatted(
                    SafeText.shown(SafeText.withoutCredentials(wanted)),
                    near.isEmpty() ? "" : ", did you mean \"" + SafeText.shown(near) + "\"",
                    names(known)));
  }

  /** Returns the names, sorted and each once, as many as a message can take. */
  static String names(Collection<KnownRepository> known) {
    List<String> names =
        known.stream().map(KnownRepository::name).map(SafeText::shown).distinct().sorted().toList();
    String first = names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    return names.size() > MAX_NAMED
        ? first + " and " + (names.size() - MAX_NAMED) + " more"
        : first;
  }
}
