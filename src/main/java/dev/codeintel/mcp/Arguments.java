package dev.codeintel.mcp;

import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked arguments of one call, and what is to be said of how they were understood. Names must
 * be known, types must fit; numbers out of range are moved into it. An argument that is null counts
 * as absent. Not thread-safe.
 */
final class Arguments {
  /** Longest text accepted where a name, path or query is expected. */
  static final int MAX_TEXT = 4_000;

  /** Longest free text accepted, as for a task or a diff; what is beyond is not read. */
  static final int MAX_FREE_TEXT = 200_000;

  private static final int MAX_TEXTS = 100;

  private final ToolSpec spec;
  private final Map<String, Object> values;
  private final Set<String> remarks = new LinkedHashSet<>();

  private Arguments(ToolSpec spec, Map<String, Object> values) {
    this.spec = spec;
    this.values = values;
  }

  /**
   * Checks arguments as a client sent them.
   *
   * @throws ToolException if a name is unknown, a type does not fit or something required is
   *     missing
   */
  static Arguments check(ToolSpec spec, Map<String, ? extends @Nullable Object> raw) {
    Map<String, Parameter> known = new HashMap<>();
    for (Parameter parameter : spec.all()) {
      known.put(parameter.name(), parameter);
    }
    Map<String, Object> values = new TreeMap<>();
    for (Map.Entry<String, ? extends @Nullable Object> entry : raw.entrySet()) {
      Parameter parameter = known.get(entry.getKey());
      if (parameter == null) {
        throw unknown(spec, entry.getKey(), known);
      }
      Object value = entry.getValue();
      if (value != null) {
        values.put(parameter.name(), convert(parameter, value));
      }
    }
    for (Parameter parameter : spec.parameters()) {
      if (parameter.required() && !values.containsKey(parameter.name())) {
        throw ToolException.caller(
            "%s needs the argument %s%s."
                .formatted(
                    spec.name(),
                    parameter.name(),
                    parameter.description().isEmpty() ? "" : " (" + parameter.description() + ")"));
      }
    }
    return new Arguments(spec, values);
  }

  private static Object convert(Parameter parameter, Object value) {
    return switch (parameter.type()) {
      case TEXT -> text(parameter, value);
      case TEXTS -> texts(parameter, value);
      case NUMBER -> number(parameter, value);
      case FLAG -> flag(parameter, value);
    };
  }

  private static String text(Parameter parameter, Object value) {
    if (!(value instanceof String text)) {
      throw wrongType(parameter, "a string", value);
    }
    if (!parameter.choices().isEmpty()) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (!parameter.choices().contains(lower)) {
        throw ToolException.caller(
            "%s must be one of %s, not \"%s\"."
                .formatted(
                    parameter.name(),
                    String.join(", ", parameter.choices()),
                    SafeText.cut(SafeText.line(text), 60)));
      }
      return lower;
    }
    return text;
  }

  private static List<String> texts(Parameter parameter, Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof String text) {
      texts.add(text);
    } else if (value instanceof Iterable<?> list) {
      for (Object item : list) {
        if (!(item instanceof String text)) {
          throw wrongType(parameter, "a list of strings", item == null ? "null" : item);
        }
        texts.add(text);
      }
    } else {
      throw wrongType(parameter, "a list of strings", value);
    }
    if (texts.size() > MAX_TEXTS) {
      throw ToolException.caller(
          "%s takes at most %d values, not %d; ask in several calls."
              .formatted(parameter.name(), MAX_TEXTS, texts.size()));
    }
    return List.copyOf(texts);
  }

  private static Long number(Parameter parameter, Object value) {
    if (value instanceof Number number) {
      return Double.isNaN(number.doubleValue()) ? 0L : (long) number.doubleValue();
    }
    if (value instanceof String text && text.strip().matches("[+-]?[0-9]{1,18}")) {
      return Long.parseLong(text.strip());
    }
    throw wrongType(parameter, "a whole number", value);
  }

  private static Boolean flag(Parameter parameter, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      if (text.equalsIgnoreCase("true")) {
        return true;
      }
      if (text.equalsIgnoreCase("false")) {
        return false;
      }
    }
    throw wrongType(parameter, "true or false", value);
  }

  private static ToolException wrongType(Parameter parameter, String wanted, Object value) {
    String seen =
        value instanceof String text
            ? "\"" + SafeText.cut(SafeText.line(text), 40) + "\""
            : value instanceof Number || value instanceof Boolean
                ? SafeText.cut(value.toString(), 40)
                : value instanceof Iterable<?> ? "a list" : "an object";
    return ToolException.caller("%s must be %s, not %s.".formatted(parameter.name(), wanted, seen));
  }

  private static ToolException unknown(ToolSpec spec, String name, Map<String, Parameter> known) {
    String shown = SafeText.cut(SafeText.line(name), 40);
    String near = Spelling.nearest(shown, known.keySet());
    List<String> names = spec.all().stream().map(Parameter::name).toList();
    return ToolException.caller(
        "%s has no argument \"%s\"%s It takes: %s."
            .formatted(
                spec.name(),
                shown,
                near.isEmpty() ? "." : "; did you mean \"" + near + "\"?",
                String.join(", ", names)));
  }

  /** Returns a text as it was given, or "" if absent. */
  String text(String name) {
    String text = freeText(name);
    if (text.length() > MAX_TEXT) {
      throw ToolException.caller(
          "%s is too long: %d characters; at most %d are read."
              .formatted(name, text.length(), MAX_TEXT));
    }
    return text;
  }

  /** Returns a text that may be long; what exceeds {@link #MAX_FREE_TEXT} is cut off. */
  String freeText(String name) {
    String text = values.get(name) instanceof String given ? given : "";
    return text.length() > MAX_FREE_TEXT ? text.substring(0, MAX_FREE_TEXT) : text;
  }

  /** Returns texts without the spaces around them; blank ones are left out. */
  List<String> texts(String name) {
    return exactTexts(name).stream().filter(text -> !text.isBlank()).map(String::strip).toList();
  }

  /** Returns texts as they were given; empty ones are left out. */
  List<String> exactTexts(String name) {
    if (!(values.get(name) instanceof List<?> list)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      String text = (String) item;
      if (text.length() > MAX_TEXT) {
        throw ToolException.caller(
            "A value of %s is too long: %d characters; at most %d are read."
                .formatted(name, text.length(), MAX_TEXT));
      }
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  int number(String name, int absent, int least, int most) {
    long value = values.get(name) instanceof Long given ? given : absent;
    if (value < 0) {
      throw ToolException.caller(
          "%s must be from %d to %d, not %d.".formatted(name, least, most, value));
    }
    return within(name, value, least, most);
  }

  private int within(String name, long value, int least, int most) {
    int used = (int) Math.max(least, Math.min(most, value));
    if (used != value) {
      remark(
          "%s=%d was taken as %d: it goes from %d to %d".formatted(name, value, used, least, most));
    }
    return used;
  }

  /** Keeps a remark on how an argument was understood, for the answer. */
  void remark(String sentence) {
    remarks.add(sentence);
  }

  /** Returns the remarks so far, each once. */
  Set<String> remarks() {
    return remarks;
  }

  boolean flag(String name) {
    return values.get(name) instanceof Boolean given && given;
  }

  TokenBudget budget() {
    long asked = values.get("max_tokens") instanceof Long given ? given : TokenBudget.DEFAULT;
    return new TokenBudget(within("max_tokens", asked, TokenBudget.LEAST, TokenBudget.MOST));
  }

  Evidence minEvidence() {
    String label = text("min_evidence").strip();
    if (label.isEmpty()) {
      return Evidence.CANDIDATE;
    }
    return Evidence.ofLabel(label)
        .orElseThrow(
            () ->
                ToolException.caller(
                    "min_evidence must be one of resolved, likely, heuristic, candidate, text, not"
                        + " \"%s\".".formatted(SafeText.cut(SafeText.line(label), 40))));
  }

  /** Returns a hash over the tool and all arguments but those that only choose a page. */
  int queryHash() {
    Map<String, Object> asked = new TreeMap<>(values);
    asked.remove("cursor");
    asked.remove("max_tokens");
    return 31 * spec.name().hashCode() + asked.hashCode();
  }

  /** Reads {@code max_tokens} from arguments that may not pass the check. */
  static TokenBudget budgetOf(Map<String, ? extends @Nullable Object> raw) {
    return TokenBudget.clamped(
        raw.get("max_tokens") instanceof Number number
            ? (long) number.doubleValue()
            : TokenBudget.DEFAULT);
  }
}
