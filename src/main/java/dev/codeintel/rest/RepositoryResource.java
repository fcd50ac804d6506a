package dev.codeintel.rest;

import dev.codeintel.catalog.Catalog;
import dev.codeintel.catalog.GraphLease;
import dev.codeintel.graph.NamedRelationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.tools.ToolsConfig;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Status and content of the indexed repositories. */
@Path("/api/v1/repositories")
@Tag(name = "repositories")
public class RepositoryResource {
  private static final String NDJSON = "application/x-ndjson";

  private final Catalog catalog;
  private final ToolsConfig limits;

  RepositoryResource(Catalog catalog, ToolsConfig limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  /** Lists the repositories with their newest snapshots. */
  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Repositories, how far they are indexed and how fresh that is")
  public List<RepositoryView> repositories() {
    return catalog.status().stream().map(RepositoryView::of).toList();
  }

  /** Streams the symbols of the newest snapshot in the order of their ids. */
  @GET
  @Path("/{repo}/symbols")
  @Produces(NDJSON)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "All symbols, one JSON object a line")
  public Multi<SymbolRow> symbols(
      @Parameter(description = "name or id of the repository") @RestPath String repo,
      @Parameter(description = "only this language, for example java") @RestQuery @DefaultValue("")
          String language,
      @Parameter(description = "only this kind, for example class or method")
          @RestQuery("symbol_type")
          @DefaultValue("")
          String symbolType,
      @Parameter(description = "branch; the newest snapshot if absent") @RestQuery @DefaultValue("")
          String ref) {
    check(symbolType, "symbol_type", SymbolKind.values(), SymbolKind::label);
    return stream(
        repo,
        ref,
        lease ->
            PagedStream.of(
                    after ->
                        lease
                            .graph()
                            .symbolsAfter((int) after, language, symbolType, PagedStream.PAGE),
                    Symbol::id,
                    limits.callTimeout())
                .map(SymbolRow::of));
  }

  /** Streams the relationships of the newest snapshot with the names of both ends. */
  @GET
  @Path("/{repo}/relationships")
  @Produces(NDJSON)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "All relationships with the names of both ends, one JSON object a line")
  public Multi<RelationshipRow> relationships(
      @Parameter(description = "name or id of the repository") @RestPath String repo,
      @Parameter(description = "only those that start or end at the symbol with this number")
          @RestQuery("symbol_id")
          @DefaultValue("-1")
          int symbolId,
      @Parameter(description = "only this kind, for example calls")
          @RestQuery("relationship_type")
          @DefaultValue("")
          String relationshipType,
      @Parameter(description = "branch; the newest snapshot if absent") @RestQuery @DefaultValue("")
          String ref) {
    check(
        relationshipType, "relationship_type", RelationshipKind.values(), RelationshipKind::label);
    return stream(
        repo,
        ref,
        lease ->
            PagedStream.of(
                    after ->
                        lease
                            .graph()
                            .relationshipsAfter(
                                after, symbolId, relationshipType, PagedStream.PAGE),
                    NamedRelationship::position,
                    limits.callTimeout())
                .map(RelationshipRow::of));
  }

  private <T> Multi<T> stream(String repo, String ref, Function<GraphLease, Multi<T>> rows) {
    // As a resource the lease ends with the stream, even for a reader that leaves while it is
    // opened.
    return Multi.createFrom()
        .resource(() -> catalog.open(repo, ref), rows)
        .withFinalizer((GraphLease lease) -> lease.close())
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static <E> void check(
      String value, String parameter, E[] values, Function<E, String> label) {
    List<String> labels = Stream.of(values).map(label).toList();
    if (!value.isEmpty() && !labels.contains(value)) {
      throw new RestException(
          "\""
              + value
              + "\" is no "
              + parameter
              + "; one of: "
              + labels.stream().collect(Collectors.joining(", "))
              + ".");
    }
  }
}
