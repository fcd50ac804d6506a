package dev.codeintel.tools.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.codeintel.model.Labelled;
import dev.codeintel.text.SafeText;
import dev.codeintel.text.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checked arguments of one call, and what is to be said of how they were understood. Names must
 * be known, types must fit; numbers out of range are moved into it. An argument that is null counts
 * as absent. Not thread-safe.
 */
public final class Arguments {
  /** Longest text accepted where a name, path or query is expected. */
  public static final int MAX_TEXT = 4_000;

  /** Longest free text accepted, as for a task or a diff; what is beyond is not read. */
  public static final int MAX_LONG_TEXT = 200_000;

  private static final int MAX_TEXTS = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Arguments that choose a part of an answer and do not change what is asked. */
  private static final Set<String> OF_THE_PAGE = Set.of("cursor", "max_tokens");

  private final String tool;
  private final Map<String, Object> values;
  private final Set<String> remarks = new LinkedHashSet<>();

  private Arguments(String tool, Map<String, Object> values, Set<String> remarks) {
    this.tool = tool;
    this.values = values;
    this.remarks.addAll(remarks);
  }

  /**
   * Checks arguments as a client sent them.
   *
   * @param parameters what the tool takes, in the order in which to list it
   * @throws ArgumentException if a name is unknown, a type does not fit or something required is
   *     missing
   */
  public static Arguments check(
      String tool, List<Parameter> parameters, Map<String, ? extends @Nullable Object> raw) {
    Map<String, Parameter> known = new HashMap<>();
    parameters.forEach(parameter -> known.put(parameter.name(), parameter));
    Map<String, Object> values = new TreeMap<>();
    Set<String> remarks = new TreeSet<>();
    for (Map.Entry<String, ? extends @Nullable Object> entry : raw.entrySet()) {
      Parameter parameter = known.get(entry.getKey());
      if (parameter == null) {
        throw unknown(tool, entry.getKey(), parameters);
      }
      Object value = entry.getValue();
      if (value != null) {
        List<?> list = parameter.type() == Parameter.Type.TEXTS ? listIn(value) : null;
        if (list != null) {
          remarks.add(
              parameter.name() + " was sent as a text that holds a list; it was taken as the list");
        }
        values.put(parameter.name(), convert(parameter, list == null ? value : list));
      }
    }
    for (Parameter parameter : parameters) {
      if (parameter.isRequired() && !values.containsKey(parameter.name())) {
        throw new ArgumentException(
            "%s needs the argument %s%s."
                .formatted(
                    tool,
                    parameter.name(),
                    parameter.description().isEmpty() ? "" : " (" + parameter.description() + ")"));
      }
    }
    return new Arguments(tool, values, remarks);
  }

  /** Some clients send a list as its JSON text. Returns it, or null if the value is none. */
  private static @Nullable List<?> listIn(Object value) {
    if (!(value instanceof String text) || !text.strip().startsWith("[")) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(text);
      List<String> texts = new ArrayList<>();
      for (JsonNode item : node) {
        if (!item.isTextual()) {
          return null;
        }
        texts.add(item.textValue());
      }
      return node.isArray() ? texts : null;
    } catch (JsonProcessingException e) {
      return null;
    }
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
    return parameter.choices().isEmpty() ? text : choice(parameter, text);
  }

  /** Returns the choice that is meant, as it is listed; a blank text counts as absent. */
  private static String choice(Parameter parameter, String text) {
    String wanted = text.strip();
    if (wanted.isEmpty()) {
      return "";
    }
    return parameter.choices().stream()
        .filter(wanted::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new ArgumentException(
                    "%s must be one of %s, not \"%s\"."
                        .formatted(
                            parameter.name(),
                            String.join(", ", parameter.choices()),
                            SafeText.cut(SafeText.line(text), 60))));
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
      throw new ArgumentException(
          "%s takes at most %d values, not %d; ask in several calls."
              .formatted(parameter.name(), MAX_TEXTS, texts.size()));
    }
    if (parameter.choices().isEmpty()) {
      return List.copyOf(texts);
    }
    return texts.stream()
        .filter(text -> !text.isBlank())
        .map(text -> choice(parameter, text))
        .toList();
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

  private static ArgumentException wrongType(Parameter parameter, String wanted, Object value) {
    String seen =
        value instanceof String text
            ? "\"" + SafeText.cut(SafeText.line(text), 40) + "\""
            : value instanceof Number || value instanceof Boolean
                ? SafeText.cut(value.toString(), 40)
                : value instanceof Iterable<?> ? "a list" : "an object";
    return new ArgumentException(
        "%s must be %s, not %s.".formatted(parameter.name(), wanted, seen));
  }

  private static ArgumentException unknown(String tool, String name, List<Parameter> parameters) {
    String shown = SafeText.cut(SafeText.line(name), 40);
    List<String> names = parameters.stream().map(Parameter::name).toList();
    String near = Spelling.nearest(shown, names);
    return new ArgumentException(
        "%s has no argument \"%s\"%s It takes: %s."
            .formatted(
                tool,
                shown,
                near.isEmpty() ? "." : "; did you mean \"" + near + "\"?",
                String.join(", ", names)));
  }

  /** Returns the value of an argument as its component wants it. */
  Object value(Parameter parameter) {
    Class<?> type = parameter.javaType();
    return switch (parameter.type()) {
      case FLAG -> values.get(parameter.name()) instanceof Boolean given && given;
      case NUMBER -> number(parameter, type);
      case TEXTS -> list(parameter);
      case TEXT -> type.isEnum() ? constant(parameter, type) : text(parameter);
    };
  }

  private String text(Parameter parameter) {
    String text = values.get(parameter.name()) instanceof String given ? given : "";
    if (parameter.rules().isLong()) {
      return text.length() > MAX_LONG_TEXT ? text.substring(0, MAX_LONG_TEXT) : text;
    }
    if (text.length() > MAX_TEXT) {
      throw new ArgumentException(
          "%s is too long: %d characters; at most %d are read."
              .formatted(parameter.name(), text.length(), MAX_TEXT));
    }
    return text;
  }

  private Object constant(Parameter parameter, Class<?> type) {
    String given = text(parameter);
    return constant(type, given.isEmpty() ? parameter.rules().absent() : given);
  }

  private static Labelled constant(Class<?> type, String label) {
    return InputType.constants(type)
        .filter(constant -> constant.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no \"" + label + "\""));
  }

  private List<?> list(Parameter parameter) {
    if (!(values.get(parameter.name()) instanceof List<?> given)) {
      return List.of();
    }
    Class<?> type = parameter.elementType();
    List<Object> list = new ArrayList<>();
    for (Object item : given) {
      String text = (String) item;
      if (text.length() > MAX_TEXT) {
        throw new ArgumentException(
            "A value of %s is too long: %d characters; at most %d are read."
                .formatted(parameter.name(), text.length(), MAX_TEXT));
      }
      if (type.isEnum()) {
        list.add(constant(type, text));
      } else if (parameter.rules().isExact() ? !text.isEmpty() : !text.isBlank()) {
        list.add(parameter.rules().isExact() ? text : text.strip());
      }
    }
    return List.copyOf(list);
  }

  private Object number(Parameter parameter, Class<?> type) {
    String absent = parameter.rules().absent();
    Long given = values.get(parameter.name()) instanceof Long number ? number : null;
    if (type == long.class) {
      return given == null ? Long.valueOf(absent) : given;
    }
    if (type == int.class) {
      return limited(parameter, given == null ? Long.parseLong(absent) : given);
    }
    return given == null ? OptionalInt.empty() : OptionalInt.of(limited(parameter, given));
  }

  private int limited(Parameter parameter, long value) {
    Parameter.Rules range = parameter.rules();
    if (value < 0) {
      throw new ArgumentException(
          "%s must be from %d to %d, not %d."
              .formatted(parameter.name(), range.least(), range.most(), value));
    }
    return limited(parameter.name(), value, range.least(), range.most());
  }

  /** Returns a number moved into its range, and remarks on it if it was not in it. */
  public int limited(String name, long value, int least, int most) {
    int used = (int) Math.max(least, Math.min(most, value));
    if (used != value) {
      remark(
          "%s=%d was taken as %d: it goes from %d to %d".formatted(name, value, used, least, most));
    }
    return used;
  }

  /** Keeps a remark on how an argument was understood, for the answer. */
  public void remark(String sentence) {
    remarks.add(sentence);
  }

  /** Returns the remarks so far, each once. */
  public Set<String> remarks() {
    return remarks;
  }

  /** Returns a hash over the tool and all arguments but those that only choose a page. */
  public int queryHash() {
    Map<String, Object> asked = new TreeMap<>(values);
    asked.keySet().removeAll(OF_THE_PAGE);
    return 31 * tool.hashCode() + asked.hashCode();
  }
}
