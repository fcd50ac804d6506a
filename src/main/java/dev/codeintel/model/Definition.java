package dev.codeintel.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition as one file alone shows it.
 *
 * @param kind what is defined
 * @param name the simple name; never empty
 * @param parent index of the enclosing definition in the same file, or -1 at the top level
 * @param scope index of the scope the definition stands in
 * @param range the whole declaration with its annotations or decorators, without its comment
 * @param nameLine zero-based line of the name
 * @param signature the declaration up to its body, on one line
 * @param doc the documentation comment or docstring without its markers; empty if there is none
 * @param visibility who may use it
 * @param isStatic whether it belongs to its type rather than to instances
 * @param isAbstract whether it has no body of its own and is meant to be overridden
 * @param hasBody whether the declaration has a body; a signature alone has none
 * @param type the declared type of a value or the declared result of a callable, as written; null
 *     if none is declared
 * @param owner the type a definition outside its body belongs to, as written (a Go receiver, a Rust
 *     {@code impl}, a C++ qualifier); null if nesting tells it
 * @param value index of the expression in {@link FileFacts#references()} whose value a variable or
 *     field starts with, or -1
 * @param parameters the parameters of a callable; empty for everything else
 * @param textHash hash of the declaration's bytes; the same text has the same hash wherever it
 *     stands
 */
public record Definition(
    SymbolKind kind,
    String name,
    int parent,
    int scope,
    SourceRange range,
    int nameLine,
    String signature,
    String doc,
    Visibility visibility,
    boolean isStatic,
    boolean isAbstract,
    boolean hasBody,
    @Nullable String type,
    @Nullable String owner,
    int value,
    List<Parameter> parameters,
    long textHash) {

  /** The {@link #owner} of what an object written out has: no name but the object's leads to it. */
  public static final String IN_LITERAL = "";

  public Definition {
    parameters = List.copyOf(parameters);
  }
}
