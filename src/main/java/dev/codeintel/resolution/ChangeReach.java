package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LanguageProfiles;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.SymbolKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files whose relationships a change can alter. Used once; not thread-safe.
 *
 * <p>Linking looks things up by name only, and every name it looks up stands somewhere: in the file
 * itself, or on the surface of a definition it came by on the way. So a change is followed by
 * names. It begins with those whose definitions look different from outside, came, went, or changed
 * places ({@link Surfaces}). A definition on whose surface such a name stands may now mean
 * something else, and its own name joins them, until nothing is added. Then every file in which one
 * of the names stands has to be linked again; any other would find the same. A change inside a
 * method that has a declared type changes no surface, and reaches no further file.
 *
 * <p>Names are compared by hash. What is taken for another costs work, never truth. Where names do
 * not tell (modules that are called otherwise, all names of a module offered on), everything is
 * linked again.
 */
final class ChangeReach {
  private static final int MAX_ROUNDS = 30;

  private final LanguageProfiles languages;
  private final Function<FileFacts, int[]> words;
  private final Map<Integer, String> changed = new HashMap<>();
  private final Set<Integer> above = new HashSet<>();
  private Set<Integer> frontier = new HashSet<>();
  private Set<Integer> aboveFrontier = new HashSet<>();
  private @Nullable String everything;

  /**
   * Prepares a search.
   *
   * @param words the words of a file's facts, sorted; asked for again and again
   */
  ChangeReach(LanguageProfiles languages, Function<FileFacts, int[]> words) {
    this.languages = languages;
    this.words = words;
  }

  /**
   * Returns how far the changes go.
   *
   * @param before facts of all files before the changes, in the order of their paths
   * @param after the same after the changes
   */
  Reach of(
      List<FileChange> changes,
      Collection<FileFacts> before,
      Collection<FileFacts> after,
      Map<String, String> manifests) {
    Set<String> paths = new HashSet<>();
    boolean mayRenameModules = false;
    for (FileChange change : changes) {
      paths.add(change.path());
      seed(change);
      mayRenameModules |= isElsewhere(change.before(), change.after());
    }
    if (mayRenameModules) {
      compareLanguages(before, after);
      compareModules(before, after, manifests);
    }
    for (FileChange change : changes) {
      checkIncluded(change, after);
    }
    if (everything == null) {
      close(changes, after);
    }
    return everything != null ? Reach.everything(everything) : reached(after, paths);
  }

  private static boolean isElsewhere(@Nullable FileFacts before, @Nullable FileFacts after) {
    return before == null
        || after == null
        || !before.language().equals(after.language())
        || !String.valueOf(before.packageName()).equals(String.valueOf(after.packageName()));
  }

  // ---- what looks different ------------------------------------------------------------------

  private void seed(FileChange change) {
    Surfaces old = surfaces(change.before());
    Surfaces now = surfaces(change.after());
    Set<String> names = differences(byName(old), byName(now));
    Set<String> imports = differences(imports(old), imports(now));
    LanguageProfile profile = profile(change);
    boolean seesOtherwise =
        imports.remove(Import.ALL)
            || isElsewhere(change.before(), change.after())
            || (profile.modules() == ModuleRule.INCLUDE && !imports.isEmpty());
    if (seesOtherwise) {
      names.addAll(byName(old).keySet());
      names.addAll(byName(now).keySet());
      offersOtherwise(change, profile);
    }
    names.forEach(this::note);
    for (String bound : imports) {
      note(bound);
    }
    differences(extensions(old), extensions(now)).forEach(this::note);
    Set<String> exports = new HashSet<>(exports(change.before()));
    exports.addAll(exports(change.after()));
    exports.removeIf(
        each -> exports(change.before()).contains(each) && exports(change.after()).contains(each));
    for (String export : exports) {
      note(export.substring(0, export.indexOf(':')));
      noteModule(change.path());
    }
    if (change.before() == null || change.after() == null) {
      noteModule(change.path());
      if (profile.modules() == ModuleRule.RUST) {
        // Whether a folder is a module of its own decides what these mean in its files.
        note("super");
        note("crate");
      }
    }
    for (FileFacts facts : new FileFacts[] {change.before(), change.after()}) {
      if (facts != null) {
        noteOwners(facts, names);
      }
    }
  }

  /** All that a file offers on from other modules may be something else now. */
  private void offersOtherwise(FileChange change, LanguageProfile profile) {
    boolean offersOn =
        profile.modules() == ModuleRule.PYTHON
            || profile.modules() == ModuleRule.ECMASCRIPT
            || profile.modules() == ModuleRule.RUST;
    if (offersOn && (hasWildcard(change.before()) || hasWildcard(change.after()))) {
      everything = change.path() + " offers all names of other modules, and changed which";
    }
  }

  private static boolean hasWildcard(@Nullable FileFacts facts) {
    return facts != null && facts.imports().stream().anyMatch(Import::isWildcard);
  }

  /** What is used without its name being written is reached through its type. */
  private void noteOwners(FileFacts facts, Set<String> names) {
    Surfaces surfaces = new Surfaces(facts, languages.profile(facts.language()));
    List<Definition> definitions = facts.definitions();
    for (int i = 0; i < definitions.size(); i++) {
      if (names.contains(definitions.get(i).name())) {
        noteBeside(facts, surfaces, i);
      }
    }
  }

  private void noteBeside(FileFacts facts, Surfaces surfaces, int definition) {
    Definition each = facts.definitions().get(definition);
    if (surfaces.isUsedUnnamed(definition)) {
      if (each.parent() >= 0) {
        note(facts.definitions().get(each.parent()).name());
      }
      if (each.owner() != null) {
        note(each.owner());
      }
    }
    if (each.kind().isType()) {
      Set<String> supertypes = new HashSet<>();
      surfaces.supertypes(definition, supertypes);
      supertypes.forEach(this::noteAbove);
    }
  }

  private void note(String text) {
    NameWords.each(
        text,
        word -> {
          if (changed.putIfAbsent(word, text) == null) {
            frontier.add(word);
          }
        });
  }

  private void noteAbove(String text) {
    NameWords.each(
        text,
        word -> {
          if (above.add(word)) {
            aboveFrontier.add(word);
          }
        });
  }

  /** A file that came or went is what its importers mean, by its name or its folder's. */
  private void noteModule(String path) {
    String name = Paths.withoutExtension(Paths.fileName(path));
    note(name);
    switch (name) {
      case "index", "__init__", "mod", "lib", "main" -> note(Paths.fileName(Paths.folder(path)));
      default -> {
        // Its own name says it.
      }
    }
  }

  private void compareLanguages(Collection<FileFacts> before, Collection<FileFacts> after) {
    if (!languagesOf(before).equals(languagesOf(after))) {
      everything = "a language came or went";
    }
  }

  private static Set<String> languagesOf(Collection<FileFacts> all) {
    Set<String> ids = new HashSet<>();
    all.forEach(facts -> ids.add(facts.language()));
    return ids;
  }

  /** A module that came, went, or begins with another file is what imports mean by its name. */
  private void compareModules(
      Collection<FileFacts> before, Collection<FileFacts> after, Map<String, String> manifests) {
    ModuleTable old = modules(before, manifests);
    ModuleTable now = modules(after, manifests);
    for (String name : differences(old.firstFiles(), now.firstFiles())) {
      int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
      note(name.substring(Math.max(end, name.indexOf(':')) + 1));
    }
    Map<String, String> names = now.nameByPath();
    old.nameByPath()
        .forEach(
            (path, name) -> {
              String other = names.get(path);
              if (other != null && !other.equals(name)) {
                everything = path + " belongs to another module";
              }
            });
  }

  private ModuleTable modules(Collection<FileFacts> all, Map<String, String> manifests) {
    FileFacts[] files = all.toArray(FileFacts[]::new);
    LanguageProfile[] profiles = new LanguageProfile[files.length];
    for (int i = 0; i < files.length; i++) {
      profiles[i] = languages.profile(files[i].language());
    }
    return new ModuleTable(files, profiles, manifests);
  }

  /** Who includes a file sees what the file includes. */
  private void checkIncluded(FileChange change, Collection<FileFacts> after) {
    boolean isIncluding = profile(change).modules() == ModuleRule.INCLUDE;
    Set<String> imports =
        isIncluding
            ? differences(imports(surfaces(change.before())), imports(surfaces(change.after())))
            : Set.of();
    if (imports.isEmpty()) {
      return;
    }
    Set<Integer> stem = new HashSet<>();
    NameWords.each(Paths.withoutExtension(Paths.fileName(change.path())), stem::add);
    for (FileFacts facts : after) {
      boolean includes =
          facts.imports().stream()
              .anyMatch(taken -> taken.member() == null && hasWord(taken.module(), stem));
      if (includes && !facts.path().equals(change.path())) {
        everything = change.path() + " includes other files, and others may include it";
        return;
      }
    }
  }

  private static boolean hasWord(String text, Set<Integer> wanted) {
    boolean[] found = {false};
    NameWords.each(text, word -> found[0] |= wanted.contains(word));
    return found[0];
  }

  // ---- what follows ---------------------------------------------------------------------------

  private void close(List<FileChange> changes, Collection<FileFacts> after) {
    for (int round = 0; !frontier.isEmpty() || !aboveFrontier.isEmpty(); round++) {
      if (round == MAX_ROUNDS) {
        everything = "the change goes on through more than " + MAX_ROUNDS + " definitions";
        return;
      }
      Set<Integer> now = frontier;
      Set<Integer> nowAbove = aboveFrontier;
      frontier = new HashSet<>();
      aboveFrontier = new HashSet<>();
      for (FileFacts facts : after) {
        follow(facts, now, nowAbove);
      }
      for (FileChange change : changes) {
        if (change.before() != null) {
          follow(change.before(), now, nowAbove);
        }
      }
    }
  }

  private void follow(FileFacts facts, Set<Integer> now, Set<Integer> nowAbove) {
    int[] mentioned = words.apply(facts);
    boolean isMentioned = containsAny(mentioned, now);
    if (!isMentioned && !containsAny(mentioned, nowAbove)) {
      return;
    }
    Surfaces surfaces = new Surfaces(facts, languages.profile(facts.language()));
    List<Definition> definitions = facts.definitions();
    if (isMentioned) {
      boolean[] found = surfaces.mentioning(now::contains);
      for (int i = 0; i < found.length; i++) {
        if (found[i]) {
          note(definitions.get(i).name());
          noteBeside(facts, surfaces, i);
        }
      }
      followNames(facts, now);
    }
    for (int i = 0; i < definitions.size(); i++) {
      Definition each = definitions.get(i);
      if (each.kind().isType() && hasWord(each.name(), nowAbove)) {
        noteBeside(facts, surfaces, i);
        if (each.kind() == SymbolKind.INTERFACE || each.kind() == SymbolKind.TRAIT) {
          noteMethods(definitions, i);
        }
      }
    }
  }

  /** A call of an interface's method may run what a class below it has. */
  private void noteMethods(List<Definition> definitions, int type) {
    for (Definition each : definitions) {
      if (each.parent() == type && each.kind() == SymbolKind.METHOD) {
        note(each.name());
      }
    }
  }

  /** A name that is imported or offered under another carries the change on under that. */
  private void followNames(FileFacts facts, Set<Integer> now) {
    for (Import taken : facts.imports()) {
      String alias = taken.alias();
      if (alias != null
          && (hasWord(taken.module(), now)
              || (taken.member() != null && hasWord(taken.member(), now)))) {
        note(alias);
      }
    }
    for (String export : facts.exports()) {
      int colon = export.indexOf(':');
      String offered = export.substring(0, colon);
      String own = export.substring(colon + 1);
      if (!offered.equals(own) && hasWord(own, now)) {
        note(offered);
        noteModule(facts.path());
      }
    }
  }

  private Reach reached(Collection<FileFacts> after, Set<String> changedPaths) {
    Map<String, String> because = new TreeMap<>();
    Set<Integer> wanted = changed.keySet();
    for (FileFacts facts : after) {
      if (!changedPaths.contains(facts.path())) {
        int word = firstOf(words.apply(facts), wanted);
        if (word >= 0) {
          because.put(
              facts.path(), "names " + changed.get(words.apply(facts)[word]) + ", which changed");
        }
      }
    }
    return new Reach(false, because);
  }

  private static boolean containsAny(int[] sorted, Set<Integer> wanted) {
    return firstOf(sorted, wanted) >= 0;
  }

  /** Returns the position of a word that is wanted, or -1. */
  private static int firstOf(int[] sorted, Set<Integer> wanted) {
    if (wanted.size() < sorted.length / 16) {
      for (int word : wanted) {
        int at = java.util.Arrays.binarySearch(sorted, word);
        if (at >= 0) {
          return at;
        }
      }
      return -1;
    }
    for (int i = 0; i < sorted.length; i++) {
      if (wanted.contains(sorted[i])) {
        return i;
      }
    }
    return -1;
  }

  // ---- helpers --------------------------------------------------------------------------------

  private LanguageProfile profile(FileChange change) {
    FileFacts facts = change.after() != null ? change.after() : change.before();
    if (facts == null) {
      throw new IllegalArgumentException("a change without facts: " + change.path());
    }
    return languages.profile(facts.language());
  }

  private @Nullable Surfaces surfaces(@Nullable FileFacts facts) {
    return facts == null ? null : new Surfaces(facts, languages.profile(facts.language()));
  }

  private static Map<String, Long> byName(@Nullable Surfaces surfaces) {
    return surfaces == null ? Map.of() : surfaces.byName();
  }

  private static Map<String, Long> imports(@Nullable Surfaces surfaces) {
    return surfaces == null ? Map.of() : surfaces.imports();
  }

  private static Map<String, Long> extensions(@Nullable Surfaces surfaces) {
    return surfaces == null ? Map.of() : surfaces.extensions();
  }

  private static List<String> exports(@Nullable FileFacts facts) {
    return facts == null ? List.of() : facts.exports();
  }

  private static <V> Set<String> differences(Map<String, V> before, Map<String, V> after) {
    Set<String> names = new HashSet<>();
    before.forEach(
        (name, value) -> {
          if (!value.equals(after.get(name))) {
            names.add(name);
          }
        });
    for (String name : after.keySet()) {
      if (!before.containsKey(name)) {
        names.add(name);
      }
    }
    return names;
  }
}
