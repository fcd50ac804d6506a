/** A file system that counts how often a program looks at it. */
@NullMarked
package dev.codeintel.cli.looks;

import org.jspecify.annotations.NullMarked;
