package dev.codeintel.scip;

import dev.codeintel.model.Evidence;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.scip.Declarations.Declaration;
import dev.codeintel.scip.ScipDocument.Implementation;
import dev.codeintel.scip.ScipDocument.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the relationships of one file against its document. */
final class FileCorrection {
  private final ScipSymbols symbols;
  private final Declarations declarations;
  private final ScipDocument document;
  private final Map<Integer, Map<String, Meaning>> byLine = new LinkedHashMap<>();
  private final Map<Integer, Set<Integer>> implemented = new HashMap<>();
  private final Set<Edge> seen = new HashSet<>();
  private int corrected;

  private record Edge(int from, int to, RelationshipKind kind, int line) {}

  /** What a name on one line means, and the relationships that take it for something. */
  private static final class Meaning {
    private final String symbol;
    private final int target;
    private final Set<String> names = new HashSet<>();
    private boolean isImport;
    private boolean isWrite;
    private boolean isShown;
    private @Nullable Relationship example;

    Meaning(String symbol, int target) {
      this.symbol = symbol;
      this.target = target;
    }
  }

  FileCorrection(ScipSymbols symbols, ScipDocument document, ScipText text) {
    this.symbols = symbols;
    this.declarations = symbols.declarations();
    this.document = document;
    for (Occurrence occurrence : document.occurrences()) {
      String written = text.at(occurrence);
      if (!occurrence.isDefinition() && written != null && ScipText.isName(written)) {
        add(occurrence, written);
      }
    }
    for (Implementation implementation : document.implementations()) {
      Integer from = symbols.meant(implementation.symbol());
      Integer to = symbols.meant(implementation.implemented());
      if (from != null && to != null && from >= 0 && to >= 0) {
        implemented.computeIfAbsent(from, id -> new HashSet<>()).add(to);
      }
    }
  }

  private void add(Occurrence occurrence, String written) {
    Integer target = symbols.meant(occurrence.symbol());
    if (target == null) {
      return;
    }
    Meaning meaning =
        byLine
            .computeIfAbsent(occurrence.line(), line -> new LinkedHashMap<>())
            .computeIfAbsent(occurrence.symbol(), symbol -> new Meaning(symbol, target));
    meaning.names.add(written);
    if (target >= 0) {
      meaning.names.add(symbols.name(target));
    }
    meaning.isImport |= occurrence.isImport();
    meaning.isWrite |= occurrence.isWrite();
  }

  int corrected() {
    return corrected;
  }

  void correct(List<Relationship> edges, Consumer<Relationship> sink) {
    for (Relationship edge : edges) {
      correct(edge, sink);
    }
    byLine.forEach((line, meanings) -> meanings.values().forEach(m -> complete(line, m, sink)));
    implemented.forEach((from, all) -> all.forEach(to -> override(from, to, sink)));
  }

  private void correct(Relationship edge, Consumer<Relationship> sink) {
    List<Meaning> meanings = edge.isDirect() ? meanings(edge) : List.of();
    boolean isUpheld = meanings.isEmpty();
    boolean isProved = false;
    boolean isOpen = false;
    for (Meaning meaning : meanings) {
      meaning.example = meaning.example == null ? edge : meaning.example;
      boolean isSame = meaning.target == edge.to() || isSameOutside(meaning, edge);
      if (isSame || isConstruction(meaning.target, edge.to())) {
        meaning.isShown = true;
        isUpheld = true;
        // That an instance is made does not say by which constructor.
        isProved |= isSame || !isConstructor(edge.to());
      }
      isOpen |= meaning.target == ScipSymbols.NOT_OURS;
    }
    if (isProved && edge.evidence() != Evidence.RESOLVED) {
      corrected++;
      emit(edge.from(), edge.to(), edge.kind(), edge.line(), true, sink);
    } else if (isUpheld || (isOpen && edge.evidence() == Evidence.RESOLVED)) {
      seen.add(new Edge(edge.from(), edge.to(), edge.kind(), edge.line()));
      sink.accept(edge);
    } else {
      corrected++;
    }
  }

  /** What our rules proved to be outside keeps the name it has in files without a document. */
  private boolean isSameOutside(Meaning meaning, Relationship edge) {
    return meaning.target == ScipSymbols.OUTSIDE
        && edge.evidence() == Evidence.RESOLVED
        && declarations.isOutside(edge.to());
  }

  private List<Meaning> meanings(Relationship edge) {
    if (edge.kind() == RelationshipKind.CONTAINS || edge.kind() == RelationshipKind.OVERRIDES) {
      return List.of();
    }
    Declaration to = declarations.of(edge.to());
    String name =
        symbols.name(to != null && to.kind() == SymbolKind.CONSTRUCTOR ? to.parent() : edge.to());
    List<Meaning> found = new ArrayList<>();
    for (Meaning meaning : byLine.getOrDefault(edge.line(), Map.of()).values()) {
      if (meaning.names.contains(name)) {
        found.add(meaning);
      }
    }
    return found;
  }

  private boolean isConstructor(int symbol) {
    Declaration declaration = declarations.of(symbol);
    return declaration != null && declaration.kind() == SymbolKind.CONSTRUCTOR;
  }

  /** Tells whether one is the type and the other a constructor of it. */
  private boolean isConstruction(int one, int other) {
    return (isConstructor(one) && parent(one) == other)
        || (isConstructor(other) && parent(other) == one);
  }

  private int parent(int symbol) {
    Declaration declaration = declarations.of(symbol);
    return declaration == null ? -1 : declaration.parent();
  }

  /** Adds what the sources alone did not show. */
  private void complete(int line, Meaning meaning, Consumer<Relationship> sink) {
    Declaration target = declarations.of(meaning.target);
    if (meaning.isShown || meaning.target == ScipSymbols.NOT_OURS) {
      return;
    }
    Relationship example = meaning.example;
    if (example != null) {
      RelationshipKind kind = target == null ? example.kind() : fitting(example.kind(), target);
      int to =
          target == null
              ? symbols.external(ScipName.of(meaning.symbol).qualified())
              : meaning.target;
      corrected++;
      emit(example.from(), to, kind, line, true, sink);
      return;
    }
    Declaration from = declarations.around(document.path(), line);
    if (target == null || from == null) {
      return;
    }
    corrected++;
    emit(from.id(), target.id(), kind(from, target, meaning), line, true, sink);
  }

  private static RelationshipKind fitting(RelationshipKind kind, Declaration target) {
    return switch (kind) {
      case CALLS, INSTANTIATES -> {
        if (target.kind().isType()) {
          yield RelationshipKind.INSTANTIATES;
        }
        yield target.kind().isCallable() ? RelationshipKind.CALLS : RelationshipKind.READS;
      }
      case READS, WRITES, USES_TYPE -> {
        if (target.kind().isType()) {
          yield RelationshipKind.USES_TYPE;
        }
        yield kind == RelationshipKind.USES_TYPE ? RelationshipKind.READS : kind;
      }
      case IMPORTS, EXTENDS, IMPLEMENTS, OVERRIDES, ANNOTATED_BY, CONTAINS -> kind;
    };
  }

  private RelationshipKind kind(Declaration from, Declaration target, Meaning meaning) {
    if (meaning.isImport) {
      return RelationshipKind.IMPORTS;
    }
    if (target.kind().isType()) {
      boolean isSupertype = implemented.getOrDefault(from.id(), Set.of()).contains(target.id());
      return isSupertype ? supertype(target) : RelationshipKind.USES_TYPE;
    }
    return meaning.isWrite ? RelationshipKind.WRITES : RelationshipKind.READS;
  }

  private static RelationshipKind supertype(Declaration target) {
    return target.kind() == SymbolKind.INTERFACE || target.kind() == SymbolKind.TRAIT
        ? RelationshipKind.IMPLEMENTS
        : RelationshipKind.EXTENDS;
  }

  private void override(int from, int to, Consumer<Relationship> sink) {
    Declaration overriding = declarations.of(from);
    Declaration overridden = declarations.of(to);
    if (overriding != null
        && overridden != null
        && overriding.kind().isCallable()
        && overridden.kind().isCallable()) {
      emit(from, to, RelationshipKind.OVERRIDES, overriding.nameLine(), false, sink);
    }
  }

  private void emit(
      int from,
      int to,
      RelationshipKind kind,
      int line,
      boolean isDirect,
      Consumer<Relationship> sink) {
    if (seen.add(new Edge(from, to, kind, line))) {
      sink.accept(
          new Relationship(from, to, kind, document.path(), line, Evidence.RESOLVED, 1, isDirect));
    }
  }
}
