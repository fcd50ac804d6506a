/**
 * The commands: index, serve, query, status. Main type: {@link dev.codeintel.cli.Main}. The only
 * package that writes to standard output by itself, and the only one that knows picocli.
 */
@NullMarked
package dev.codeintel.cli;

import org.jspecify.annotations.NullMarked;
