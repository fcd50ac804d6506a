@NullMarked
package dev.codeintel.indexing;

import org.jspecify.annotations.NullMarked;
