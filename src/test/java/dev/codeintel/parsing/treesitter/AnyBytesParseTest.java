package dev.codeintel.parsing.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, extraction answers in time and its facts hold together. The cases are
 * random; {@code -Dtest.seed} repeats a run.
 */
final class AnyBytesParseTest {
  private static final Path CASES = Path.of("src/test/resources/languages");
  private static final Duration LIMIT = Duration.ofMillis(400);

  /** Reading the tree's captures is not interrupted, and the machine may be busy. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static final int MUTANTS = 40;
  private static final int DEPTH = 5_000;
  private static final LanguageRegistry REGISTRY = new LanguageRegistry();
  private static final TreeSitterExtractor EXTRACTOR =
      new TreeSitterExtractor(REGISTRY, LIMIT, TestNatives::load);
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  static List<String> ids() {
    return REGISTRY.all().stream().map(Language::id).toList();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void noContentBreaksExtraction(String id) throws IOException {
    System.out.println("-Dtest.seed=" + SEED + " " + id);
    Random random = new Random(SEED ^ id.hashCode());
    Language language =
        REGISTRY.all().stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
    String path = "any." + language.extensions().stream().sorted().findFirst().orElseThrow();
    // The first file of a language waits for its query, which is no part of a file's own time.
    EXTRACTOR.extract(path, new byte[0]);
    for (byte[] content : contents(id, random)) {
      check(path, content);
    }
  }

  private static List<byte[]> contents(String id, Random random) throws IOException {
    List<byte[]> all = new ArrayList<>();
    all.add(new byte[0]);
    all.add(new byte[1]);
    all.add(" \t\r\n \n\f ".getBytes(StandardCharsets.UTF_8));
    for (int size : new int[] {1, 7, 100, 5_000}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      all.add(noise);
    }
    for (Path file : cases(id)) {
      byte[] source = Files.readAllBytes(file);
      for (int i = 0; i < MUTANTS; i++) {
        all.add(Arrays.copyOf(source, random.nextInt(source.length)));
        all.add(mutant(source, random));
      }
    }
    for (String nest : List.of("(", "a{", "a.b(", "<a>", "class A {")) {
      all.add(nest.repeat(DEPTH).getBytes(StandardCharsets.UTF_8));
    }
    for (String[] pair :
        new String[][] {{"(", ")"}, {"{", "}"}, {"class A { ", " }\n"}, {"a(", ")"}}) {
      String deep = pair[0].repeat(DEPTH) + pair[1].repeat(DEPTH);
      all.add(deep.getBytes(StandardCharsets.UTF_8));
    }
    return all;
  }

  private static List<Path> cases(String id) throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve(id).resolve("cases"))) {
      return files.sorted().toList();
    }
  }

  /** Changes some bytes, puts in NULs, or moves a stretch elsewhere. */
  private static byte[] mutant(byte[] source, Random random) {
    byte[] bytes = source.clone();
    int changes = 1 + random.nextInt(20);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = 0;
        case 2 -> bytes[at] = (byte) "(){}[]<>\"'`;:,.@#\n".charAt(random.nextInt(18));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(80), bytes.length - Math.max(at, from));
          System.arraycopy(source, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static void check(String path, byte[] content) {
    String shown = shown(content);
    long begin = System.nanoTime();
    ParseOutcome outcome = EXTRACTOR.extract(path, content);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("time for %s", shown)
        .isLessThan(LIMIT.plus(SLACK));
    if (outcome instanceof ParseOutcome.NoFacts none) {
      assertThat(none.reason()).as(shown).isIn(SkipReason.PARSE_TIMEOUT, SkipReason.TOO_DEEP);
    } else if (outcome instanceof ParseOutcome.Parsed parsed) {
      checkFacts(parsed.facts(), content.length, shown);
    }
  }

  private static void checkFacts(FileFacts facts, int length, String shown) {
    for (int i = 0; i < facts.definitions().size(); i++) {
      Definition each = facts.definitions().get(i);
      assertThat(each.name()).as(shown).isNotEmpty();
      assertThat(each.range().startByte()).as(shown).isBetween(0, length);
      assertThat(each.range().endByte()).as(shown).isBetween(each.range().startByte(), length);
      assertThat(each.parent()).as(shown).isLessThan(i);
      assertThat(each.scope()).as(shown).isBetween(0, facts.scopes().size() - 1);
      assertThat(each.value()).as(shown).isLessThan(facts.references().size());
      if (each.parent() >= 0) {
        Definition parent = facts.definitions().get(each.parent());
        assertThat(each.range().startByte())
            .as(shown)
            .isGreaterThanOrEqualTo(parent.range().startByte());
        assertThat(each.range().endByte()).as(shown).isLessThanOrEqualTo(parent.range().endByte());
      }
    }
    ReferenceTable rows = facts.references();
    for (int row = 0; row < rows.size(); row++) {
      assertThat(rows.receiver(row)).as(shown).isLessThan(row);
      assertThat(rows.scope(row)).as(shown).isBetween(0, facts.scopes().size() - 1);
    }
  }

  private static String shown(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    return text.length() <= 3_000 ? text : text.substring(0, 100) + "… " + content.length;
  }
}
