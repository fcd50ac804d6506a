package dev.codeintel.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No source ends the process that parses it. They are parsed in a process of its own: {@code
 * -Dhostile.inputs} says how many, {@code -Dtest.seed} the first seed, {@code -Dhostile.command}
 * another program to try, such as {@code "target/code-intel try-parser"}, {@code
 * -Dhostile.natives=bundled} the binding's libraries.
 */
final class HostileSourcesTest {
  private static final int INPUTS = Integer.getInteger("hostile.inputs", 1_500);
  private static final String COMMAND = System.getProperty("hostile.command", "");
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  private static Process start() throws IOException {
    List<String> command =
        COMMAND.isEmpty() ? TrialMain.command() : List.of(COMMAND.split(" ", -1));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.getInputStream().read()).as("%s starts", command).isEqualTo('R');
    return process;
  }

  /** Parses in the process; false if that ended it. */
  private static boolean isSurvived(Process process, String path, byte[] content)
      throws IOException {
    TrialServer.ask(
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16)),
        path,
        content);
    return process.getInputStream().read() == TrialServer.SURVIVED;
  }

  @Test
  void noSourceEndsTheProcess() throws IOException {
    System.out.println("-Dtest.seed=" + SEED + " -Dhostile.inputs=" + INPUTS);
    Process process = start();
    try {
      for (long seed = SEED; seed < SEED + INPUTS; seed++) {
        HostileSources.Source source = HostileSources.of(seed);
        if (!isSurvived(process, source.path(), source.content())) {
          fail(
              "%d bytes of %s ended the process, exit code %s: -Dtest.seed=%d -Dhostile.inputs=1",
              source.content().length, source.language(), exit(process), seed);
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What ended the process before the scanners were mended, each alone. */
  @Test
  void noStateOutgrowsItsBuffer() throws IOException {
    String word = "A".repeat(1_014);
    List<List<String>> sources =
        List.of(
            List.of("a.kt", "val a = " + "\"${".repeat(1_100) + "a" + "}\"".repeat(1_100)),
            List.of("a.py", HostileSources.indented("if a:", " ", 600, "x = 'a'")),
            List.of("a.rb", "a = <<" + "A".repeat(300) + "\nb\n" + "A".repeat(300) + "\n"),
            List.of("a.rb", "\"#{".repeat(200) + "<<" + "A".repeat(19) + "\n"),
            List.of("a.sh", "cat <<" + word + "\nb\n" + word + "\n"));
    Process process = start();
    try {
      for (List<String> source : sources) {
        if (!isSurvived(process, source.get(0), source.get(1).getBytes(UTF_8))) {
          fail("%s ended the process: %.40s…", source.get(0), source.get(1));
        }
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 42})
  void aSeedMakesTheSameSource(long seed) {
    HostileSources.Source source = HostileSources.of(seed);

    assertThat(HostileSources.of(seed).content()).isEqualTo(source.content());
    assertThat(HostileSources.of(seed + 1).content()).isNotEqualTo(source.content());
  }
}
