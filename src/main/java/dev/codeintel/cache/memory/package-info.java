/** The cache in the heap of the process; the only user of Caffeine. */
@NullMarked
package dev.codeintel.cache.memory;

import org.jspecify.annotations.NullMarked;
