/**
 * Native libraries that come with this program and have to be files to be loaded. Main type: {@link
 * dev.codeintel.natives.NativeFolder}.
 */
@NullMarked
package dev.codeintel.natives;

import org.jspecify.annotations.NullMarked;
