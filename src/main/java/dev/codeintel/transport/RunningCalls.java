package dev.codeintel.transport;

import dev.codeintel.model.CallScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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

  /** More calls do not wait for a worker. */
  private static final int MAX_GONE = 1_000;

  private final Map<Key, CallScope> calls = new ConcurrentHashMap<>();

  /** Calls whose client was gone before they began, the oldest first. */
  private final Set<Key> gone = Collections.synchronizedSet(new LinkedHashSet<>());

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
    if (gone.remove(key)) {
      scope.cancel();
    }
    return () -> calls.remove(key, scope);
  }

  /** A call has come: what was said of one with its id before does not count. */
  void expect(String session, String id) {
    gone.remove(new Key(session, id));
  }

  /** Stops a call whose client is gone, now or when its turn comes. */
  void end(String session, String id) {
    Key key = new Key(session, id);
    synchronized (gone) {
      gone.add(key);
      if (gone.size() > MAX_GONE) {
        gone.remove(gone.iterator().next());
      }
    }
    CallScope scope = calls.get(key);
    if (scope != null) {
      gone.remove(key);
      scope.cancel();
    }
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
