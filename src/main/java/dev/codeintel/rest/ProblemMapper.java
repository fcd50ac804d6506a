package dev.codeintel.rest;

import dev.codeintel.model.CodeIntelException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns failures of operations into problems. */
final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  ProblemMapper() {}

  @ServerExceptionMapper
  Response map(CodeIntelException e) {
    Response.Status status =
        switch (e.code()) {
          case CALLER -> Response.Status.BAD_REQUEST;
          case NOT_FOUND -> Response.Status.NOT_FOUND;
          case UNAVAILABLE -> Response.Status.SERVICE_UNAVAILABLE;
          case INTERNAL -> Response.Status.INTERNAL_SERVER_ERROR;
        };
    if (status == Response.Status.INTERNAL_SERVER_ERROR) {
      LOG.error("A request failed", e);
    }
    Problem problem =
        new Problem(
            status.getStatusCode(), status.getReasonPhrase(), String.valueOf(e.getMessage()));
    return Response.status(status).type("application/problem+json").entity(problem).build();
  }

  /** What the framework refuses before a resource is asked has no words of its own. */
  @ServerExceptionMapper
  Response map(WebApplicationException e) {
    Response.StatusType status = e.getResponse().getStatusInfo();
    String detail =
        switch (status.getStatusCode()) {
          case 400 -> "The request cannot be read; a body must be a JSON object.";
          case 404 -> "There is nothing here; /q/openapi lists what there is.";
          case 405 -> "This cannot be asked with this method; /q/openapi lists what there is.";
          case 406 -> "No such kind of answer is given; ask for application/json.";
          case 415 -> "A body must be sent with Content-Type: application/json.";
          default -> String.valueOf(e.getMessage());
        };
    Problem problem = new Problem(status.getStatusCode(), status.getReasonPhrase(), detail);
    return Response.fromResponse(e.getResponse())
        .type("application/problem+json")
        .entity(problem)
        .build();
  }
}
