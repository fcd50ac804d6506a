package dev.codeintel.indexing;

import dev.codeintel.model.FileFacts;
import dev.codeintel.resolution.Resolver;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one file of a snapshot, and the ids its symbols have there: the file's own, then
 * those of its definitions in their order. For one thread at a time.
 */
final class KnownFile {
  private final FileFacts facts;
  private final int[] ids;
  private int @Nullable [] words;

  KnownFile(FileFacts facts, int[] ids) {
    if (ids.length != facts.definitions().size() + 1) {
      throw new IllegalArgumentException(facts.path() + " has another number of symbols");
    }
    this.facts = facts;
    this.ids = ids;
  }

  FileFacts facts() {
    return facts;
  }

  /** Returns the id of the file's symbol with this number. */
  int id(int number) {
    return ids[number];
  }

  int symbols() {
    return ids.length;
  }

  /** Returns {@link Resolver#words}, found once. */
  int[] words(Resolver resolver) {
    int[] known = words;
    if (known == null) {
      known = resolver.words(facts);
      words = known;
    }
    return known;
  }
}
