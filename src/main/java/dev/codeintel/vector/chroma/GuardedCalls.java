package dev.codeintel.vector.chroma;

import dev.langchain4j.exception.HttpException;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls that end in time, that are tried again where that may help, and that fail at once for a
 * while after several have failed.
 */
final class GuardedCalls implements Calls {
  /** Writing a thousand rows makes the server sort them in. */
  static final int WRITE_FACTOR = 6;

  private static final int LAST_CALLS = 4;
  private static final long OPEN_SECONDS = 10;
  private static final long RETRY_MILLIS = 100;

  private final Guard reading;
  private final Guard writing;

  GuardedCalls(Duration timeout) {
    reading = guard("questions to Chroma", timeout, 1);
    writing = guard("changes in Chroma", timeout.multipliedBy(WRITE_FACTOR), 2);
  }

  private static Guard guard(String description, Duration timeout, int retries) {
    return Guard.create()
        .withDescription(description)
        .withTimeout()
        .duration(timeout.toMillis(), ChronoUnit.MILLIS)
        .done()
        .withRetry()
        .maxRetries(retries)
        .delay(RETRY_MILLIS, ChronoUnit.MILLIS)
        .whenException(GuardedCalls::mayPass)
        .done()
        .withCircuitBreaker()
        .requestVolumeThreshold(LAST_CALLS)
        .failureRatio(0.5)
        .delay(OPEN_SECONDS, ChronoUnit.SECONDS)
        .done()
        .build();
  }

  /** What took long will take long again, and who is told to stop does not begin anew. */
  private static boolean mayPass(Throwable e) {
    return !(e instanceof TimeoutException)
        && !(e instanceof CircuitBreakerOpenException)
        && !hasCause(e, InterruptedException.class);
  }

  /** Tells whether the server has answered, but with an error. */
  static boolean isAnswer(Throwable e) {
    return hasCause(e, HttpException.class);
  }

  static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public <T> T read(Callable<T> call) throws Exception {
    return reading.call(call, type());
  }

  @Override
  public <T> T write(Callable<T> call) throws Exception {
    return writing.call(call, type());
  }

  /** The type only tells whether a call goes on after it has returned: none does. */
  @SuppressWarnings("unchecked")
  private static <T> Class<T> type() {
    return (Class<T>) Object.class;
  }
}
