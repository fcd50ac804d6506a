@NullMarked
package dev.codeintel.cache.memory;

import org.jspecify.annotations.NullMarked;
