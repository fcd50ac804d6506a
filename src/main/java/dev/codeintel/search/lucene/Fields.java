package dev.codeintel.search.lucene;

import java.util.List;
import java.util.Set;

/** The fields of a document, and what is not worth a field's room. */
final class Fields {
  /** Changes with what is written, so that indexes of other versions are made anew. */
  static final String FORMAT = "2";

  /** Which vectors words have; a test compares it, so that an update need not read them. */
  static final String VECTORS = "55eaaf3a";

  /** Words of the name, of the documentation, and of everything. */
  static final String NAME = "name";

  static final String DOC = "doc";
  static final String TEXT = "text";

  /** To filter by. */
  static final String LANGUAGE = "language";

  static final String KIND = "kind";
  static final String TEST = "test";
  static final String PATH = "path";

  /** What answers are made of. */
  static final String KEY = "key";

  static final String VECTOR = "vector";

  /** Of what is worth a vector of its own: how soon it should have one. */
  static final String USEFUL = "useful";

  /** Of the one document of each file: its path, {@link #END}, and the hash of its content. */
  static final String FILE = "file";

  /** Of all documents of a file: its path. */
  static final String OWNER = "owner";

  /** Is in no path. */
  static final char END = '\0';

  private static final Set<String> COMMON =
      Set.of(
          "a", "an", "the", "of", "to", "in", "for", "on", "with", "and", "or", "is", "are", "be",
          "by", "from", "as", "at", "how", "what", "do", "doe", "i", "my", "it", "thi", "that",
          "using", "use");

  private Fields() {}

  /** Leaves out words that tell nothing of documentation and code. */
  static List<String> telling(List<String> words) {
    return words.stream().filter(Fields::isTelling).toList();
  }

  static boolean isTelling(String word) {
    return !COMMON.contains(word);
  }
}
