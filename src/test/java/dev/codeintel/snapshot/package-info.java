@NullMarked
package dev.codeintel.snapshot;

import org.jspecify.annotations.NullMarked;
