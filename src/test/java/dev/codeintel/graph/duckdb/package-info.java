@NullMarked
package dev.codeintel.graph.duckdb;

import org.jspecify.annotations.NullMarked;
