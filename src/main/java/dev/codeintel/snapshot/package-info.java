/**
 * Publishing, opening, swapping and retiring snapshots; the writer's lock; where snapshots lie.
 * Main type: {@link dev.codeintel.snapshot.SnapshotStore}.
 */
@NullMarked
package dev.codeintel.snapshot;

import org.jspecify.annotations.NullMarked;
