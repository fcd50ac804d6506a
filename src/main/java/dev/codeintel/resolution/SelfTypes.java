package dev.codeintel.resolution;

import dev.codeintel.model.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types whose members scopes see without opening them: what an anonymous class or an extension
 * names. Looking one up asks the same of every scope around, so each is found once. What met a
 * cycle holds for who asked, and for who asks while the same cycle is open. Not thread-safe.
 */
final class SelfTypes {
  private final NameResolution names;
  private final Map<Place, Found> passing = new HashMap<>();
  private int turn;
  private int passingTurn;
  private int cuts;

  SelfTypes(NameResolution names) {
    this.names = names;
  }

  private record Place(int file, int scope) {}

  /**
   * What was found out.
   *
   * @param type null if none is known
   */
  record Found(@Nullable Type type) {}

  /** Says that the resolution of something that may need itself began or ended. */
  void turned() {
    turn++;
  }

  /** Says that something was needed while it is being resolved, and was answered for now. */
  void cut() {
    cuts++;
  }

  /** Returns the type a scope names as its own; null if it names none, or none that is known. */
  @Nullable Type of(FileContext at, int s) {
    Scope scope = at.scope(s);
    if (scope.selfType() == null || scope.parent() < 0) {
      return null;
    }
    Found known = known(at, s);
    if (known != null) {
      return known.type();
    }
    // The outermost first: each then finds those around it known, and none waits for another.
    IntList around = new IntList();
    for (int each = scope.parent(); each >= 0; each = at.scope(each).parent()) {
      if (at.scope(each).selfType() != null
          && at.scope(each).parent() >= 0
          && known(at, each) == null) {
        around.add(each);
      }
    }
    if (at.profile.hasImplicitSelf()) {
      for (int i = around.size() - 1; i >= 0; i--) {
        resolved(at, around.get(i));
      }
    }
    return resolved(at, s);
  }

  private @Nullable Found known(FileContext at, int s) {
    Found known = at.selfTypes().get(s);
    return known == null && turn == passingTurn ? passing.get(new Place(at.file, s)) : known;
  }

  private @Nullable Type resolved(FileContext at, int s) {
    Found known = known(at, s);
    if (known != null) {
      return known.type();
    }
    int before = cuts;
    Scope scope = at.scope(s);
    Type found = names.resolveType(at, scope.parent(), String.valueOf(scope.selfType()));
    if (cuts == before) {
      at.selfTypes().put(s, new Found(found));
      return found;
    }
    if (turn != passingTurn) {
      passing.clear();
      passingTurn = turn;
    }
    passing.put(new Place(at.file, s), new Found(found));
    return found;
  }
}
