@NullMarked
package dev.codeintel.cache.disk;

import org.jspecify.annotations.NullMarked;
