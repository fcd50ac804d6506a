package dev.codeintel.parsing.treesitter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program for {@link NativesTest}, since the native libraries of a process cannot be exchanged.
 * Writes a line for each source file of some trees, with a digest of all its facts; before them
 * which natives parsed and which native libraries of tree-sitter the process has mapped.
 *
 * <p>Arguments: the natives, the folder to unpack into, the file to write, the trees.
 */
final class FactDigests {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private FactDigests() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Natives natives = NativeLoader.load(Natives.valueOf(arguments[0]), folder);
    LanguageRegistry registry = new LanguageRegistry();
    TreeSitterExtractor extractor = new TreeSitterExtractor(registry, LIMIT, () -> natives);
    List<String> lines = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      digestAll(extractor, Path.of(arguments[i]), lines);
    }
    lines.add(0, natives.name());
    lines.add(1, "mapped " + mappedLibraries());
    Files.write(Path.of(arguments[2]), lines);
  }

  private static void digestAll(TreeSitterExtractor extractor, Path root, List<String> lines)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] utf8 = Files.readAllBytes(file);
        ParseOutcome outcome = extractor.extract(file.toString(), utf8);
        if (outcome instanceof ParseOutcome.Parsed parsed) {
          lines.add(file + "\t" + digest(text(parsed.facts())));
        } else if (!outcome.toString().contains("NO_LANGUAGE")) {
          lines.add(file + "\t" + outcome);
        }
      }
    }
  }

  /** Everything the facts hold, in text. */
  static String text(FileFacts facts) {
    StringBuilder text = new StringBuilder();
    text.append(facts.path()).append('\n').append(facts.language()).append('\n');
    text.append(facts.packageName()).append('\n').append(facts.lineCount()).append('\n');
    text.append(facts.syntaxErrors()).append('\n').append(facts.exports()).append('\n');
    for (List<?> each :
        List.of(facts.definitions(), facts.scopes(), facts.locals(), facts.imports())) {
      each.forEach(fact -> text.append(fact).append('\n'));
    }
    ReferenceTable rows = facts.references();
    for (int row = 0; row < rows.size(); row++) {
      text.append(rows.role(row)).append(' ').append(rows.name(row)).append(' ');
      text.append(rows.receiver(row)).append(' ').append(rows.type(row)).append(' ');
      text.append(rows.scope(row)).append(' ').append(rows.startByte(row)).append(' ');
      text.append(rows.line(row)).append(' ').append(rows.column(row));
      for (int i = 0; i < rows.arity(row); i++) {
        text.append(' ').append(rows.argument(row, i));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The libraries of tree-sitter in the memory of this process; empty where that is not told. */
  private static List<String> mappedLibraries() {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(line -> line.contains("tree-sitter") && line.contains(".so"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
