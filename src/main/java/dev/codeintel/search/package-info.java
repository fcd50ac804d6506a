/**
 * Text, regular expression and ranked name search over one snapshot. Main type: {@link
 * dev.codeintel.search.CodeSearch}.
 */
@NullMarked
package dev.codeintel.search;

import org.jspecify.annotations.NullMarked;
