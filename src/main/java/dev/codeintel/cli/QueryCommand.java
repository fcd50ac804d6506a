package dev.codeintel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.codeintel.tools.CallContext;
import dev.codeintel.tools.CodeTools;
import dev.codeintel.tools.answer.RenderedAnswer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one tool and prints its answer. */
@Command(
    name = "query",
    description = "Ask one tool; prints the structured answer, or with --text the text.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  code-intel query find_symbol --json '{\"names\":[\"OrderService\"]}'",
      "  code-intel query find_references symbol=OrderService.place role=call --text",
      "  code-intel query search_code queries='retry after timeout' --text",
      "",
      "Tools: explore, search_code, find_symbol, read_symbol, outline, find_references,",
      "trace, impact, index_status. A key given twice makes a list."
    })
final class QueryCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TOOL", description = "Name of the tool.")
  String tool = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "KEY=VALUE", description = "Arguments.")
  List<String> pairs = new ArrayList<>();

  @Option(names = "--json", paramLabel = "ARGUMENTS", description = "Arguments as a JSON object.")
  @Nullable String json;

  @Option(names = "--text", description = "Print the text agents see.")
  boolean text;

  @Option(names = "--pretty", description = "Print JSON over several lines.")
  boolean pretty;

  @Inject CodeTools tools;

  @Override
  public Integer call() throws JsonProcessingException {
    RenderedAnswer answer = tools.call(tool, arguments(), CallContext.NONE);
    if (answer.isError()) {
      Console.err().println("code-intel: " + answer.text());
      return answer.failure() == null ? ExitCode.FAILURE : ExitCode.of(answer.failure());
    }
    if (text || answer.structured() == null) {
      Console.out().println(answer.text().stripTrailing());
    } else {
      ObjectMapper json = new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, pretty);
      Console.out().println(json.writeValueAsString(answer.structured()));
    }
    return ExitCode.OK;
  }

  private Map<String, @Nullable Object> arguments() {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    if (json != null) {
      try {
        arguments.putAll(
            new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {}));
      } catch (JsonProcessingException e) {
        throw new ParameterException(
            spec.commandLine(), "--json is not a JSON object: " + e.getOriginalMessage());
      }
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new ParameterException(
            spec.commandLine(),
            "Arguments look like KEY=VALUE, not \"" + Console.safe(pair) + "\".");
      }
      String key = pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      arguments.merge(key, value, QueryCommand::list);
    }
    return arguments;
  }

  private static Object list(Object known, Object added) {
    List<Object> values = new ArrayList<>();
    if (known instanceof List<?> list) {
      values.addAll(list);
    } else {
      values.add(known);
    }
    values.add(added);
    return values;
  }
}
