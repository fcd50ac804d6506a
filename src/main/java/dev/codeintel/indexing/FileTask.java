package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SkippedFile;
import dev.codeintel.source.SourceException;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads and parses one file. Whatever goes wrong with it becomes a reason; nothing is thrown. */
final class FileTask {
  private static final Logger LOG = Logger.getLogger(FileTask.class);

  private final SourceRepository repository;
  private final FactExtractor extractor;

  FileTask(SourceRepository repository, FactExtractor extractor) {
    this.repository = repository;
    this.extractor = extractor;
  }

  ParsedFile run(SourceFile file) {
    return run(file, read(file));
  }

  /**
   * Reads a file, and parses it if its content has another hash.
   *
   * @return empty if the content is the known one
   */
  Optional<ParsedFile> runUnless(SourceFile file, String contentHash) {
    FileContent content = read(file);
    return content instanceof FileContent.Text text && text.contentHash().equals(contentHash)
        ? Optional.empty()
        : Optional.of(run(file, content));
  }

  /** Returns the facts of a text that was read before; null if it has none. */
  @Nullable FileFacts facts(String path, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return extract(path, () -> extractor.extract(path, utf8)) instanceof ParseOutcome.Parsed parsed
        ? parsed.facts()
        : null;
  }

  private FileContent read(SourceFile file) {
    try {
      return repository.read(file);
    } catch (SourceException e) {
      throw e; // it is not about this file
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be read", file.path());
      return new FileContent.Skipped(unread(e));
    }
  }

  private ParsedFile run(SourceFile file, FileContent content) {
    try {
      return content instanceof FileContent.Text text
          ? parse(file, text)
          : skipped(file, ((FileContent.Skipped) content).reason());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be read", file.path());
      return skipped(file, unread(e));
    }
  }

  private static SkipReason unread(Throwable thrown) {
    return thrown instanceof OutOfMemoryError ? SkipReason.OUT_OF_MEMORY : SkipReason.UNREADABLE;
  }

  private static ParseOutcome extract(String path, Supplier<ParseOutcome> extraction) {
    try {
      return extraction.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be parsed", path);
      return ParseOutcome.NoFacts.of(e, "");
    }
  }

  private ParsedFile parse(SourceFile file, FileContent.Text content) {
    ParseOutcome outcome =
        extract(
            file.path(), () -> extractor.extract(file.path(), content.utf8(), content.identity()));
    String text = new String(content.utf8(), StandardCharsets.UTF_8);
    if (outcome instanceof ParseOutcome.Parsed parsed) {
      FileFacts facts = parsed.facts();
      boolean isWhole = facts.syntaxErrors() == 0;
      return row(
          file,
          content,
          text,
          facts.language(),
          isWhole ? FileStatus.INDEXED : FileStatus.PARTIAL,
          isWhole ? null : SkipReason.SYNTAX_ERRORS,
          facts,
          parsed.isFromCache());
    }
    ParseOutcome.NoFacts none = (ParseOutcome.NoFacts) outcome;
    return row(file, content, text, none.language(), FileStatus.TEXT, none.reason(), null, false);
  }

  private static ParsedFile row(
      SourceFile file,
      FileContent.Text content,
      String text,
      String language,
      FileStatus status,
      @Nullable SkipReason reason,
      @Nullable FileFacts facts,
      boolean isFromCache) {
    return new ParsedFile(
        new IndexedFile(
            file.path(),
            language,
            content.contentHash(),
            file.bytes(),
            lines(text),
            reason == SkipReason.PARSER_NOT_TRIED ? IndexedFile.TO_BE_READ : file.changedMillis(),
            status,
            reason,
            text),
        facts,
        isFromCache);
  }

  private static ParsedFile skipped(SourceFile file, SkipReason reason) {
    return new ParsedFile(
        new IndexedFile(
            file.path(),
            "",
            null,
            file.bytes(),
            0,
            file.changedMillis(),
            FileStatus.SKIPPED,
            reason,
            null),
        null,
        false);
  }

  /** Returns the row of a file the walk left out: it has no time. */
  static IndexedFile row(SkippedFile file) {
    return new IndexedFile(
        file.path(), "", null, file.bytes(), 0, -1, FileStatus.SKIPPED, file.reason(), null);
  }

  private static int lines(String text) {
    int lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }
}
