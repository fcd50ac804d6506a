@NullMarked
package dev.codeintel.cache;

import org.jspecify.annotations.NullMarked;
