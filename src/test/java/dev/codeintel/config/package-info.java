@NullMarked
package dev.codeintel.config;

import org.jspecify.annotations.NullMarked;
