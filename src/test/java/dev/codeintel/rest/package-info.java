@NullMarked
package dev.codeintel.rest;

import org.jspecify.annotations.NullMarked;
