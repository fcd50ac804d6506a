/**
 * The tools over the Model Context Protocol. The only package that knows the MCP extension; the
 * questions are asked and answered in {@code tools}.
 */
@NullMarked
package dev.codeintel.mcp;

import org.jspecify.annotations.NullMarked;
