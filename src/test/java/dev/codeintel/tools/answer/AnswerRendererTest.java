package dev.codeintel.tools.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.codeintel.model.ErrorCode;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.SkipReason;
import dev.codeintel.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerRendererTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SnapshotHeader HEADER =
      new SnapshotHeader("s1", "petclinic", "1a2b3c4", "main", 12, 0, false);

  private static final List<Labelled> REASONS =
      List.of(Reason.LIMIT, Reason.STALE, SkipReason.NO_LANGUAGE);

  private final AnswerRenderer renderer = new AnswerRenderer(true);

  private record Row(Fields fields, String line, Code code) implements Hit {
    Row(Fields fields, String line) {
      this(fields, line, Code.NONE);
    }
  }

  @Test
  void showsHeaderHitsAndCompleteness() {
    Answer answer = new Answer().partial(Reason.DYNAMIC_DISPATCH, "2 uses could not be attributed");
    answer.add(
        new Row(Fields.at("src/A.java", 6).put(Field.ROLE, "call"), "src/A.java:7 call resolved"));
    RenderedAnswer rendered =
        renderer.render(answer, HEADER, new TokenBudget(4000), Cursor.start("s1", 1));
    assertThat(rendered.text())
        .isEqualTo(
            """
            petclinic@1a2b3c4 ref=main age=12s stale_files=0 | 1 of 1 | completeness=partial(dynamic_dispatch)
            ! dynamic_dispatch: 2 uses could not be attributed
            src/A.java:7 call resolved
            """);
    assertThat(rendered.structured())
        .containsEntry("completeness", "partial")
        .containsEntry("total", 1)
        .containsKeys("snapshot", "reasons", "hits")
        .doesNotContainKey("next");
  }

  @Test
  void makesOnlyHitsThereIsRoomFor() {
    int[] made = {0};
    Answer answer = new Answer();
    for (int i = 0; i < 500; i++) {
      answer.add(
          () -> {
            made[0]++;
            return new Row(Fields.at("src/File.java", 1), "src/File.java:2");
          });
    }

    RenderedAnswer rendered =
        renderer.render(answer, HEADER, new TokenBudget(300), Cursor.start("s1", 1));

    assertThat(made[0]).isBetween(hits(rendered).size(), hits(rendered).size() + 1);
    assertThat(structured(rendered)).containsEntry("total", 500);
  }

  @Test
  void pagesThroughEverythingOnce() {
    Answer answer = new Answer();
    for (int i = 0; i < 500; i++) {
      answer.add(
          new Row(Fields.at("src/File" + i + ".java", i), "src/File" + i + ".java:" + (i + 1)));
    }
    List<Object> seen = new ArrayList<>();
    Cursor start = Cursor.start("s1", 1);
    Cursor cursor = start;
    for (int page = 0; page < 500; page++) {
      RenderedAnswer rendered = renderer.render(answer, HEADER, new TokenBudget(300), cursor);
      hits(rendered).forEach(hit -> seen.add(hit.get("path")));
      Object next = structured(rendered).get("next");
      if (next == null) {
        break;
      }
      cursor = Cursor.decode((String) next, start);
    }
    assertThat(seen).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void refusesACursorBeyondTheAnswer() {
    Answer answer = new Answer().add(new Row(Fields.at("a", 1), "a:2"));
    Cursor start = Cursor.start("s1", 1);
    for (Cursor forged :
        List.of(
            start.at(1, 0),
            start.at(Integer.MAX_VALUE, 0),
            start.at(0, 1),
            start.at(0, Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> renderer.render(answer, HEADER, new TokenBudget(400), forged))
          .as("%s", forged)
          .isInstanceOf(AnswerException.class)
          .hasMessageContaining("ask again without cursor");
    }
  }

  @Test
  void cutsCodeAtLineEndsAndGoesOn() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      code.append("  line \"").append(i).append("\";\n");
    }
    Answer answer =
        new Answer().add(new Row(Fields.at("a", 9), "a:10", new Hit.Code(9, code::toString)));
    StringBuilder joined = new StringBuilder();
    Cursor start = Cursor.start("s1", 1);
    Cursor cursor = start;
    int lastLine = 0;
    for (int page = 0; page < 1_000; page++) {
      RenderedAnswer rendered = renderer.render(answer, HEADER, new TokenBudget(500), cursor);
      Map<String, Object> hit = hits(rendered).get(0);
      int codeLine = (Integer) Objects.requireNonNull(hit.get("code_line"));
      assertThat(codeLine).isGreaterThan(lastLine);
      lastLine = codeLine;
      joined.append(hit.get("code"));
      Object next = structured(rendered).get("next");
      if (next == null) {
        break;
      }
      cursor = Cursor.decode((String) next, start);
    }
    assertThat(joined.toString()).isEqualTo(code.toString());
  }

  @Test
  void neverExceedsTheBudget() throws JsonProcessingException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.err.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 250; round++) {
      Answer answer = randomAnswer(random);
      TokenBudget budget =
          TokenBudget.clamped(random.nextBoolean() ? 200 : 200 + random.nextInt(3_000));
      SnapshotHeader header =
          new SnapshotHeader(
              "s",
              text(random, 300),
              text(random, 300),
              text(random, 300),
              random.nextInt(Integer.MAX_VALUE),
              random.nextInt(10_000),
              random.nextBoolean());
      Cursor start = Cursor.start("s", 1);
      Cursor cursor = start;
      RenderedAnswer first = renderer.render(answer, header, budget, start);
      for (int page = 0; page < 5; page++) {
        RenderedAnswer rendered = renderer.render(answer, header, budget, cursor);
        long textBytes = rendered.text().getBytes(StandardCharsets.UTF_8).length;
        long jsonBytes = JSON.writeValueAsBytes(rendered.structured()).length;
        assertThat(budget.allows(textBytes, jsonBytes))
            .as("seed %d round %d: %d + %d of %s", seed, round, textBytes, jsonBytes, budget)
            .isTrue();
        Object next = structured(rendered).get("next");
        if (next == null) {
          break;
        }
        Cursor following = Cursor.decode((String) next, start);
        assertThat(following)
            .as("seed %d round %d makes progress", seed, round)
            .isNotEqualTo(cursor);
        cursor = following;
      }
      assertThat(answer.size() == 0 || !hits(first).isEmpty())
          .as("seed %d round %d shows something", seed, round)
          .isTrue();
    }
  }

  @Test
  void aHitIsWorthMoreThanRemarks() {
    Answer answer = new Answer();
    for (int i = 0; i < 3; i++) {
      answer.partial(REASONS.get(i), "why not all of it is here, in many words. ".repeat(9));
      answer.note("what else there is to say about it. ".repeat(9));
    }
    String path = "src/main/java/org/example/project/module/internal/SomeClassOfIt.java";
    for (int i = 0; i < 40; i++) {
      answer.add(
          new Row(
              Fields.at(path, i)
                  .put(Field.ID, path + "#SomeClassOfIt.someMethod" + i + "(String,int)")
                  .put(Field.SIGNATURE, "void someMethod(String first, int second) ".repeat(4)),
              path + ":" + (i + 1) + " method #SomeClassOfIt.someMethod" + i));
    }
    int seen = 0;
    Cursor start = Cursor.start("s1", 1);
    for (Cursor cursor = start; cursor != null; ) {
      RenderedAnswer rendered = renderer.render(answer, HEADER, new TokenBudget(200), cursor);
      assertThat(rendered.text()).contains("partial(limit,stale,no_language");
      for (Map<String, Object> hit : hits(rendered)) {
        assertThat(hit).containsEntry("path", path).containsEntry("line", seen + 1);
        assertThat(
                hit.getOrDefault("id", path + "#SomeClassOfIt.someMethod" + seen + "(String,int)"))
            .isEqualTo(path + "#SomeClassOfIt.someMethod" + seen + "(String,int)");
        assertThat(rendered.text()).contains(path + ":" + (seen + 1));
        seen++;
      }
      String next = (String) structured(rendered).get("next");
      cursor = next == null ? null : Cursor.decode(next, start);
    }
    assertThat(seen).isEqualTo(40);
  }

  @Test
  void errorsObeyTheBudgetToo() {
    RenderedAnswer error =
        AnswerRenderer.error(ErrorCode.CALLER, "值".repeat(100_000), new TokenBudget(200));
    assertThat(new TokenBudget(200).allows(SafeText.utf8Length(error.text()), 0)).isTrue();
    assertThat(error.isError()).isTrue();
  }

  private static Answer randomAnswer(Random random) {
    Answer answer = new Answer();
    for (int i = random.nextInt(4); i > 0; i--) {
      answer.partial(REASONS.get(i - 1), text(random, 2_000));
    }
    if (random.nextInt(4) == 0) {
      answer.note(text(random, 3_000));
    }
    for (int i = random.nextInt(20); i > 0; i--) {
      Fields fields =
          Fields.at(text(random, 200), random.nextInt(1_000_000))
              .put(Field.ID, text(random, random.nextInt(10) == 0 ? 100_000 : 100))
              .put(Field.WHY, List.of(text(random, 100)));
      String line = text(random, random.nextInt(10) == 0 ? 100_000 : 100);
      Hit.Code code = Hit.Code.NONE;
      if (random.nextInt(3) == 0) {
        String source = text(random, random.nextInt(5) == 0 ? 50_000 : 500);
        code = new Hit.Code(random.nextInt(1000), () -> source);
      }
      answer.add(new Row(fields, line, code));
    }
    return answer;
  }

  private static String text(Random random, int max) {
    String alphabet = "abc \"\\\n\t\u001b\u0000ä值\u202E.";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      text.append(
          random.nextInt(20) == 0
              ? "\uD83D\uDE00"
              : alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static Map<String, Object> structured(RenderedAnswer answer) {
    Map<String, Object> structured = answer.structured();
    assertThat(structured).isNotNull();
    return structured == null ? Map.of() : structured;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> hits(RenderedAnswer answer) {
    return (List<Map<String, Object>>) Objects.requireNonNull(structured(answer).get("hits"));
  }
}
