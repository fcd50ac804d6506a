package dev.codeintel.parsing.treesitter;

import dev.codeintel.config.DataConfig;
import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.LanguageVersion;
import dev.codeintel.parsing.Natives;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.parsing.ParsingConfig;
import dev.codeintel.parsing.language.Language;
import dev.codeintel.parsing.language.LanguageRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Extracts facts with tree-sitter: parse, run the language's query, build facts from the captures.
 * Each thread has its own parser; grammars and queries are loaded once, when a file first needs
 * them.
 */
@Singleton
final class TreeSitterExtractor implements FactExtractor {
  private static final Logger LOG = Logger.getLogger(TreeSitterExtractor.class);
  private static final String VERSION = "16";

  /** The version of tree-sitter itself, whose error recovery decides what broken files yield. */
  static final String LIBRARY_VERSION = "0.26.6";

  private final LanguageRegistry registry;
  private final Duration fileTimeLimit;
  private final Map<String, TagQuery> queries = new ConcurrentHashMap<>();
  private final Supplier<Natives> natives;
  private final ThreadLocal<Worker> workers =
      ThreadLocal.withInitial(() -> new Worker(newParser(), new NameCache()));

  @Inject
  TreeSitterExtractor(LanguageRegistry registry, ParsingConfig config, DataConfig data) {
    this(
        registry,
        config.fileTimeLimit(),
        () -> NativeLoader.load(config.natives(), data.nativeDirectory()));
  }

  /**
   * Makes an extractor.
   *
   * @param natives loads the native libraries when the first file needs them, and tells which
   */
  TreeSitterExtractor(
      LanguageRegistry registry, Duration fileTimeLimit, Supplier<Natives> natives) {
    this.registry = registry;
    this.fileTimeLimit = fileTimeLimit;
    this.natives = natives;
  }

  @Override
  public String version() {
    return VERSION + "-" + registry.version();
  }

  @Override
  public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
    return registry
        .languageOf(path, utf8)
        .map(Language::id)
        .map(id -> new LanguageVersion(id, versionOf(id)));
  }

  private String versionOf(String languageId) {
    return VERSION + "-" + LIBRARY_VERSION + "-" + registry.version(languageId);
  }

  @Override
  public boolean isRisky(String path, byte[] utf8) {
    // The scanners of our own libraries are mended.
    return natives.get() == Natives.BUNDLED
        && registry
            .languageOf(path, utf8)
            .map(Language::scannerState)
            .filter(rule -> !rule.isEmpty() && ScannerState.parse(rule).mayOutgrow(utf8))
            .isPresent();
  }

  @Override
  public ParseOutcome extract(String path, byte[] utf8) {
    Optional<Language> found = registry.languageOf(path, utf8);
    if (found.isEmpty()) {
      return new ParseOutcome.NoFacts(SkipReason.NO_LANGUAGE, "");
    }
    Language language = found.get();
    try {
      TagQuery query = queryOf(language);
      Worker worker = workers.get();
      Optional<CaptureBuffer> captures = worker.parser().parse(query, utf8, fileTimeLimit);
      if (captures.isEmpty()) {
        return new ParseOutcome.NoFacts(SkipReason.PARSE_TIMEOUT, language.id());
      }
      return new ParseOutcome.Parsed(
          new FactBuilder(language, query, path, new SourceText(utf8, worker.names()))
              .build(captures.get()),
          false);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // What the thread keeps from file to file may have been left half changed.
      workers.remove();
      LOG.debugf(e, "no facts from %s", path);
      return ParseOutcome.NoFacts.of(e, language.id());
    }
  }

  private TagQuery queryOf(Language language) {
    TagQuery known = queries.get(language.id());
    return known != null
        ? known
        : queries.computeIfAbsent(
            language.id(), id -> new TagQuery(language, Grammar.of(id).load(natives.get())));
  }

  private FileParser newParser() {
    return switch (natives.get()) {
      case OPTIMISED -> new BulkParser();
      case BUNDLED -> new BindingParser();
    };
  }

  /** What one thread uses from file to file. */
  private record Worker(FileParser parser, NameCache names) {}
}
