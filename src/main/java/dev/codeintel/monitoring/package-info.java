/**
 * The catalogue of meters and the statistics of operations. Main type: {@link
 * dev.codeintel.monitoring.Meters}. May be used by all and knows none of them.
 */
@NullMarked
package dev.codeintel.monitoring;

import org.jspecify.annotations.NullMarked;
