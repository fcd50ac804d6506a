package dev.codeintel.resolution;

import java.util.List;

/**
 * A callable with its types resolved, as it is declared: type parameters are {@link Type.Variable
 * variables}.
 *
 * @param symbol the callable, or -1 outside the index
 * @param external its qualified name outside the index; empty inside
 * @param typeParameters its own type parameters, not those of its type
 * @param parameters types of its parameters; {@link Type.External#UNKNOWN} where one is not known;
 *     the last one is an array if it is variadic
 * @param arity how many arguments it takes
 * @param result type of what it returns; {@link Type.External#UNKNOWN} if not known
 */
record Signature(
    int symbol,
    String external,
    boolean isStatic,
    boolean isAbstract,
    boolean isVariadic,
    List<Type.Variable> typeParameters,
    List<Type> parameters,
    Arity arity,
    Type result) {

  Signature {
    typeParameters = List.copyOf(typeParameters);
    parameters = List.copyOf(parameters);
  }

  /** Returns the signature of what takes nothing and gives back a value of a type. */
  static Signature giving(Type result) {
    return new Signature(
        -1, "", false, false, false, List.of(), List.of(), new Arity(0, 0), result);
  }

  /** Returns the type an argument must fit, with a variadic parameter spread out if asked. */
  Type parameter(int index, boolean isSpread) {
    if (isVariadic && isSpread && index >= parameters.size() - 1) {
      Type last = parameters.get(parameters.size() - 1);
      return last.arguments().isEmpty() ? Type.External.UNKNOWN : last.arguments().get(0);
    }
    return index < parameters.size() ? parameters.get(index) : Type.External.UNKNOWN;
  }
}
