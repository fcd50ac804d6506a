package dev.codeintel.parsing.treesitter;

import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.LanguageVersion;
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
import org.jboss.logging.Logger;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;

/**
 * Extracts facts with tree-sitter: parse, run the language's query, build facts from the captures.
 * Each thread has its own parser; grammars and queries are loaded once, when a file first needs
 * them.
 */
@Singleton
final class TreeSitterExtractor implements FactExtractor {
  private static final Logger LOG = Logger.getLogger(TreeSitterExtractor.class);
  private static final String VERSION = "12";

  /** The version of tree-sitter itself, whose error recovery decides what broken files yield. */
  static final String LIBRARY_VERSION = "0.26.6";

  private static final int READ_BYTES = 1 << 16;

  private final LanguageRegistry registry;
  private final Duration fileTimeLimit;
  private final Map<String, TagQuery> queries = new ConcurrentHashMap<>();
  private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);

  @Inject
  TreeSitterExtractor(LanguageRegistry registry, ParsingConfig config) {
    this(registry, config.fileTimeLimit());
  }

  TreeSitterExtractor(LanguageRegistry registry, Duration fileTimeLimit) {
    this.registry = registry;
    this.fileTimeLimit = fileTimeLimit;
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
  public ParseOutcome extract(String path, byte[] utf8) {
    Optional<Language> found = registry.languageOf(path, utf8);
    if (found.isEmpty()) {
      return new ParseOutcome.NoFacts(SkipReason.NO_LANGUAGE, "");
    }
    Language language = found.get();
    try {
      return workers.get().extract(language, queryOf(language), path, utf8, fileTimeLimit);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.debugf(e, "no facts from %s", path);
      return new ParseOutcome.NoFacts(SkipReason.PARSE_FAILED, language.id());
    }
  }

  private TagQuery queryOf(Language language) {
    TagQuery known = queries.get(language.id());
    return known != null
        ? known
        : queries.computeIfAbsent(
            language.id(), id -> new TagQuery(language, Grammar.of(id).load()));
  }

  /** What one thread reuses from file to file. */
  private static final class Worker {
    private final TSParser parser = new TSParser();
    private final CaptureBuffer captures = new CaptureBuffer();
    private final byte[] readBuffer = new byte[READ_BYTES];

    ParseOutcome extract(
        Language language, TagQuery query, String path, byte[] utf8, Duration limit) {
      Deadline deadline = Deadline.after(limit);
      parser.setLanguage(query.grammar());
      TSReader reader =
          (buffer, offset, position) -> {
            int length = Math.min(buffer.length, utf8.length - offset);
            if (length <= 0) {
              return 0;
            }
            System.arraycopy(utf8, offset, buffer, 0, length);
            return length;
          };
      try (TSTree tree =
          parser.parseWithOptions(
              readBuffer,
              null,
              reader,
              TSInputEncoding.TSInputEncodingUTF8,
              s -> deadline.isPast())) {
        if (tree == null) {
          parser.reset();
          return new ParseOutcome.NoFacts(SkipReason.PARSE_TIMEOUT, language.id());
        }
        captures.clear();
        if (!query.run(tree, captures, deadline)) {
          return new ParseOutcome.NoFacts(SkipReason.PARSE_TIMEOUT, language.id());
        }
        TSNode root = tree.getRootNode();
        return new ParseOutcome.Parsed(
            new FactBuilder(language, query, path, utf8).build(captures, root.hasError() ? 1 : 0),
            false);
      }
    }
  }
}
