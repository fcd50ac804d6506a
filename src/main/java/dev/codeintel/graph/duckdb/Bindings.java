package dev.codeintel.graph.duckdb;

import dev.codeintel.graph.Globs;
import dev.codeintel.graph.LinkQuery;
import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.SymbolKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds the parameters of one statement in their order. Lists are bound as comma-joined text. */
final class Bindings {
  private static final String IN_SOURCE =
      Stream.of(SymbolKind.values())
          .filter(SymbolKind::isInSource)
          .map(SymbolKind::label)
          .collect(Collectors.joining(","));
  private static final String ALL_BUT_CONTAINS =
      Stream.of(RelationshipKind.values())
          .filter(kind -> kind != RelationshipKind.CONTAINS)
          .map(RelationshipKind::label)
          .collect(Collectors.joining(","));

  private final PreparedStatement statement;
  private int next = 1;

  Bindings(PreparedStatement statement) {
    this.statement = statement;
  }

  Bindings text(String value) throws SQLException {
    statement.setString(next++, value);
    return this;
  }

  /** Binds each value to a parameter of its own. */
  Bindings each(List<String> values) throws SQLException {
    for (String value : values) {
      text(value);
    }
    return this;
  }

  /** Binds a value that is tested for being empty first. */
  Bindings optional(String value) throws SQLException {
    return text(value).text(value);
  }

  Bindings texts(Collection<String> values) throws SQLException {
    statement.setArray(
        next++, statement.getConnection().createArrayOf("VARCHAR", values.toArray()));
    return this;
  }

  Bindings number(long value) throws SQLException {
    statement.setLong(next++, value);
    return this;
  }

  Bindings decimal(double value) throws SQLException {
    statement.setDouble(next++, value);
    return this;
  }

  Bindings flag(boolean value) throws SQLException {
    statement.setBoolean(next++, value);
    return this;
  }

  Bindings ids(Collection<Integer> ids) throws SQLException {
    return text(ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** Binds {@link SymbolRows#FILTER}. */
  Bindings filter(SymbolFilter filter) throws SQLException {
    String kinds =
        filter.kinds().stream().map(SymbolKind::label).sorted().collect(Collectors.joining(","));
    return text(kinds.isEmpty() ? IN_SOURCE : kinds)
        .optional(Globs.toRegex(filter.pathGlob()))
        .optional(filter.language())
        .flag(filter.includeTests());
  }

  /** Binds {@link LinkQueries#FILTER}. */
  Bindings links(LinkQuery query) throws SQLException {
    String kinds =
        query.kinds().stream()
            .map(RelationshipKind::label)
            .sorted()
            .collect(Collectors.joining(","));
    String grades =
        Stream.of(Evidence.values())
            .filter(evidence -> evidence.isAtLeast(query.least()))
            .map(Evidence::label)
            .collect(Collectors.joining(","));
    return text(kinds.isEmpty() ? ALL_BUT_CONTAINS : kinds)
        .text(grades)
        .optional(Globs.toRegex(query.pathGlob()))
        .optional(query.language())
        .flag(query.includeTests());
  }
}
