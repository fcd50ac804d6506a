@NullMarked
package dev.codeintel.graph;

import org.jspecify.annotations.NullMarked;
