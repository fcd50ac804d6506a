@NullMarked
package dev.codeintel.retrieval;

import org.jspecify.annotations.NullMarked;
