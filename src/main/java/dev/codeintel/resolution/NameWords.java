package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers in texts, as hashes: {@code Map<String, my.Order>} has Map, String, my and Order.
 * Two words may share a hash; whoever compares them then takes one for the other, which costs work
 * and no truth where it decides what to look at again.
 */
final class NameWords {
  private static final List<String> ACCESSOR_PREFIXES = List.of("get", "is", "set", "with");

  private NameWords() {}

  /** Gives the hash of every word to {@code sink}; of a text without any, the text's own. */
  static void each(@Nullable String text, IntConsumer sink) {
    if (text == null || text.isEmpty()) {
      return;
    }
    boolean isAny = false;
    int hash = 0;
    boolean isInWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPart(c)) {
        hash = hash * 31 + c;
        isInWord = true;
      } else if (isInWord) {
        sink.accept(hash);
        isAny = true;
        isInWord = false;
        hash = 0;
      }
    }
    if (isInWord) {
      sink.accept(hash);
    } else if (!isAny) {
      sink.accept(text.hashCode());
    }
  }

  private static boolean isPart(char c) {
    return c < 128
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  /**
   * Returns the hash of every word in the facts of a file, sorted, each once. A generated accessor
   * mentions its field.
   */
  static int[] of(FileFacts facts) {
    Collector words = new Collector();
    words.add(facts.packageName());
    for (Definition definition : facts.definitions()) {
      words.add(definition.name());
      words.add(definition.type());
      words.add(definition.owner());
      for (Parameter parameter : definition.parameters()) {
        words.add(parameter.name());
        words.add(parameter.type());
      }
    }
    for (Scope scope : facts.scopes()) {
      words.add(scope.selfType());
    }
    for (LocalVariable local : facts.locals()) {
      words.add(local.name());
      words.add(local.type());
    }
    for (Import taken : facts.imports()) {
      words.add(taken.module());
      words.add(taken.member());
      words.add(taken.alias());
    }
    facts.exports().forEach(words::add);
    facts.references().forEachText(words::addWithField);
    return words.sorted();
  }

  private static final class Collector implements IntConsumer {
    private int[] words = new int[256];
    private int size;

    void add(@Nullable String text) {
      each(text, this);
    }

    void addWithField(String text) {
      each(text, this);
      for (String prefix : ACCESSOR_PREFIXES) {
        int at = prefix.length();
        if (text.length() > at && text.startsWith(prefix)) {
          add(Character.toLowerCase(text.charAt(at)) + text.substring(at + 1));
        }
      }
    }

    @Override
    public void accept(int word) {
      if (size == words.length) {
        words = distinct();
        size = words.length;
        words = Arrays.copyOf(words, size * 2 + 256);
      }
      words[size++] = word;
    }

    private int[] distinct() {
      Arrays.sort(words, 0, size);
      int kept = 0;
      for (int i = 0; i < size; i++) {
        if (kept == 0 || words[i] != words[kept - 1]) {
          words[kept++] = words[i];
        }
      }
      return Arrays.copyOf(words, kept);
    }

    int[] sorted() {
      return distinct();
    }
  }
}
