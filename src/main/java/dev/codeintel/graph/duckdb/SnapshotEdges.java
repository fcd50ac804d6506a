package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Relationship;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The relationships of one snapshot, looked up in the database at first and in memory as soon as
 * that pays and if the budget allows. The answers are the same. Closing gives the memory back.
 */
final class SnapshotEdges implements Edges, AutoCloseable {
  /** So many look-ups are cheaper than reading everything; a command of one query needs fewer. */
  private static final int LOOK_UPS_IN_DATABASE = 8;

  private final Edges database;
  private final AdjacencyReader reader;
  private final HeapBudget budget;
  private final AtomicInteger lookUps = new AtomicInteger();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Adjacency memory;

  /** Guarded by {@link #reading}, like what follows. */
  private boolean isTried;

  /** What was taken from the budget. */
  private long taken;

  SnapshotEdges(Queries queries, HeapBudget budget) {
    this.database = new EdgeQueries(queries);
    this.reader = new AdjacencyReader(queries);
    this.budget = budget;
  }

  @Override
  public List<Relationship> of(Collection<Integer> symbolIds, boolean forward, LinkQuery query) {
    Adjacency read = memory;
    if (read == null && lookUps.incrementAndGet() > LOOK_UPS_IN_DATABASE) {
      read = read();
    }
    return (read == null ? database : read).of(symbolIds, forward, query);
  }

  /** Reads everything, unless somebody else just does or it does not fit. */
  private @Nullable Adjacency read() {
    if (!reading.tryLock()) {
      return null;
    }
    try {
      if (!isTried) {
        isTried = true;
        AdjacencyReader.Size size = reader.size();
        if (budget.take(size.bytes())) {
          taken = size.bytes();
          memory = reader.read(size);
        }
      }
      return memory;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() {
    reading.lock();
    try {
      budget.giveBack(taken);
      taken = 0;
      isTried = true;
      memory = null;
    } finally {
      reading.unlock();
    }
  }
}
