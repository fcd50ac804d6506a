package dev.codeintel.tools.input;

import dev.codeintel.model.Labelled;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The arguments a tool takes, read off the components of its input record. A component is a {@code
 * String} ("" if absent), a {@code List<String>} (empty if absent), an {@code int} with what stands
 * for an absent one, an {@code OptionalInt}, a {@code long} (not limited to a range), a {@code
 * boolean} (false if absent), a member of a {@link Labelled} enum, or a list of such. Immutable and
 * thread-safe.
 *
 * @param <I> the input record
 */
public final class InputType<I extends Record> {
  private final Class<I> type;
  private final List<Parameter> parameters;

  private InputType(Class<I> type, List<Parameter> parameters) {
    this.type = type;
    this.parameters = List.copyOf(parameters);
  }

  /**
   * Reads the components of a record.
   *
   * @throws IllegalArgumentException if one is of a type that no argument can have, or not
   *     described
   */
  public static <I extends Record> InputType<I> of(Class<I> type) {
    List<Parameter> parameters = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parameters.add(parameter(component));
    }
    return new InputType<>(type, parameters);
  }

  private static Parameter parameter(RecordComponent component) {
    Argument argument = component.getAnnotation(Argument.class);
    if (argument == null) {
      throw new IllegalArgumentException(component + " has no @Argument");
    }
    Class<?> type = component.getType();
    Parameter.Type wire;
    Class<?> choices = type;
    if (type == String.class || type.isEnum()) {
      wire = Parameter.Type.TEXT;
    } else if (type == List.class) {
      wire = Parameter.Type.TEXTS;
      choices = elementOf(component);
    } else if (type == int.class || type == long.class || type == OptionalInt.class) {
      wire = Parameter.Type.NUMBER;
    } else if (type == boolean.class) {
      wire = Parameter.Type.FLAG;
    } else {
      throw new IllegalArgumentException(component + " is of a type that no argument can have");
    }
    return new Parameter(
        snakeCase(component.getName()),
        wire,
        labels(choices),
        Parameter.Rules.of(argument),
        type,
        choices);
  }

  /** Returns the class of a list's elements. */
  private static Class<?> elementOf(RecordComponent component) {
    Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return (Class<?>) element;
  }

  private static List<String> labels(Class<?> type) {
    return constants(type).map(Labelled::label).toList();
  }

  static Stream<Labelled> constants(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(Labelled.class::cast)
        : Stream.of();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Returns the input record. */
  public Class<I> type() {
    return type;
  }

  /** Returns the arguments in their order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the JSON schema of some arguments; it allows no others. */
  public static Map<String, Object> schema(List<Parameter> parameters) {
    Map<String, Object> properties = new LinkedHashMap<>();
    parameters.forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
    List<String> required =
        parameters.stream().filter(Parameter::isRequired).map(Parameter::name).toList();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /**
   * Makes the record from checked arguments.
   *
   * @throws ArgumentException if a value is too long or out of range
   */
  public I read(Arguments arguments) {
    Object[] values = parameters.stream().map(arguments::value).toArray();
    Class<?>[] types = parameters.stream().map(Parameter::javaType).toArray(Class<?>[]::new);
    try {
      Constructor<I> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
