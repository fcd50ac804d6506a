package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What linking some files again comes to is what linking all of them comes to. {@code
 * -Dtrees=FOLDER} edits each tree in a folder too, {@code -Dedits=N} sets how often.
 */
final class ChangeReachTest {
  private static final Pattern NUMBERS = Pattern.compile("\\b(id|parentId)=-?\\d+");
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);
  private static final Resolver RESOLVER = new DefaultResolver(REGISTRY);

  private final Map<String, FileFacts> facts = new TreeMap<>();
  private final Map<String, String> manifests = new TreeMap<>();
  private final Map<String, List<String>> known = new TreeMap<>();
  private final IdentityHashMap<FileFacts, int[]> words = new IdentityHashMap<>();
  private long relinked;
  private long files;
  private int whole;

  @ParameterizedTest
  @MethodSource("dev.codeintel.resolution.SampleTrees#all")
  void linkingWhatAChangeReachesEqualsLinkingEverything(Path tree) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(SampleTrees.sources(tree), random);
    update(edits.files().keySet(), edits.files());
    int count = Integer.getInteger("edits", 154);
    int every = edits.files().size() > 60 ? 5 : 1;
    List<Set<String>> since = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Set<String> touched = edits.next();
      update(touched, edits.files());
      since.add(touched);
      if (i % every == 0) {
        List<String> differences = differences();
        assertThat(differences)
            .as("%s, seed %d, edit %d, touched %s", tree.getFileName(), seed, i, since)
            .isEmpty();
        since.clear();
      }
    }
    System.err.printf(
        "%s: of %d files linked again %d, everything %d times in %d edits%n",
        tree, files, relinked, whole, count);
  }

  /** The qualified name of what is declared in a method begins with the receiver's type. */
  @Test
  void whatIsDeclaredInAMethodIsAnotherOfAnotherReceiver() {
    String user = "package q\n\nfunc use() { x.Area() }\n";
    String declaring =
        """
        package p

        type A struct{}

        type B struct{}

        func (r *%s) price() {
        	type Shape interface { Area() float64 }
        }
        """;
    update(Set.of("p/a.go", "q/b.go"), Map.of("p/a.go", declaring.formatted("A"), "q/b.go", user));
    assertThat(known.get("q/b.go")).anyMatch(edge -> edge.contains("A.price.Shape.Area"));

    update(Set.of("p/a.go"), Map.of("p/a.go", declaring.formatted("B"), "q/b.go", user));

    assertThat(differences()).isEmpty();
    assertThat(known.get("q/b.go")).anyMatch(edge -> edge.contains("B.price.Shape.Area"));
  }

  private void update(Set<String> touched, Map<String, String> texts) {
    List<FileFacts> before = List.copyOf(facts.values());
    List<FileChange> changes = new ArrayList<>();
    boolean isFirst = facts.isEmpty();
    for (String path : touched) {
      FileFacts old = facts.remove(path);
      if (old != null) {
        words.remove(old);
      }
      FileFacts now = null;
      if (texts.containsKey(path)
          && EXTRACTOR.extract(path, texts.get(path).getBytes(StandardCharsets.UTF_8))
              instanceof ParseOutcome.Parsed parsed) {
        now = parsed.facts();
        facts.put(path, now);
      }
      if (old != null || now != null) {
        changes.add(new FileChange(path, old, now));
      }
    }
    List<FileFacts> after = List.copyOf(facts.values());
    Set<String> paths = new HashSet<>(touched);
    Reach reach =
        RESOLVER.reach(
            changes,
            before,
            after,
            manifests,
            each -> words.computeIfAbsent(each, RESOLVER::words));
    if (isFirst || reach.isEverything()) {
      paths.addAll(facts.keySet());
      whole += isFirst ? 0 : 1;
    } else {
      paths.addAll(reach.because().keySet());
    }
    if (!isFirst) {
      relinked += paths.size();
      files += facts.size();
    }
    paths.forEach(known::remove);
    known.remove("");
    known.putAll(link(RESOLVER.resolve(after, manifests, paths), after));
  }

  private List<String> differences() {
    List<FileFacts> all = List.copyOf(facts.values());
    Map<String, List<String>> expected = link(RESOLVER.resolve(all, manifests), all);
    List<String> found = new ArrayList<>();
    expected.forEach(
        (path, edges) -> {
          List<String> actual = known.getOrDefault(path, List.of());
          if (!actual.equals(edges)) {
            List<String> missing = new ArrayList<>(edges);
            actual.forEach(missing::remove);
            List<String> extra = new ArrayList<>(actual);
            edges.forEach(extra::remove);
            missing.forEach(edge -> found.add("missing in " + path + ": " + edge));
            extra.forEach(edge -> found.add("too much in " + path + ": " + edge));
          }
        });
    for (String path : known.keySet()) {
      if (!expected.containsKey(path) && !known.get(path).isEmpty()) {
        found.add("left over: " + path);
      }
    }
    return found;
  }

  /** Returns symbols and relationships by file, with keys for ids; what is derived under "". */
  private Map<String, List<String>> link(ResolvedSymbols resolved, List<FileFacts> all) {
    List<Relationship> edges = new ArrayList<>();
    resolved.relationships(edges::add);
    List<Symbol> symbols = new ArrayList<>();
    resolved.symbols(symbols::add);
    Map<Integer, String> keys = new HashMap<>();
    RESOLVER.resolve(all, manifests).symbols(symbol -> keys.put(symbol.id(), symbol.key()));
    Map<String, String> languages = new HashMap<>();
    all.forEach(facts -> languages.put(facts.path(), facts.language()));
    Map<String, List<String>> found = new TreeMap<>();
    for (Symbol symbol : symbols) {
      if (symbol.kind().isInSource()) {
        found
            .computeIfAbsent(symbol.path(), path -> new ArrayList<>())
            .add(NUMBERS.matcher(symbol.toString()).replaceAll("") + keys.get(symbol.parentId()));
      } else {
        keys.put(symbol.id(), symbol.key());
      }
    }
    Set<String> whole = resolved.wholeLanguages();
    for (Relationship edge : edges) {
      boolean isWhole =
          !edge.isDirect()
              && whole.contains(languages.get(edge.path()))
              && (edge.kind() == RelationshipKind.IMPLEMENTS
                  || edge.kind() == RelationshipKind.OVERRIDES);
      found
          .computeIfAbsent(isWhole ? "" : edge.path(), path -> new ArrayList<>())
          .add(
              "%s:%d %s -> %s %s %s %d %s"
                  .formatted(
                      edge.path(),
                      edge.line() + 1,
                      keys.get(edge.from()),
                      keys.get(edge.to()),
                      edge.kind(),
                      edge.evidence(),
                      edge.candidates(),
                      edge.isDirect()));
    }
    found.values().forEach(list -> list.sort(null));
    return found;
  }
}
