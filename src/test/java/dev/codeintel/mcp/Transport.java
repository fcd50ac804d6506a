package dev.codeintel.mcp;

/** The ways of speaking MCP with a server. */
public enum Transport {
  STDIO,
  HTTP
}
