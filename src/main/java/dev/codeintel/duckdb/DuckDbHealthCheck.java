package dev.codeintel.duckdb;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the engine answers, and also while nobody has needed it yet. */
@Readiness
@ApplicationScoped
class DuckDbHealthCheck implements HealthCheck {
  private final DuckDbDatabase database;

  DuckDbHealthCheck(DuckDbDatabase database) {
    this.database = database;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("DuckDB");
    if (!database.isOpen()) {
      return response.up().withData("engine", "not needed yet").build();
    }
    try {
      database.run("memory", connection -> connection.isValid(1));
      return response.up().withData("engine", "open").build();
    } catch (SQLException e) {
      return response.down().withData("error", e.getMessage()).build();
    }
  }
}
