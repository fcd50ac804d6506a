package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.LinkQuery;
import dev.codeintel.model.Relationship;
import java.util.Collection;
import java.util.List;

/** Where relationships are looked up by the symbols at one of their ends. Thread-safe. */
interface Edges {

  /**
   * Returns the relationships of some symbols, in no order.
   *
   * @param forward true for those that start at the symbols, false for those that end there
   */
  List<Relationship> of(Collection<Integer> symbolIds, boolean forward, LinkQuery query);
}
