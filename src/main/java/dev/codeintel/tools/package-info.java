/**
 * The questions that can be asked, whoever asks and however: arguments in, a bounded answer out.
 * Main types: {@link dev.codeintel.tools.CodeTools} and {@link dev.codeintel.tools.Tool}. Each tool
 * is a bean with an input record and hit records. Knows no protocol, no database and no parser.
 */
@NullMarked
package dev.codeintel.tools;

import org.jspecify.annotations.NullMarked;
