package dev.codeintel.transport;

import dev.codeintel.model.CallScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that run now, so that one whose client takes it back or is gone can be stopped.
 * Thread-safe.
 */
@Singleton
public final class RunningCalls {

  /** The session of the one client of standard input and output. */
  static final String STDIO = "";

  /**
   * What names a call: clients choose ids, each for its own session.
   *
   * @param id as JSON
   */
  private record Key(String session, String id) {}

  private final Map<Key, CallScope> calls = new ConcurrentHashMap<>();

  /** Makes one without calls. */
  @Inject
  public RunningCalls() {
    StdioStreams.whenCancelled(id -> cancel(STDIO, id));
    StdioStreams.whenGone(this::cancelAll);
  }

  /**
   * Notes a call until what is returned is closed.
   *
   * @param session its connection's id; that of standard input and output is taken for any
   * @param isStdio whether it came over standard input
   * @param id as JSON
   */
  public CallScope.Registration add(String session, boolean isStdio, String id, CallScope scope) {
    Key key = new Key(isStdio ? STDIO : session, id);
    calls.put(key, scope);
    return () -> calls.remove(key, scope);
  }

  /** Stops a call, if it runs. */
  void cancel(String session, String id) {
    CallScope scope = calls.get(new Key(session, id));
    if (scope != null) {
      scope.cancel();
    }
  }

  /** Stops all calls of a process whose only client is gone. */
  private void cancelAll() {
    calls.values().forEach(CallScope::cancel);
  }
}
