package dev.codeintel.scip;

import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.resolution.ResolvedSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our symbols in the files a SCIP index speaks of. */
final class Declarations {
  private final Map<String, List<Declaration>> byPath = new HashMap<>();
  private final Map<Integer, Declaration> byId = new HashMap<>();
  private int inSource;

  /** What is needed of a {@link Symbol}. */
  record Declaration(
      int id, String name, SymbolKind kind, int parent, int startLine, int endLine, int nameLine) {}

  Declarations(ScipFile scip, ResolvedSymbols symbols) {
    symbols.symbols(
        symbol -> {
          inSource++;
          if (scip.holds(symbol.path())) {
            Declaration declaration =
                new Declaration(
                    symbol.id(),
                    symbol.name(),
                    symbol.kind(),
                    symbol.parentId(),
                    symbol.startLine(),
                    symbol.endLine(),
                    symbol.nameLine());
            byPath.computeIfAbsent(symbol.path(), path -> new ArrayList<>()).add(declaration);
            byId.put(symbol.id(), declaration);
          }
        });
  }

  /** Tells whether a symbol lies outside the sources. */
  boolean isOutside(int id) {
    return id >= inSource;
  }

  @Nullable Declaration of(int id) {
    return byId.get(id);
  }

  /** Returns the declaration whose name stands on this line; null if none of ours does. */
  @Nullable Declaration at(String path, int line, String name, boolean isConstructor) {
    for (Declaration declaration : byPath.getOrDefault(path, List.of())) {
      if (declaration.nameLine() == line
          && declaration.kind() != SymbolKind.FILE
          && (isConstructor
              ? declaration.kind() == SymbolKind.CONSTRUCTOR
              : declaration.name().equals(name))) {
        return declaration;
      }
    }
    return null;
  }

  /**
   * Returns the innermost declaration around a line, or the file's own; null for a foreign file.
   */
  @Nullable Declaration around(String path, int line) {
    Declaration innermost = null;
    for (Declaration declaration : byPath.getOrDefault(path, List.of())) {
      boolean covers = declaration.startLine() <= line && line <= declaration.endLine();
      if (declaration.kind() == SymbolKind.FILE
          ? innermost == null
          : covers && (innermost == null || isWithin(declaration, innermost))) {
        innermost = declaration;
      }
    }
    return innermost;
  }

  private static boolean isWithin(Declaration inner, Declaration outer) {
    return outer.kind() == SymbolKind.FILE
        || inner.endLine() - inner.startLine() <= outer.endLine() - outer.startLine();
  }
}
