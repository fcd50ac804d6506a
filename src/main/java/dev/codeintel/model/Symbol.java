package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that has a name and, unless it is external, a definition. Lines are zero-based here and
 * in the database, inclusive; answers make them one-based.
 *
 * @param id number within its snapshot, from 0, perhaps with gaps; means nothing in another
 *     snapshot
 * @param key the stable id: {@code path#Outer.method(String,int)}, with {@code ~2} for the second
 *     of true duplicates; the bare path for a {@link SymbolKind#FILE}; the qualified name for what
 *     has no file
 * @param name the simple name
 * @param qualifiedName with its package or module, joined by the language's separator
 * @param kind what it is
 * @param language id of the language profile; empty if unknown
 * @param path the file, relative to the repository's root; empty for external symbols
 * @param startLine first line of the declaration; -1 for external symbols
 * @param endLine last line of the declaration; -1 for external symbols
 * @param nameLine line of the name; -1 for external symbols
 * @param signature the declaration up to its body, on one line; empty if it has none
 * @param doc its documentation; empty if it has none
 * @param visibility who may use it
 * @param parentId the enclosing symbol, or -1
 * @param isTest whether it lies in test code
 * @param contentHash hash of the declaration's text, hexadecimal; null for external symbols
 */
public record Symbol(
    int id,
    String key,
    String name,
    String qualifiedName,
    SymbolKind kind,
    String language,
    String path,
    int startLine,
    int endLine,
    int nameLine,
    String signature,
    String doc,
    Visibility visibility,
    int parentId,
    boolean isTest,
    @Nullable String contentHash) {}
