@NullMarked
package dev.codeintel.transport;

import org.jspecify.annotations.NullMarked;
