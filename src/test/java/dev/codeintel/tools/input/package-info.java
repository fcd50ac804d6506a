@NullMarked
package dev.codeintel.tools.input;

import org.jspecify.annotations.NullMarked;
