package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Parameter;

/**
 * How many arguments a callable can be passed.
 *
 * @param most {@link Integer#MAX_VALUE} if there is no limit
 */
record Arity(int least, int most) {

  static Arity of(Definition definition) {
    int least = 0;
    boolean isOpen = false;
    for (Parameter parameter : definition.parameters()) {
      isOpen |= parameter.variadic();
      least += parameter.optional() || parameter.variadic() ? 0 : 1;
    }
    return new Arity(least, isOpen ? Integer.MAX_VALUE : definition.parameters().size());
  }

  /** Tells whether that many arguments can be passed; -1 is any number. */
  boolean takes(int arguments) {
    return arguments < 0 || (arguments >= least && arguments <= most);
  }
}
