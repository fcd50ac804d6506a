@NullMarked
package dev.codeintel.vector;

import org.jspecify.annotations.NullMarked;
