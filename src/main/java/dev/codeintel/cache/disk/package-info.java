/** The cache in the data folder, shared by all repositories, refs and processes. */
@NullMarked
package dev.codeintel.cache.disk;

import org.jspecify.annotations.NullMarked;
