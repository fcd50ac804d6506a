package dev.codeintel.rest;

import dev.codeintel.model.CodeIntelException;
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
}
