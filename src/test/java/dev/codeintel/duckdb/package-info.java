@NullMarked
package dev.codeintel.duckdb;

import org.jspecify.annotations.NullMarked;
