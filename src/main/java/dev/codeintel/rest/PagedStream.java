package dev.codeintel.rest;

import dev.codeintel.model.CallScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/**
 * A stream that reads one page when the reader has taken the one before. Between pages it holds no
 * connection and no more than one page, so a slow or vanished reader costs nothing but the lease.
 */
final class PagedStream {
  private static final Logger LOG = Logger.getLogger(PagedStream.class);
  static final int PAGE = 1_000;

  private PagedStream() {}

  /**
   * @param page returns the rows after a key, at most {@link #PAGE}; called on a worker thread,
   *     within the scope of a call that ends with its reader
   * @param limit how long a page may take
   * @param keyOf the key of a row
   */
  static <T> Multi<T> of(LongFunction<List<T>> page, ToLongFunction<T> keyOf, Duration limit) {
    return Multi.createBy()
        .repeating()
        .<Position<T>, Position<T>>uni(
            () -> new Position<>(-1), position -> next(position, page, keyOf, limit))
        .whilst(position -> !position.isLast())
        .onItem()
        .transformToMultiAndConcatenate(position -> Multi.createFrom().iterable(position.rows()))
        .onFailure()
        .invoke(e -> LOG.error("A stream ended early", e));
  }

  private static <T> Uni<Position<T>> next(
      Position<T> position, LongFunction<List<T>> page, ToLongFunction<T> keyOf, Duration limit) {
    CallScope scope = CallScope.lasting(limit);
    return Uni.createFrom()
        .item(() -> scope.call(() -> position.next(page, keyOf)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onCancellation()
        .invoke(scope::cancel);
  }

  /** Where the stream stands; used by one thread after another. */
  private static final class Position<T> {
    private long after;
    private List<T> rows = List.of();

    Position(long after) {
      this.after = after;
    }

    Position<T> next(LongFunction<List<T>> page, ToLongFunction<T> keyOf) {
      rows = page.apply(after);
      if (!rows.isEmpty()) {
        after = keyOf.applyAsLong(rows.get(rows.size() - 1));
      }
      return this;
    }

    List<T> rows() {
      return rows;
    }

    boolean isLast() {
      return rows.size() < PAGE;
    }
  }
}
