package dev.codeintel.indexing;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SkipReason;
import dev.codeintel.model.SourceRange;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import dev.codeintel.parsing.FactExtractor;
import dev.codeintel.parsing.LanguageVersion;
import dev.codeintel.parsing.ParseOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language of lines: {@code def NAME} begins a function, {@code call NAME} calls one. */
final class LineExtractor implements FactExtractor {
  volatile String version = "lines-1";

  /** What asking for the version throws; null if nothing. */
  volatile @Nullable Error failure;

  @Override
  public String version() {
    Error thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return version;
  }

  @Override
  public Optional<LanguageVersion> languageVersion(String path, byte[] utf8) {
    return path.endsWith(".lines")
        ? Optional.of(new LanguageVersion("lines", version))
        : Optional.empty();
  }

  @Override
  public ParseOutcome extract(String path, byte[] utf8) {
    if (!path.endsWith(".lines")) {
      return new ParseOutcome.NoFacts(SkipReason.NO_LANGUAGE, "");
    }
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.contains("overflow")) {
      return extract(path, utf8);
    }
    if (text.contains("exhaust")) {
      throw new OutOfMemoryError("thrown by a test");
    }
    if (text.contains("fail")) {
      throw new IllegalStateException("a defect");
    }
    List<Definition> definitions = new ArrayList<>();
    ReferenceTable.Builder references = ReferenceTable.builder();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("def ")) {
        String name = lines[i].substring(4).strip();
        definitions.add(
            new Definition(
                SymbolKind.FUNCTION,
                name,
                -1,
                0,
                new SourceRange(0, 0, i, 0, i, 0),
                i,
                lines[i],
                "",
                Visibility.PUBLIC,
                false,
                false,
                true,
                null,
                null,
                -1,
                List.of(),
                lines[i].hashCode()));
      } else if (lines[i].startsWith("call ")) {
        references.add(
            ReferenceRole.CALL,
            lines[i].substring(5).strip(),
            ReferenceTable.NONE,
            null,
            0,
            0,
            i,
            0,
            new int[0],
            0);
      }
    }
    return new ParseOutcome.Parsed(
        new FileFacts(
            path,
            "lines",
            null,
            lines.length,
            0,
            definitions,
            List.of(new Scope(-1, -1, null, 0, utf8.length)),
            List.of(),
            List.of(),
            references.build(),
            List.of()),
        false);
  }
}
