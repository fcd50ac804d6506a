@NullMarked
package dev.codeintel.text;

import org.jspecify.annotations.NullMarked;
