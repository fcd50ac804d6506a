package dev.codeintel.search;

import dev.codeintel.graph.SymbolFilter;
import dev.codeintel.model.Labelled;
import java.util.Locale;

/**
 * What to look for.
 *
 * @param text words, a literal text or a regular expression in RE2 syntax
 * @param mode how to understand {@code text}
 * @param filter where to look
 * @param limit at least 1
 */
public record SearchQuery(String text, Mode mode, SymbolFilter filter, int limit) {

  /** How a query's text is understood. */
  public enum Mode implements Labelled {
    /**
     * Ranked symbols by words in names, documentation and code, and by what words mean; lines with
     * the text after them.
     */
    AUTO,
    /** Lines that contain the text, ignoring case unless it has an upper-case letter. */
    TEXT,
    /** Lines that match the regular expression. */
    REGEX,
    /** Ranked symbols by what the question and they mean, whatever their words. */
    SEMANTIC;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String label() {
      return label;
    }
  }
}
