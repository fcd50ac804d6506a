package dev.codeintel.tools.answer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes to the client, within its budget.
 *
 * @param isError whether the text says why there is no answer
 * @param text line-oriented
 * @param structured the same as an object; null for an error, or if switched off
 * @param failure category of an error; null otherwise
 */
public record RenderedAnswer(
    boolean isError,
    String text,
    @Nullable Map<String, Object> structured,
    dev.codeintel.model.@Nullable ErrorCode failure) {}
