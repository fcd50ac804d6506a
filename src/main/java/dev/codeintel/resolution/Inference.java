package dev.codeintel.resolution;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what type parameters stand for from what is passed. */
final class Inference {
  private static final int MAX_DEPTH = 8;

  private final TypeHierarchy hierarchy;
  private final Conversions conversions;

  Inference(TypeHierarchy hierarchy, Conversions conversions) {
    this.hierarchy = hierarchy;
    this.conversions = conversions;
  }

  /**
   * Notes what free type parameters in a wanted type must be for a given type to fit. What is
   * already bound stays.
   */
  void unify(
      Type wanted,
      @Nullable Type given,
      Collection<Type.Variable> free,
      Map<Type.Variable, Type> bindings) {
    unify(wanted, given, free, bindings, 0);
  }

  private void unify(
      Type wanted,
      @Nullable Type given,
      Collection<Type.Variable> free,
      Map<Type.Variable, Type> bindings,
      int depth) {
    if (given == null || given.isUnknown() || depth > MAX_DEPTH || free.isEmpty()) {
      return;
    }
    if (wanted instanceof Type.Variable variable) {
      if (free.contains(variable) && !given.isNull()) {
        bindings.putIfAbsent(variable, conversions.boxed(given));
      }
      return;
    }
    if (wanted.arguments().isEmpty()) {
      return;
    }
    Type seen = wanted.isArray() ? given : hierarchy.asSuper(given, wanted);
    if (seen == null || (wanted.isArray() && !given.isArray())) {
      return;
    }
    List<Type> arguments = seen.arguments();
    for (int i = 0; i < wanted.arguments().size() && i < arguments.size(); i++) {
      unify(wanted.arguments().get(i), arguments.get(i), free, bindings, depth + 1);
    }
  }
}
