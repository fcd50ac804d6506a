@NullMarked
package dev.codeintel.parsing.language;

import org.jspecify.annotations.NullMarked;
