package dev.codeintel.model;

import org.jspecify.annotations.Nullable;

/**
 * A name that is visible in one scope only: a parameter or a local variable. It is not a symbol; it
 * exists so that what it hides and what it holds are known.
 *
 * @param name as written
 * @param scope index of the scope it is visible in
 * @param startByte offset of its declaration
 * @param type the declared type as written, or null
 * @param value index of the expression it is set from in {@link FileFacts#references()}, or -1
 * @param parameter position among the parameters of the function whose scope it is in, or -1
 * @param isElement whether it runs over the elements of {@code value} instead of holding it
 */
public record LocalVariable(
    String name,
    int scope,
    int startByte,
    @Nullable String type,
    int value,
    int parameter,
    boolean isElement) {}
