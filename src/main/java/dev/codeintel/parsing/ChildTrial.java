package dev.codeintel.parsing;

import dev.codeintel.config.DataConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tries files in a second process of this program, which is started by the first and ends with the
 * last that waits for it. What a crash leaves there goes to the data folder.
 */
@Singleton
final class ChildTrial implements ParserTrial {
  private static final Logger LOG = Logger.getLogger(ChildTrial.class);

  /** Beside the time a file may take; a busy machine starts a process slowly. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  /**
   * How a process ends that nobody crashed: by itself, or by the signals that stop or kill it, as
   * Ctrl-C does with all processes of a terminal, and a system without memory with any. After a
   * crash Java ends with 1 if it may leave no core.
   */
  private static final Set<Integer> ENDED_BY_OTHERS = Set.of(0, 129, 130, 131, 137, 143);

  private final List<String> command;
  private final Path folder;
  private final Duration limit;
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable Process child;

  @Inject
  ChildTrial(DataConfig data, ParsingConfig config) {
    this(command(data, config), logs(data), config.fileTimeLimit().multipliedBy(2).plus(SLACK));
  }

  /**
   * @param command starts a process that runs {@link TrialServer}; empty if there is none
   * @param folder where it runs
   * @param limit longest time for a start and for a file
   */
  ChildTrial(List<String> command, Path folder, Duration limit) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.limit = limit;
  }

  private static Path logs(DataConfig data) {
    return data.dataDir().toAbsolutePath().resolve("logs");
  }

  private static List<String> command(DataConfig data, ParsingConfig config) {
    List<String> command = new ArrayList<>(starter(logs(data)));
    if (!command.isEmpty()) {
      command.addAll(
          1,
          List.of(
              "-Dcode-intel.data-dir=" + data.dataDir().toAbsolutePath(),
              "-Dcode-intel.native-directory=" + data.nativeDirectory().toAbsolutePath(),
              "-Dcode-intel.parsing.natives=" + config.natives().name().toLowerCase(Locale.ROOT),
              "-Dcode-intel.parsing.file-time-limit=" + config.fileTimeLimit(),
              "-Dcode-intel.embeddings.enabled=false",
              "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
      command.add(TrialServer.COMMAND);
    }
    return command;
  }

  /** Returns what starts this program once more; empty for what is not the packaged program. */
  private static List<String> starter(Path logs) {
    if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
      return ProcessHandle.current().info().command().map(List::of).orElse(List.of());
    }
    Path jar = Path.of(System.getProperty("java.class.path", ""));
    if (!jar.toString().endsWith("quarkus-run.jar")) {
      return List.of();
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + logs.resolve("hs_err_%p.log"),
        "-XX:ReplayDataFile=" + logs.resolve("replay_%p.log"),
        "-jar",
        jar.toAbsolutePath().toString());
  }

  @Override
  public Verdict run(String path, byte[] utf8) {
    waiting.incrementAndGet();
    try {
      return runAlone(path, utf8);
    } finally {
      if (waiting.decrementAndGet() == 0) {
        close();
      }
    }
  }

  private synchronized Verdict runAlone(String path, byte[] utf8) {
    try {
      Process running = child == null ? start() : child;
      if (running == null) {
        return Verdict.NOT_TRIED;
      }
      child = running;
      TrialServer.ask(
          new DataOutputStream(new BufferedOutputStream(running.getOutputStream())), path, utf8);
      Verdict verdict = answer(running, TrialServer.SURVIVED);
      if (verdict != Verdict.SURVIVED) {
        end();
      }
      return verdict;
    } catch (IOException e) {
      LOG.debugf(e, "%s could not be tried", path);
      end();
      return Verdict.NOT_TRIED;
    }
  }

  /** Returns a process that waits for files; null if none can be started. */
  private @Nullable Process start() throws IOException {
    if (command.isEmpty()) {
      return null;
    }
    Files.createDirectories(folder);
    Process started =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    if (answer(started, TrialServer.READY) == Verdict.SURVIVED) {
      return started;
    }
    started.destroyForcibly();
    LOG.warn("no process could be started to try suspect files in; they are left out");
    return null;
  }

  private Verdict answer(Process from, int expected) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                answer.complete(from.getInputStream().read());
              } catch (IOException e) {
                answer.complete(-1);
              }
            },
            "parser-trial-answer");
    reader.setDaemon(true);
    reader.start();
    try {
      int found = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (found == expected) {
        return Verdict.SURVIVED;
      }
      boolean hasEnded = from.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return hasEnded && !ENDED_BY_OTHERS.contains(from.exitValue())
          ? Verdict.DIED
          : Verdict.NOT_TRIED;
    } catch (TimeoutException e) {
      return Verdict.TOOK_TOO_LONG;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.NOT_TRIED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void end() {
    Process running = child;
    child = null;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  @Override
  @PreDestroy
  public synchronized void close() {
    end();
  }
}
