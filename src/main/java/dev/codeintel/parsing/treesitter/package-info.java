/**
 * The only user of tree-sitter: runs a language's query over a file and turns the captures into
 * facts.
 */
@NullMarked
package dev.codeintel.parsing.treesitter;

import org.jspecify.annotations.NullMarked;
