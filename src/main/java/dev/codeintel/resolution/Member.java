package dev.codeintel.resolution;

import java.util.HashMap;
import java.util.Map;

/**
 * A callable as a member of some type: what the type parameters of the declaring type stand for
 * there.
 */
record Member(Signature signature, Map<Type.Variable, Type> substitution) {

  Member {
    substitution = Map.copyOf(substitution);
  }

  /** Returns this member seen through more of what type parameters stand for. */
  Member seenThrough(Map<Type.Variable, Type> arguments) {
    if (arguments.isEmpty()) {
      return this;
    }
    Map<Type.Variable, Type> composed = new HashMap<>(arguments);
    substitution.forEach((variable, type) -> composed.put(variable, type.substitute(arguments)));
    return new Member(signature, composed);
  }
}
