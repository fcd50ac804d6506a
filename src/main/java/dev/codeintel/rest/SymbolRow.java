package dev.codeintel.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.codeintel.model.Symbol;
import org.jspecify.annotations.Nullable;

/** One line of a stream of symbols. Lines count from 1; they are absent for external symbols. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SymbolRow(
    int id,
    String key,
    String name,
    String qualifiedName,
    String symbolType,
    String language,
    @Nullable String filePath,
    @Nullable Integer lineStart,
    @Nullable Integer lineEnd,
    @Nullable String signature,
    @Nullable String doc,
    String visibility,
    @Nullable Integer parentId,
    boolean isTest) {

  static SymbolRow of(Symbol symbol) {
    boolean isInSource = symbol.startLine() >= 0;
    return new SymbolRow(
        symbol.id(),
        symbol.key(),
        symbol.name(),
        symbol.qualifiedName(),
        symbol.kind().label(),
        symbol.language(),
        orNull(symbol.path()),
        isInSource ? symbol.startLine() + 1 : null,
        isInSource ? symbol.endLine() + 1 : null,
        orNull(symbol.signature()),
        orNull(symbol.doc()),
        symbol.visibility().label(),
        symbol.parentId() < 0 ? null : symbol.parentId(),
        symbol.isTest());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
