@NullMarked
package dev.codeintel.catalog;

import org.jspecify.annotations.NullMarked;
