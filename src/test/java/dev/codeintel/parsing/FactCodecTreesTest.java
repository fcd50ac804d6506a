package dev.codeintel.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.model.FileFacts;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Facts of real sources survive being written and read: those of the tests, and with {@code
 * -Dtrees=FOLDER} those of a folder, whose figures are printed.
 */
final class FactCodecTreesTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(byte[] content, FileFacts facts) {}

  @Test
  void factsOfFilesComeBackEqual() throws IOException {
    List<Sample> samples = samples();
    FactCodec codec = new FactCodec();

    long start = THREADS.getCurrentThreadCpuTime();
    List<byte[]> encoded = new ArrayList<>();
    long sourceBytes = 0;
    long bytes = 0;
    long rows = 0;
    for (Sample sample : samples) {
      encoded.add(codec.encode(sample.facts(), sample.content()));
      sourceBytes += sample.content().length;
      bytes += encoded.get(encoded.size() - 1).length;
      rows += sample.facts().references().size();
    }
    long written = THREADS.getCurrentThreadCpuTime();
    List<FileFacts> decoded = new ArrayList<>();
    for (int i = 0; i < encoded.size(); i++) {
      FileFacts facts = samples.get(i).facts();
      decoded.add(
          codec.decode(encoded.get(i), facts.path(), facts.language(), samples.get(i).content()));
    }
    long read = THREADS.getCurrentThreadCpuTime();

    System.err.printf(
        "%d files, %d source bytes, %d rows, %d bytes, %.3f each; encode %.2f s, decode %.2f s%n",
        samples.size(),
        sourceBytes,
        rows,
        bytes,
        bytes / (double) sourceBytes,
        (written - start) / 1e9,
        (read - written) / 1e9);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(decoded.get(i)).isEqualTo(samples.get(i).facts());
    }
  }

  private static List<Sample> samples() throws IOException {
    FactExtractor extractor = PackageExtractors.create(new LanguageRegistry());
    List<Sample> samples = new ArrayList<>();
    String trees = System.getProperty("trees", "src/test/resources");
    try (Stream<Path> files = Files.walk(Path.of(trees))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        if (extractor.extract(file.toString(), content) instanceof ParseOutcome.Parsed parsed) {
          samples.add(new Sample(content, parsed.facts()));
        }
      }
    }
    return samples;
  }
}
