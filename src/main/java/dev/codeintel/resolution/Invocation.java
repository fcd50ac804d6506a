package dev.codeintel.resolution;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call means, and what its type parameters stand for there. Not thread-safe. */
final class Invocation {
  static final Invocation NONE = new Invocation(Target.NONE, null);

  final Target target;

  /** The method that is meant, if one is certain. */
  final @Nullable Member member;

  final Map<Type.Variable, Type> bindings = new HashMap<>();
  boolean knowsFunctions;

  Invocation(Target target, @Nullable Member member) {
    this.target = target;
    this.member = member;
  }

  /** Returns the type a parameter has in this call. */
  Type parameter(int position, int arguments) {
    if (member == null) {
      return Type.External.UNKNOWN;
    }
    Signature signature = member.signature();
    int last = signature.parameters().size() - 1;
    boolean isSpread =
        signature.isVariadic()
            && (position > last || arguments != last + 1 || isFunctionArray(signature, last));
    return signature
        .parameter(position, isSpread)
        .substitute(member.substitution())
        .substitute(bindings);
  }

  /** One function for a variadic parameter of functions is an element, not the array. */
  private static boolean isFunctionArray(Signature signature, int last) {
    return signature.parameters().get(last).isArray();
  }
}
