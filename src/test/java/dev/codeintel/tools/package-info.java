@NullMarked
package dev.codeintel.tools;

import org.jspecify.annotations.NullMarked;
