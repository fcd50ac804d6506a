/**
 * The tools for agents: arguments in, a bounded answer out. Main type: {@link
 * dev.codeintel.mcp.CodeTools}. Each tool is a plain class; one renderer turns its answer into text
 * and a structured object within the caller's token budget. The only package that knows the MCP
 * extension, and the only one that makes lines one-based. Knows nothing of databases or parsers.
 */
@NullMarked
package dev.codeintel.mcp;

import org.jspecify.annotations.NullMarked;
