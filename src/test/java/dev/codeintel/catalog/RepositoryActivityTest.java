package dev.codeintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepositoryActivityTest {
  private final RepositoryActivity state = new RepositoryActivity(new TestFolder(Path.of("r")));

  @Test
  void nothingIsKnownBeforeARunUnderTheEyesOfTheWatch() {
    RepositoryActivity.Run early = state.begin();
    assertThat(state.changedSince("s1")).isEqualTo(-1);
    state.watched();
    state.succeeded(early, "s1");
    assertThat(state.changedSince("s1")).as("the run began before the watch").isEqualTo(-1);

    state.succeeded(state.begin(), "s1");

    assertThat(state.changedSince("s1")).isZero();
    assertThat(state.changedSince("s2")).as("made by another process").isEqualTo(-1);
    state.notWatched(null);
    assertThat(state.changedSince("s1")).isEqualTo(-1);
    state.watched();
    assertThat(state.changedSince("s1")).as("not watched for a while").isEqualTo(-1);
  }

  @Test
  void changesCountUntilARunThatBeganAfterThemIsOver() {
    state.watched();
    state.succeeded(state.begin(), "s1");
    state.changed(Set.of("a", "b"));
    RepositoryActivity.Run run = state.begin();
    state.changed(Set.of("b", "c"));
    assertThat(state.changedSince("s1")).isEqualTo(3);

    state.succeeded(run, "s2");

    assertThat(state.changedSince("s2")).isEqualTo(2);
    assertThat(state.changedSince("s1")).isEqualTo(-1);
  }

  @Test
  void whatIsNoticedCountsUntilItIsSettled() {
    state.watched();
    state.succeeded(state.begin(), "s1");
    long before = state.changes();

    state.noticed("a.py");
    state.noticed("a.py");

    assertThat(state.changedSince("s1")).isOne();
    assertThat(state.changes()).isEqualTo(before + 2);
    state.settled(Set.of("a.py"));
    assertThat(state.changedSince("s1")).isZero();
    state.noticed("");
    assertThat(state.changedSince("s1")).isEqualTo(-1);
    state.settled(Set.of(""));
    assertThat(state.changedSince("s1")).isZero();
  }

  @Test
  void eventsLostDuringARunAreNotForgotten() {
    state.watched();
    RepositoryActivity.Run run = state.begin();

    state.changed(Set.of());
    state.succeeded(run, "s1");

    assertThat(state.changedSince("s1")).isEqualTo(-1);
    state.succeeded(state.begin(), "s1");
    assertThat(state.changedSince("s1")).isZero();
  }

  @Test
  void whatWasNoticedBeforeARunThatFailedIsStillToBeDone() {
    state.watched();
    state.succeeded(state.begin(), "s1");
    state.changed(Set.of("a"));
    state.failed(state.begin(), "no");
    assertThat(state.changedSince("s1")).isEqualTo(1);

    state.changed(Set.of());
    state.failed(state.begin(), "no");

    assertThat(state.changedSince("s1")).isEqualTo(-1);
    assertThat(state.lastError()).isEqualTo("no");
  }

  @Test
  void theEndOfOneRunDoesNotForgetWhatAnotherHasToDo() {
    state.watched();
    state.succeeded(state.begin(), "s1");
    RepositoryActivity.Run first = state.begin();
    state.changed(Set.of("a"));
    RepositoryActivity.Run second = state.begin();

    state.succeeded(first, "s2");

    assertThat(state.changedSince("s2")).isEqualTo(1);
    assertThat(state.isRunning()).isTrue();
    state.succeeded(second, "s3");
    assertThat(state.changedSince("s3")).isZero();
    assertThat(state.isRunning()).isFalse();
  }

  @Test
  void whoWaitsForARunHearsOfItsEnd() throws Exception {
    RepositoryActivity.Run run = state.begin();
    long before = state.turns();
    assertThat(state.awaitTurn(before, 10)).isFalse();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return state.awaitTurn(before, 60_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    state.failed(run, "no");

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(state.awaitTurn(before, 60_000)).isTrue();
  }
}
