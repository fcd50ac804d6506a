package dev.codeintel.parsing.treesitter;

import dev.codeintel.config.DataConfig;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.source.DiskSourceRepositories;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SourceConfig;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Parses the files of a folder that the index would parse, in one thread, and prints their number,
 * their bytes and the CPU seconds spent parsing, without those for finding and reading them, as one
 * JSON object. {@code src/benchmark/run} starts it to compare index runs with.
 */
final class ParsingAlone {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int STACK_BYTES = 16 << 20;

  private ParsingAlone() {}

  /**
   * Parses and prints.
   *
   * @param arguments the folder, and a folder for the natives
   */
  public static void main(String[] arguments) throws InterruptedException {
    Path scratch = Path.of(arguments[1]);
    SourceRepository repository = sources(scratch).open(arguments[0]);
    // As deep as the workers of an index run: a parser descends as deep as the source nests.
    Thread thread = new Thread(null, () -> parse(repository, scratch), "parser", STACK_BYTES);
    thread.start();
    thread.join();
  }

  private static DiskSourceRepositories sources(Path data) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withDefaultValue("code-intel.data-dir", data.toString())
            .withDefaultValue("code-intel.native-directory", data.toString())
            .withMapping(SourceConfig.class)
            .withMapping(DataConfig.class)
            .build();
    return new DiskSourceRepositories(
        config.getConfigMapping(SourceConfig.class), config.getConfigMapping(DataConfig.class));
  }

  private static void parse(SourceRepository repository, Path natives) {
    LanguageRegistry languages = new LanguageRegistry();
    int files = 0;
    long bytes = 0;
    long nanos = 0;
    try (PlainParser parser = new PlainParser(natives)) {
      for (SourceFile file : repository.walk().files()) {
        if (!(repository.read(file) instanceof FileContent.Text text)) {
          continue;
        }
        Optional<Language> language = languages.languageOf(file.path(), text.utf8());
        if (language.isPresent()) {
          long start = THREADS.getCurrentThreadCpuTime();
          parser.parse(language.get().id(), text.utf8());
          nanos += THREADS.getCurrentThreadCpuTime() - start;
          bytes += text.utf8().length;
          files++;
        }
      }
    }
    System.out.printf("{\"files\": %d, \"bytes\": %d, \"cpu\": %.6f}%n", files, bytes, nanos / 1e9);
  }
}
