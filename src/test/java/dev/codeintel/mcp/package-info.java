@NullMarked
package dev.codeintel.mcp;

import org.jspecify.annotations.NullMarked;
