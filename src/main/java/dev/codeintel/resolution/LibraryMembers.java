package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of members of a language's own types, so that a chain goes on through an array or a
 * promise. They are written like function types; a name of one capital letter is a type parameter.
 */
final class LibraryMembers {
  /** Names under which the same members are found. */
  private static final Map<String, String> SAME =
      Map.of(
          TypeText.ARRAY,
          "Array",
          "ReadonlyArray",
          "Array",
          "Iterable",
          "Array",
          "ReadonlyMap",
          "Map",
          "ReadonlySet",
          "Set",
          "PromiseLike",
          "Promise");

  private final Map<String, Member> members = new HashMap<>();

  private record Member(List<String> parameters, Type type) {}

  LibraryMembers(Map<String, String> written) {
    written.forEach(
        (key, text) -> {
          int dot = key.lastIndexOf('.');
          TypeText owner = TypeText.parse(key.substring(0, dot));
          List<String> parameters = owner.arguments().stream().map(TypeText::name).toList();
          Type type = read(TypeText.parse(text));
          members.put(owner.name() + key.substring(dot), new Member(parameters, type));
        });
  }

  private static Type read(TypeText text) {
    List<Type> parts = new ArrayList<>();
    for (TypeText part : text.arguments()) {
      parts.add(read(part));
    }
    boolean isParameter = text.name().length() == 1 && Character.isUpperCase(text.name().charAt(0));
    return switch (text.name()) {
      case TypeText.FUNCTION -> Types.function(text, parts);
      case TypeText.UNION -> new Type.Union(parts);
      case TypeText.TUPLE -> new Type.Tuple(parts);
      default ->
          isParameter ? new Type.Variable(text.name(), -1) : new Type.External(text.name(), parts);
    };
  }

  /** Returns the name by which a library type's members are known. */
  static String canonical(String name) {
    return SAME.getOrDefault(name, name);
  }

  /** Returns the type of a member of a value, or null if nothing is known of it. */
  @Nullable Type find(@Nullable Type owner, String name) {
    if (owner instanceof Type.Tuple) {
      return find(new Type.External(TypeText.ARRAY, List.of()), name);
    }
    if (!(owner instanceof Type.External external) || external.name().isEmpty()) {
      return null;
    }
    Member member = members.get(canonical(external.name()) + "." + name);
    return member == null
        ? null
        : Types.substitute(member.type, Types.bindings(member.parameters, external.arguments()));
  }
}
