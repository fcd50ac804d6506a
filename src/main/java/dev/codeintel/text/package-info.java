/**
 * Text that came from outside made fit to be shown, and what was probably meant by it. May be used
 * by all and knows none of them.
 */
@NullMarked
package dev.codeintel.text;

import org.jspecify.annotations.NullMarked;
