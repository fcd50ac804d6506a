package dev.codeintel.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** An error while linking, provoked by a stack too small for what the source says. */
final class LinkFailureTest {
  private static final int DEEP = 20_000;
  private static final long SMALL_STACK = 256 * 1024;
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final FactExtractor EXTRACTOR = PackageExtractors.create(REGISTRY);

  @Test
  void costsOnlyTheReferenceItHappensAt() throws Exception {
    StringBuilder aliases = new StringBuilder();
    for (int i = 0; i < DEEP; i++) {
      aliases.append("type T%d = T%d;\n".formatted(i, i + 1));
    }
    aliases.append("function other() {}\nfunction user(t: T0) { t.run(); other(); }\n");
    ResolvedSymbols resolved =
        resolve(
            List.of(
                facts("aliases.ts", aliases.toString()),
                facts("next.ts", "function b() {}\nfunction a() { b(); }\n")));

    List<Relationship> found = onSmallStack(resolved);

    assertThat(resolved.failures()).extracting(LinkFailure::path).containsExactly("aliases.ts");
    assertThat(resolved.failures().get(0).first()).isInstanceOf(StackOverflowError.class);
    assertThat(resolved.failures().get(0).references()).isOne();
    assertThat(calls(found, resolved)).contains("aliases.ts calls other", "next.ts calls b");
  }

  @Test
  void doesNotHideAnErrorOfWhoTakesTheRelationships() {
    ResolvedSymbols resolved =
        resolve(List.of(facts("next.py", "def a(): b()\n\ndef b(): pass\n")));

    assertThatThrownBy(
            () ->
                resolved.relationships(
                    edge -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");
    assertThat(resolved.failures()).isEmpty();
  }

  private static ResolvedSymbols resolve(List<FileFacts> facts) {
    return new DefaultResolver(REGISTRY).resolve(facts, Map.of());
  }

  private static FileFacts facts(String path, String source) {
    byte[] utf8 = source.getBytes(StandardCharsets.UTF_8);
    return ((ParseOutcome.Parsed) EXTRACTOR.extract(path, utf8)).facts();
  }

  private static List<Relationship> onSmallStack(ResolvedSymbols resolved) throws Exception {
    FutureTask<List<Relationship>> task =
        new FutureTask<>(
            () -> {
              List<Relationship> found = new ArrayList<>();
              resolved.relationships(found::add);
              return found;
            });
    new Thread(null, task, "small-stack", SMALL_STACK).start();
    return task.get();
  }

  private static List<String> calls(List<Relationship> found, ResolvedSymbols resolved) {
    return found.stream()
        .filter(edge -> edge.kind() == RelationshipKind.CALLS)
        .map(edge -> edge.path() + " calls " + resolved.name(edge.to()))
        .toList();
  }
}
