@NullMarked
package dev.codeintel.search;

import org.jspecify.annotations.NullMarked;
