package dev.codeintel.scip;

import dev.codeintel.model.Relationship;
import dev.codeintel.model.Symbol;
import dev.codeintel.resolution.LinkFailure;
import dev.codeintel.resolution.ResolvedSymbols;
import dev.codeintel.scip.ScipDocument.Encoding;
import dev.codeintel.scip.ScipDocument.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Symbols and relationships corrected by a SCIP index. Where the index says which symbol a name
 * means, relationships at that line with that name lead to this symbol and are resolved; those that
 * contradict it are left out. The whole index is checked before the first relationship.
 */
public final class ScipSymbols implements ResolvedSymbols {
  /** A symbol the index defines in this tree, but that is none of ours: a parameter, a local. */
  static final int NOT_OURS = -1;

  /** A symbol of another package. */
  static final int OUTSIDE = -2;

  /** Definitions whose text is not their name; more of them, and the file has changed since. */
  private static final double MAX_MISPLACED = 0.1;

  private final ScipFile scip;
  private final ResolvedSymbols symbols;
  private final SourceTexts sources;
  private final Declarations declarations;
  private final Map<String, Integer> defined = new HashMap<>();
  private final Set<String> origins = new HashSet<>();
  private int corrected;

  /**
   * Checks a SCIP index against the tree.
   *
   * @throws ScipException if it was made from other sources
   */
  public ScipSymbols(ScipFile scip, ResolvedSymbols symbols, SourceTexts sources) {
    this.scip = scip;
    this.symbols = symbols;
    this.sources = sources;
    this.declarations = new Declarations(scip, symbols);
    for (String path : scip.paths()) {
      String text = sources.text(path).orElse(null);
      if (text != null) {
        define(scip.document(path), text);
      } else if (!sources.isLeftOut(path)) {
        throw new ScipException(
            scip.file()
                + " speaks of \""
                + path
                + "\", which is not in this tree. Make the SCIP index in the root of the repository"
                + " that is being indexed.",
            null);
      }
    }
  }

  private void define(ScipDocument document, String text) {
    ScipText lines = new ScipText(text, document.encoding());
    int definitions = 0;
    int misplaced = 0;
    boolean isOther = !document.text().isEmpty() && !document.text().equals(text);
    for (Occurrence occurrence : document.occurrences()) {
      String written = lines.at(occurrence);
      if (written == null) {
        isOther = true;
      } else if (occurrence.isDefinition() && !ScipName.isLocal(occurrence.symbol())) {
        ScipName name = ScipName.of(occurrence.symbol());
        boolean isPlaced = isSpecial(name) || written.contains(name.simple());
        definitions++;
        misplaced += isPlaced ? 0 : 1;
        origins.add(name.origin());
        define(document.path(), occurrence, name, isPlaced ? written : "");
      }
    }
    if (isOther || misplaced > definitions * MAX_MISPLACED) {
      throw new ScipException(
          scip.file()
              + " does not fit \""
              + document.path()
              + "\": the file has changed since. Make the SCIP index again, then index.",
          null);
    }
  }

  /** Names that need not stand in the source as they are. */
  private static boolean isSpecial(ScipName name) {
    return name.isNamespace()
        || name.isParameter()
        || name.simple().startsWith("<")
        || name.simple().startsWith("__");
  }

  private void define(String path, Occurrence occurrence, ScipName name, String written) {
    var own = declarations.at(path, occurrence.line(), written, name.simple().startsWith("<"));
    if (own == null) {
      own = declarations.at(path, occurrence.line(), name.simple(), false);
    }
    int id = own == null || name.isParameter() || name.isNamespace() ? NOT_OURS : own.id();
    defined.merge(occurrence.symbol(), id, (first, other) -> first == NOT_OURS ? other : first);
  }

  /**
   * Returns the symbol that is meant, {@link #NOT_OURS} or {@link #OUTSIDE}; null if the index
   * leaves that open.
   */
  @Nullable Integer meant(String symbol) {
    Integer id = defined.get(symbol);
    if (id != null || ScipName.isLocal(symbol)) {
      return id;
    }
    ScipName name = ScipName.of(symbol);
    // Made up by the compiler, or in a part that was not indexed: neither ours nor outside.
    boolean isOpen =
        name.origin().isEmpty()
            || origins.contains(name.origin())
            || name.isNamespace()
            || name.isParameter();
    return isOpen ? null : OUTSIDE;
  }

  Declarations declarations() {
    return declarations;
  }

  /** Returns the simple name of any symbol. */
  @Override
  public String name(int symbol) {
    return symbols.name(symbol);
  }

  @Override
  public Set<String> wholeLanguages() {
    return symbols.wholeLanguages();
  }

  @Override
  public List<LinkFailure> failures() {
    return symbols.failures();
  }

  @Override
  public int external(String qualifiedName) {
    return symbols.external(qualifiedName);
  }

  /** Returns how many relationships were added or now lead elsewhere. */
  public int corrected() {
    return corrected;
  }

  @Override
  public void symbols(Consumer<Symbol> sink) {
    symbols.symbols(sink);
  }

  @Override
  public void relationships(Consumer<Relationship> sink) {
    List<Relationship> ofFile = new ArrayList<>();
    symbols.relationships(
        edge -> {
          if (!ofFile.isEmpty() && !ofFile.get(0).path().equals(edge.path())) {
            correct(ofFile, sink);
            ofFile.clear();
          }
          ofFile.add(edge);
        });
    correct(ofFile, sink);
  }

  private void correct(List<Relationship> edges, Consumer<Relationship> sink) {
    if (edges.isEmpty()) {
      return;
    }
    String path = edges.get(0).path();
    String text = scip.holds(path) ? sources.text(path).orElse(null) : null;
    if (text == null) {
      edges.forEach(sink);
      return;
    }
    ScipDocument document = scip.document(path);
    Encoding encoding = document.encoding();
    FileCorrection correction = new FileCorrection(this, document, new ScipText(text, encoding));
    correction.correct(edges, sink);
    corrected += correction.corrected();
  }
}
