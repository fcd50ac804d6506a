/**
 * What a language is: the profiles in {@code languages/<id>/} and their registry. Main type: {@link
 * dev.codeintel.parsing.language.LanguageRegistry}. Knows nothing of the parser behind them.
 */
@NullMarked
package dev.codeintel.parsing.language;

import org.jspecify.annotations.NullMarked;
