package dev.codeintel.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
   * @param page returns the rows after a key, at most {@link #PAGE}; called on a worker thread
   * @param keyOf the key of a row
   */
  static <T> Multi<T> of(LongFunction<List<T>> page, ToLongFunction<T> keyOf) {
    return Multi.createBy()
        .repeating()
        .<Position<T>, Position<T>>uni(
            () -> new Position<>(-1),
            position ->
                Uni.createFrom()
                    .item(() -> position.next(page, keyOf))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .whilst(position -> !position.isLast())
        .onItem()
        .transformToMultiAndConcatenate(position -> Multi.createFrom().iterable(position.rows()))
        .onFailure()
        .invoke(e -> LOG.error("A stream ended early", e));
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
