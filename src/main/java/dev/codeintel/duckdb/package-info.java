/**
 * The one DuckDB engine of the process: its settings, its connections, attached snapshot files and
 * the translation of its errors. Main type: {@link dev.codeintel.duckdb.DuckDbDatabase}. Knows the
 * schema's text but nothing of what the tables mean.
 */
@NullMarked
package dev.codeintel.duckdb;

import org.jspecify.annotations.NullMarked;
