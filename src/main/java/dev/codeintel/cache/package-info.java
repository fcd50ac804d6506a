/**
 * Content that is dear to make, kept under the hash of all it depends on. Main type: {@link
 * dev.codeintel.cache.TieredCache}; what it keeps things in are {@link
 * dev.codeintel.cache.CacheTier}s. An entry is never wrong, only left unused, so nothing is ever
 * invalidated. Knows nothing of what the bytes mean.
 */
@NullMarked
package dev.codeintel.cache;

import org.jspecify.annotations.NullMarked;
