package dev.codeintel.indexing;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import dev.codeintel.resolution.FileChange;
import dev.codeintel.resolution.LinkFailure;
import dev.codeintel.resolution.Reach;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.resolution.Resolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Links calls to functions of the same name. */
final class NameResolver implements Resolver {

  @Override
  public boolean isManifest(String path) {
    return path.endsWith("manifest.txt");
  }

  @Override
  public ResolvedSymbols resolve(
      Collection<FileFacts> facts, Map<String, String> manifests, Set<String> paths) {
    throw new UnsupportedOperationException("every change reaches everything");
  }

  @Override
  public int[] words(FileFacts facts) {
    return new int[0];
  }

  @Override
  public Reach reach(
      List<FileChange> changes,
      Collection<FileFacts> before,
      Collection<FileFacts> after,
      Map<String, String> manifests,
      Function<FileFacts, int[]> words) {
    return new Reach(true, Map.of("", "names are all there is"));
  }

  @Override
  public ResolvedSymbols resolve(Collection<FileFacts> facts, Map<String, String> manifests) {
    List<Symbol> symbols = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    for (FileFacts file : facts) {
      add(symbols, file.path(), file.path(), file.path(), SymbolKind.FILE, 0);
      for (Definition definition : file.definitions()) {
        String key = file.path() + "#" + definition.name();
        ids.put(definition.name(), symbols.size());
        add(symbols, file.path(), definition.name(), key, definition.kind(), definition.nameLine());
      }
    }
    return new ResolvedSymbols() {
      @Override
      public List<LinkFailure> failures() {
        return List.of();
      }

      @Override
      public void symbols(Consumer<Symbol> sink) {
        symbols.forEach(sink);
      }

      @Override
      public Set<String> wholeLanguages() {
        return Set.of();
      }

      @Override
      public String name(int symbol) {
        return symbols.get(symbol).name();
      }

      @Override
      public int external(String qualifiedName) {
        throw new UnsupportedOperationException(qualifiedName);
      }

      @Override
      public void relationships(Consumer<Relationship> sink) {
        for (FileFacts file : facts) {
          ReferenceTable references = file.references();
          for (int row = 0; row < references.size(); row++) {
            Integer target = ids.get(references.name(row));
            if (target != null) {
              int from = enclosing(symbols, file.path(), references.line(row));
              sink.accept(
                  new Relationship(
                      from,
                      target,
                      RelationshipKind.CALLS,
                      file.path(),
                      references.line(row),
                      Evidence.LIKELY,
                      1,
                      true));
            }
          }
        }
      }
    };
  }

  private static int enclosing(List<Symbol> symbols, String path, int line) {
    int found = 0;
    for (Symbol symbol : symbols) {
      if (symbol.path().equals(path) && symbol.startLine() <= line) {
        found = symbol.id();
      }
    }
    return found;
  }

  private static void add(
      List<Symbol> symbols, String path, String name, String key, SymbolKind kind, int line) {
    symbols.add(
        new Symbol(
            symbols.size(),
            key,
            name,
            name,
            kind,
            "lines",
            path,
            line,
            line,
            line,
            name,
            "",
            Visibility.PUBLIC,
            -1,
            false,
            "h"));
  }
}
