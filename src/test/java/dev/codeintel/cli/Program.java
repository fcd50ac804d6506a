package dev.codeintel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The packaged program, started as a user would start it, with a data folder of its own. */
public final class Program {
  private static final Path JAR =
      Path.of(System.getProperty("code-intel.app", "target/quarkus-app/quarkus-run.jar"))
          .toAbsolutePath();

  /** The native executable, if that is what is tested. */
  private static final @Nullable String EXECUTABLE = System.getProperty("code-intel.executable");

  private static final Path NATIVES = Path.of("target/native-libraries").toAbsolutePath();
  private static final long LIMIT_SECONDS = 300;

  /** Most tests need no sentence model, which costs a second to load. */
  private static final String NOT_EMBEDDING = "-Dcode-intel.embeddings.enabled=false";

  private final Path home;
  private final List<String> starter;
  private final Map<String, String> environment;
  private final AtomicInteger logs = new AtomicInteger();

  /** How a command ended. */
  public record Result(int code, String out, String err) {}

  /**
   * @param home an empty folder for the program's data and logs
   */
  public Program(Path home) {
    this(home, NATIVES);
  }

  /**
   * @param natives where it unpacks libraries
   */
  Program(Path home, Path natives) {
    this(
        home,
        EXECUTABLE == null ? java(home, natives) : executable(home, natives, EXECUTABLE),
        Map.of());
  }

  private Program(Path home, List<String> starter, Map<String, String> environment) {
    this.home = home;
    this.starter = starter;
    this.environment = environment;
  }

  /** Returns the program as its launcher starts it, with the Java that runs the tests. */
  static Program launched(Path home, Path launcher) {
    return launched(home, launcher, Map.of());
  }

  /** Returns the same with variables of the environment besides. */
  static Program launched(Path home, Path launcher, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>();
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("CODE_INTEL_JAVA_OPTS", String.join(" ", folders(home, NATIVES)));
    all.putAll(environment);
    return new Program(home, List.of(launcher.toString()), all);
  }

  /** Returns the same program with its embeddings on, and more properties. */
  Program embedding(String... properties) {
    List<String> changed = new ArrayList<>();
    for (String each : starter) {
      if (each.equals(NOT_EMBEDDING)) {
        changed.addAll(List.of(properties));
      } else {
        changed.add(each);
      }
    }
    return new Program(home, changed, environment);
  }

  /** Returns the same program with more options of the Java runtime. */
  Program with(List<String> options) {
    List<String> changed = new ArrayList<>(starter);
    changed.addAll(1, options);
    return new Program(home, changed, environment);
  }

  /** Returns the same program, started by a command that ends by running what is appended to it. */
  Program behind(List<String> command) {
    List<String> changed = new ArrayList<>(command);
    changed.addAll(starter);
    return new Program(home, changed, environment);
  }

  /** Tells whether the native executable is tested, which has no launcher. */
  public static boolean isNative() {
    return EXECUTABLE != null;
  }

  /** Returns a port nobody listens at. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Returns the folder of the packaged program. */
  static Path app() {
    return JAR.resolveSibling(".").normalize();
  }

  Path data() {
    return home.resolve("data");
  }

  /** Runs a command to its end. */
  public Result run(Path folder, String... arguments) {
    return run(folder, command(arguments));
  }

  private Result run(Path folder, List<String> command) {
    int number = logs.incrementAndGet();
    Path out = home.resolve("out-" + number);
    Path err = home.resolve("err-" + number);
    Process process =
        start(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile()));
    if (!ends(process, LIMIT_SECONDS * 1_000)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end: " + read(err));
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  /** Starts a command nobody reads the output of. */
  public Process start(Path folder, String... arguments) {
    return start(
        new ProcessBuilder(command(arguments))
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(home.resolve("err-" + logs.incrementAndGet()).toFile()));
  }

  /** Starts a server for the folder; the caller closes it. */
  StdioClient serve(Path folder) {
    return new StdioClient(startServer(folder));
  }

  /** Starts a server whose standard streams are the caller's. */
  public Process startServer(Path folder, String... options) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--stdio"));
    arguments.addAll(List.of(options));
    return start(
        new ProcessBuilder(command(arguments.toArray(String[]::new)))
            .directory(folder.toFile())
            .redirectError(home.resolve("err-" + logs.incrementAndGet()).toFile()));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(starter);
    command.addAll(List.of(arguments));
    command.add("--data-dir=" + data());
    return command;
  }

  private static List<String> java(Path home, Path natives) {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    // One process of many: it should start soon and take little, as the launcher has it.
    command.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", archive()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.addAll(folders(home, natives));
    command.addAll(List.of("-jar", JAR.toString()));
    return command;
  }

  /** Returns the option for the archive of classes that the build made; none is no error. */
  private static String archive() {
    String archive = app().resolve("startup-" + System.getProperty("java.version")).toString();
    return Files.exists(Path.of(archive + ".aot"))
        ? "-XX:AOTCache=" + archive + ".aot"
        : "-XX:SharedArchiveFile=" + archive + ".jsa";
  }

  private static List<String> executable(Path home, Path natives, String path) {
    List<String> command = new ArrayList<>(List.of(path, "-Xmx1g"));
    command.addAll(folders(home, natives));
    return command;
  }

  private static List<String> folders(Path home, Path natives) {
    // What a killed process unpacked would stay in the temporary folder of the machine.
    Path temporary = home.resolve("tmp");
    try {
      Files.createDirectories(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "-Djava.io.tmpdir=" + temporary, "-Dcode-intel.native-directory=" + natives, NOT_EMBEDDING);
  }

  private Process start(ProcessBuilder builder) {
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of a process; false if it goes on after the time. */
  public static boolean ends(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
