package dev.codeintel.benchmark;

import dev.codeintel.model.FileFacts;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.LanguageVersion;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.language.LanguageRegistry;
import dev.codeintel.parsing.treesitter.PackageExtractors;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceFixtures;
import dev.codeintel.source.SourceRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The files of a folder that the index would read, in memory. Used by one thread. */
@State(Scope.Benchmark)
public class Corpus {

  /** The folder; this project's own sources unless another is named. */
  @Param("src")
  public String tree = "src";

  private final LanguageRegistry languages = new LanguageRegistry();
  private final FactExtractor extractor = PackageExtractors.create(languages);
  private final List<Source> sources = new ArrayList<>();

  /**
   * A file.
   *
   * @param language empty if there is none for it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Source(String path, String language, byte[] utf8) {}

  /** A file with a language, and its facts. */
  public record Parsed(Source source, FileFacts facts) {}

  @Setup(Level.Trial)
  public void read() {
    SourceRepository repository =
        SourceFixtures.repositories(Path.of("target", "benchmark")).open(tree);
    for (SourceFile file : repository.walk().files()) {
      if (repository.read(file) instanceof FileContent.Text text) {
        Optional<LanguageVersion> language = extractor.languageVersion(file.path(), text.utf8());
        sources.add(
            new Source(
                file.path(), language.map(LanguageVersion::language).orElse(""), text.utf8()));
      }
    }
  }

  public LanguageRegistry languages() {
    return languages;
  }

  public FactExtractor extractor() {
    return extractor;
  }

  /** Returns all files in the order of their paths. */
  public List<Source> sources() {
    return List.copyOf(sources);
  }

  /**
   * Returns the files of a language.
   *
   * @throws IllegalStateException if there are none
   */
  public List<Source> sourcesOf(String language) {
    List<Source> found =
        sources.stream().filter(source -> source.language().equals(language)).toList();
    if (found.isEmpty()) {
      throw new IllegalStateException("no file below " + tree + " is " + language);
    }
    return found;
  }

  /** Parses all files that have a language, in the order of their paths. */
  public List<Parsed> parse() {
    List<Parsed> parsed = new ArrayList<>();
    for (Source source : sources) {
      if (extractor.extract(source.path(), source.utf8()) instanceof ParseOutcome.Parsed outcome) {
        parsed.add(new Parsed(source, outcome.facts()));
      }
    }
    return parsed;
  }
}
