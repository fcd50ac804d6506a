/**
 * The vocabulary of the service: records and enums that every other package speaks. Knows nothing
 * of files on disk, databases or protocols.
 */
@NullMarked
package dev.codeintel.model;

import org.jspecify.annotations.NullMarked;
