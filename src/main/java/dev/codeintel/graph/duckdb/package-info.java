/**
 * The symbol graph in a DuckDB file: bulk writing and queries. Main types: {@link
 * dev.codeintel.graph.duckdb.DuckDbGraphStore} and the writer and graph it makes. Named by nobody
 * else; the interfaces are in {@link dev.codeintel.graph}.
 */
@NullMarked
package dev.codeintel.graph.duckdb;

import org.jspecify.annotations.NullMarked;
