/**
 * What the native executable does in another way than Java does it. Only the image builder calls
 * this, and only this names the image builder's annotations. Uses no other package.
 */
@NullMarked
package dev.codeintel.nativeimage;

import org.jspecify.annotations.NullMarked;
