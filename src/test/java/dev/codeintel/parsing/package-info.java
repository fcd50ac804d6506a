@NullMarked
package dev.codeintel.parsing;

import org.jspecify.annotations.NullMarked;
