package dev.codeintel.cli;

import dev.codeintel.tools.CallContext;
import dev.codeintel.tools.CodeTools;
import dev.codeintel.tools.answer.RenderedAnswer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is indexed. */
@Command(
    name = "status",
    description = "Show what is indexed, how fresh it is and what was skipped.")
final class StatusCommand implements Callable<Integer> {

  @Mixin CommonOptions common;

  @Inject CodeTools tools;

  @Override
  public Integer call() {
    RenderedAnswer answer =
        tools.call("index_status", Map.of("max_tokens", 20_000), CallContext.NONE);
    (answer.isError() ? Console.err() : Console.out()).println(answer.text().stripTrailing());
    return answer.isError() ? ExitCode.FAILURE : ExitCode.OK;
  }
}
