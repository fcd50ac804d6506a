import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archive of loaded classes that the launcher starts the packaged program with, by asking
 * the program a few questions. An archive serves only the Java that made it, and is ignored after
 * the package was built again. Run by the build; the arguments are the folder of the package, the
 * folder for native libraries, and a source file to index. Without an archive the program only
 * starts more slowly, so failing is no error.
 */
public final class StartupArchive {
  private static final int LIMIT_SECONDS = 120;

  private static final List<String> MESSAGES =
      List.of(
          "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-06-18',"
              + "'capabilities':{},'clientInfo':{'name':'build','version':'1'}}}",
          "{'jsonrpc':'2.0','method':'notifications/initialized'}",
          "{'jsonrpc':'2.0','id':2,'method':'tools/list'}",
          call(3, "find_symbol", "'names':['StartupArchive']"),
          call(4, "find_references", "'symbol':'StartupArchive.call'"),
          call(5, "trace", "'from':'StartupArchive.call','direction':'callers'"),
          call(6, "impact", "'symbols':['StartupArchive.call']"),
          call(7, "read_symbol", "'symbols':['StartupArchive.call']"),
          call(8, "outline", ""),
          call(9, "search_code", "'queries':['standard input']"),
          call(10, "explore", "'task':'how messages are sent'"),
          call(11, "index_status", ""));

  private StartupArchive() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path app = Path.of(arguments[0]).toRealPath();
    Path natives = Path.of(arguments[1]).toAbsolutePath();
    boolean isAot = Runtime.version().feature() >= 25;
    Path archive =
        app.resolve(
            "startup-" + System.getProperty("java.version") + (isAot ? ".aot" : ".jsa"));
    Files.deleteIfExists(archive);
    Path temporary = Files.createTempDirectory("code-intel-build");
    try {
      Path tree = Files.createDirectory(temporary.resolve("tree"));
      Files.copy(Path.of(arguments[2]), tree.resolve("StartupArchive.java"));
      Path made = temporary.resolve("archive");
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xlog:disable",
              "-Xlog:all=error:stderr",
              (isAot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + made,
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Dcode-intel.native-directory=" + natives,
              "-Dcode-intel.mcp.first-index-wait=" + LIMIT_SECONDS + "s",
              "-jar",
              app.resolve("quarkus-run.jar").toString(),
              "serve",
              "--stdio",
              "--data-dir=" + temporary.resolve("data"));
      converse(command, tree);
      if (Files.exists(made)) {
        // As the JVM leaves it, some systems could not replace it.
        made.toFile().setWritable(true);
        Path beside = app.resolve(archive.getFileName() + ".tmp");
        Files.move(made, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, archive, StandardCopyOption.ATOMIC_MOVE);
      } else {
        System.err.println("There is no startup archive: this Java does not make one.");
      }
    } finally {
      delete(temporary);
    }
  }

  private static void converse(List<String> command, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Options meant for the build would be recorded, and the JVM mentions them.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process program = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (Writer out = program.outputWriter(StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      for (String message : MESSAGES) {
        out.write(message.replace('\'', '"') + "\n");
        out.flush();
        if (message.contains("'id'") && in.readLine() == null) {
          System.err.println("There is no startup archive: the program ended.");
          return;
        }
      }
    } finally {
      // At the end of its input it ends, and writes the archive.
      if (!program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly().waitFor();
      }
    }
  }

  private static String call(int id, String tool, String arguments) {
    return "{'jsonrpc':'2.0','id':"
        + id
        + ",'method':'tools/call','params':{'name':'"
        + tool
        + "','arguments':{"
        + arguments
        + "}}}";
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
