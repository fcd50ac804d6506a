@NullMarked
package dev.codeintel.tools.answer;

import org.jspecify.annotations.NullMarked;
