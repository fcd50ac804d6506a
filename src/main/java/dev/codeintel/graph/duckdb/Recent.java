package dev.codeintel.graph.duckdb;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was read lately, by a name. What was used longest ago gives way when all weigh more than
 * they may; what alone weighs too much is not kept. Thread-safe.
 *
 * @param <V> what is kept; not changed by whoever gets it
 */
final class Recent<V> {
  private final int most;
  private final ToIntFunction<? super V> weigher;
  private final LinkedHashMap<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int weight;

  /**
   * Makes an empty one.
   *
   * @param most that all may weigh together
   */
  Recent(int most, ToIntFunction<? super V> weigher) {
    this.most = most;
    this.weigher = weigher;
  }

  synchronized @Nullable V get(String name) {
    return entries.get(name);
  }

  /** Keeps a value; null is not kept. */
  synchronized void put(String name, @Nullable V value) {
    if (value == null || weigher.applyAsInt(value) > most) {
      return;
    }
    V before = entries.put(name, value);
    weight += weigher.applyAsInt(value) - (before == null ? 0 : weigher.applyAsInt(before));
    Iterator<Map.Entry<String, V>> oldest = entries.entrySet().iterator();
    while (weight > most && oldest.hasNext()) {
      weight -= weigher.applyAsInt(oldest.next().getValue());
      oldest.remove();
    }
  }
}
