/**
 * What tools take: input records whose components are arguments, the schema made of them, and the
 * check of what a client sent. Main types: {@link dev.codeintel.tools.input.InputType} and {@link
 * dev.codeintel.tools.input.Arguments}. Knows no tool and no protocol.
 */
@NullMarked
package dev.codeintel.tools.input;

import org.jspecify.annotations.NullMarked;
