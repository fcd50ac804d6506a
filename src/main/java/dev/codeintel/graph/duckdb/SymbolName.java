package dev.codeintel.graph.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name as somebody asks for it: simple or partly qualified, perhaps a pattern, perhaps with
 * parameter types.
 *
 * @param whole as written, without parameters
 * @param dotted {@code whole} with every separator a dot
 * @param simple what follows the last separator
 * @param parameters types between the parentheses; null if there are no parentheses
 */
record SymbolName(String whole, String dotted, String simple, @Nullable List<String> parameters) {
  private static final Pattern SEPARATOR = Pattern.compile("::|->|[#./\\\\$]");
  private static final Pattern GENERICS = Pattern.compile("<[^<>]*>");

  static SymbolName of(String text) {
    String name = text.strip();
    List<String> parameters = null;
    int open = name.indexOf('(');
    // A Go receiver, (*T).Method, opens at the start.
    if (open > 0 && name.endsWith(")")) {
      parameters = types(name.substring(open + 1, name.length() - 1));
      name = name.substring(0, open).strip();
    } else if (open == 0 && name.contains(").")) {
      name = name.replaceFirst("^\\(\\*?", "").replaceFirst("\\)\\.", ".");
    }
    String dotted = SEPARATOR.matcher(name).replaceAll(".");
    String simple = dotted.substring(dotted.lastIndexOf('.') + 1);
    return new SymbolName(name, dotted, simple.isEmpty() ? name : simple, parameters);
  }

  /** Returns a qualified name with every separator a dot. */
  static String dotted(String qualifiedName) {
    StringBuilder dotted = new StringBuilder(qualifiedName.replace("::", "."));
    for (int i = 0; i < dotted.length(); i++) {
      if ("#\\$/".indexOf(dotted.charAt(i)) >= 0) {
        dotted.setCharAt(i, '.');
      }
    }
    return dotted.toString();
  }

  /** Returns a text in lower case as the database makes it: each character for itself. */
  static String lowerCase(String text) {
    return text.codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Returns this name in lower case, without parameters. */
  SymbolName lowerCase() {
    return new SymbolName(lowerCase(whole), lowerCase(dotted), lowerCase(simple), null);
  }

  boolean isPattern() {
    return whole.indexOf('*') >= 0;
  }

  boolean isQualified() {
    return dotted.indexOf('.') >= 0;
  }

  /** Returns what a qualified name of which every separator is a dot must end with. */
  String suffix() {
    return dotted.startsWith(".") ? dotted : "." + dotted;
  }

  /** Returns the pattern as a regular expression over the simple or the dotted name. */
  String regex() {
    StringBuilder regex = new StringBuilder(isQualified() ? ".*\\." : "");
    for (String part : dotted.split("\\*", -1)) {
      regex.append(Re2.quote(part)).append(".*");
    }
    regex.setLength(regex.length() - 2);
    return regex.toString();
  }

  /** Returns the simple names that a symbol may have which is meant: the last part, or all. */
  List<String> names() {
    return whole.equals(simple) ? List.of(simple) : List.of(whole, simple);
  }

  /**
   * Tells whether this name means a symbol with such names; parameters do not matter.
   *
   * @param ignoreCase whether this name is in lower case and that of the symbol has to be made so
   */
  boolean means(String name, String qualifiedName, boolean ignoreCase) {
    return cased(name, ignoreCase).equals(whole)
        || ("." + cased(dotted(qualifiedName), ignoreCase)).endsWith(suffix());
  }

  private static String cased(String text, boolean ignoreCase) {
    return ignoreCase ? lowerCase(text) : text;
  }

  /** Tells whether the parameters in a symbol's key are those asked for. */
  boolean hasParametersOf(String key) {
    if (parameters == null) {
      return true;
    }
    int close = key.lastIndexOf(')');
    int open = key.indexOf('(', key.indexOf('#') + 1);
    if (open < 0 || close < open) {
      return parameters.isEmpty();
    }
    return types(key.substring(open + 1, close)).equals(parameters);
  }

  /** Types by their simple names, without generics. */
  private static List<String> types(String text) {
    String plain = text;
    for (String before = ""; !before.equals(plain); ) {
      before = plain;
      plain = GENERICS.matcher(plain).replaceAll("");
    }
    List<String> types = new ArrayList<>();
    for (String part : plain.split(",", -1)) {
      String type = part.strip();
      types.add(type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf(':')) + 1));
    }
    return plain.isBlank() ? List.of() : List.copyOf(types);
  }
}
