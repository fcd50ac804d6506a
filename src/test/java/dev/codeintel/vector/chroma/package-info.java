@NullMarked
package dev.codeintel.vector.chroma;

import org.jspecify.annotations.NullMarked;
