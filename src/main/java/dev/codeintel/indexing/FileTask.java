package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.SkipReason;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.ParseOutcome;
import dev.codeintel.source.FileContent;
import dev.codeintel.source.SourceFile;
import dev.codeintel.source.SourceRepository;
import java.nio.charset.StandardCharsets;
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
    try {
      FileContent content = repository.read(file);
      if (content instanceof FileContent.Text text) {
        return parse(file, text);
      }
      return skipped(file, ((FileContent.Skipped) content).reason());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be read", file.path());
      return skipped(file, SkipReason.UNREADABLE);
    }
  }

  private ParsedFile parse(SourceFile file, FileContent.Text content) {
    ParseOutcome outcome;
    try {
      outcome = extractor.extract(file.path(), content.utf8());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.debugf(e, "%s cannot be parsed", file.path());
      outcome = new ParseOutcome.NoFacts(SkipReason.PARSE_FAILED, "");
    }
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
            file.modifiedMillis(),
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
            file.modifiedMillis(),
            FileStatus.SKIPPED,
            reason,
            null),
        null,
        false);
  }

  private static int lines(String text) {
    int lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }
}
