/**
 * Configuration that all features share. Everything else is configured next to the feature it
 * belongs to. Knows no feature.
 */
@NullMarked
package dev.codeintel.config;

import org.jspecify.annotations.NullMarked;
