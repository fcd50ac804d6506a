package dev.codeintel.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one file alone tells: a pure function of its bytes, its path and the extractor's version.
 *
 * @param path relative to the repository's root, with forward slashes
 * @param language id of the language profile that was used
 * @param packageName the package or namespace the file declares at its top, as written; null if it
 *     declares none
 * @param lineCount number of lines
 * @param syntaxErrors 0 if the parser could make sense of all of it
 * @param definitions in the order of the source, outer before inner
 * @param scopes outer before inner; the first is the file's own
 * @param locals parameters and local variables
 * @param imports in the order of the source
 * @param references uses of names, and the expressions they stand in; inner before outer
 * @param exports names the module offers under another name, each as {@code offered:own}
 */
public record FileFacts(
    String path,
    String language,
    @Nullable String packageName,
    int lineCount,
    int syntaxErrors,
    List<Definition> definitions,
    List<Scope> scopes,
    List<LocalVariable> locals,
    List<Import> imports,
    ReferenceTable references,
    List<String> exports) {

  public FileFacts {
    definitions = List.copyOf(definitions);
    scopes = List.copyOf(scopes);
    locals = List.copyOf(locals);
    imports = List.copyOf(imports);
    exports = List.copyOf(exports);
  }
}
