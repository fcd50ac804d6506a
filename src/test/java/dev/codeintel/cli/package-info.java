@NullMarked
package dev.codeintel.cli;

import org.jspecify.annotations.NullMarked;
