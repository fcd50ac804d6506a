package dev.codeintel.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several questions of one call at once, on as many threads as there are processors. */
final class SideBySide {
  private SideBySide() {}

  /** How one ended; without both if it was not begun. */
  private record Outcome<B>(@Nullable B result, @Nullable Throwable failure) {}

  /**
   * Returns the results in order, when all have ended. After a failure no other is begun, and the
   * first failure is thrown.
   *
   * @param function thread-safe; returns no null
   */
  static <A, B> List<B> map(List<A> all, Function<A, B> function) {
    AtomicBoolean hasFailed = new AtomicBoolean();
    List<Outcome<B>> outcomes =
        all.parallelStream()
            .map(
                each ->
                    hasFailed.get()
                        ? new Outcome<B>(null, null)
                        : outcome(each, function, hasFailed))
            .toList();
    List<B> results = new ArrayList<>();
    for (Outcome<B> outcome : outcomes) {
      if (outcome.failure() instanceof RuntimeException e) {
        throw e;
      }
      if (outcome.failure() instanceof Error e) {
        throw e;
      }
      if (outcome.result() != null) {
        results.add(outcome.result());
      }
    }
    return results;
  }

  private static <A, B> Outcome<B> outcome(
      A each, Function<A, B> function, AtomicBoolean hasFailed) {
    try {
      return new Outcome<>(function.apply(each), null);
    } catch (RuntimeException | Error e) {
      hasFailed.set(true);
      return new Outcome<>(null, e);
    }
  }
}
