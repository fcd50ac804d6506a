package dev.codeintel.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready unless a snapshot turned out to be damaged and no older one answers in its place. */
@Readiness
@ApplicationScoped
class SnapshotHealthCheck implements HealthCheck {
  private final SnapshotStore snapshots;

  SnapshotHealthCheck(SnapshotStore snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public HealthCheckResponse call() {
    List<SnapshotStore.DamagedSnapshot> damaged = snapshots.damaged();
    var response =
        HealthCheckResponse.named("Snapshots")
            .status(damaged.stream().allMatch(SnapshotStore.DamagedSnapshot::isReplaced));
    return damaged.isEmpty()
        ? response.build()
        : response
            .withData(
                "damaged",
                damaged.stream()
                    .map(each -> each.file().getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(", ")))
            .build();
  }
}
