package dev.codeintel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.SkipReason;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.CommonInput;
import dev.codeintel.tools.input.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/**
 * What {@code src/docs/tools.md} says below its mark is what tools, fields and reasons say of
 * themselves; {@code -Dpages=update} writes it anew.
 */
final class ToolsPageTest {
  private static final Path PAGE = Path.of("src/docs/tools.md");
  private static final String MARK = "<!-- From here on made from the code: -Dpages=update -->\n";

  @Test
  void saysWhatTheToolsSay() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + made();
    if ("update".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, written);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  @Test
  void theHelpOfTheCommandLineNamesAllTools() throws ClassNotFoundException {
    Command query = Class.forName("dev.codeintel.cli.QueryCommand").getAnnotation(Command.class);

    assertThat(String.join(" ", query.footer()))
        .contains(
            "Tools: "
                + String.join(", ", ToolSpecTest.SPECS.stream().map(ToolSpec::name).toList()));
  }

  private static String made() {
    List<String> lines = new ArrayList<>();
    for (ToolSpec<?> spec : ToolSpecTest.SPECS) {
      lines.addAll(List.of("", "## " + spec.name(), "", spec.description(), ""));
      List<Parameter> own = spec.input().parameters();
      if (own.isEmpty()) {
        lines.add("No arguments of its own.");
      } else {
        addArguments(lines, own);
      }
    }
    lines.addAll(List.of("", "## Arguments of all tools", ""));
    addArguments(lines, CommonInput.TYPE.parameters());
    lines.addAll(List.of("", "## Fields", "", "| field | meaning |", "|---|---|"));
    Stream.of(Field.values())
        .forEach(field -> lines.add(row("`" + field.label() + "`", field.meaning())));
    lines.addAll(List.of("", "## Reasons", "", "| code | meaning |", "|---|---|"));
    Stream.of(Reason.values())
        .forEach(reason -> lines.add(row("`" + reason.label() + "`", reason.meaning())));
    lines.add("");
    lines.add(
        "Also what keeps a file that the answer is about from being wholly indexed: "
            + String.join(
                ", ", Stream.of(SkipReason.values()).map(each -> code(each.label())).toList())
            + ".");
    return String.join("\n", lines) + "\n";
  }

  private static void addArguments(List<String> lines, List<Parameter> parameters) {
    lines.addAll(List.of("| argument | takes | if absent | |", "|---|---|---|---|"));
    for (Parameter parameter : parameters) {
      Parameter.Rules argument = parameter.rules();
      String absent =
          argument.isRequired() ? "an error" : argument.absent().isEmpty() ? "" : argument.absent();
      lines.add(row(code(parameter.name()), takes(parameter), absent, argument.description()));
    }
  }

  private static String takes(Parameter parameter) {
    Parameter.Rules argument = parameter.rules();
    String type =
        switch (parameter.type()) {
          case TEXT -> "text";
          case TEXTS -> "list of texts, or one";
          case NUMBER -> "number";
          case FLAG -> "true or false";
        };
    if (!parameter.choices().isEmpty()) {
      return (parameter.type() == Parameter.Type.TEXTS ? "list of: " : "")
          + String.join(", ", parameter.choices());
    }
    return argument.most() == Integer.MAX_VALUE
        ? type
        : "%s from %d to %,d".formatted(type, argument.least(), argument.most());
  }

  private static String code(String word) {
    return "`" + word + "`";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
  }
}
