@NullMarked
package dev.codeintel.monitoring;

import org.jspecify.annotations.NullMarked;
