package dev.codeintel.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A type as written, taken apart: the name, and the arguments between angle or square brackets.
 * Reads the notations of all languages alike; what it cannot read becomes a name that resolves to
 * nothing.
 *
 * @param name dotted name; {@link #ARRAY} for arrays, slices, lists and maps in bracket notation
 * @param arguments type arguments; the elements of an array, key and value of a map
 */
record TypeText(String name, List<TypeText> arguments) {

  /** Name of every array-like type that has no name of its own. */
  static final String ARRAY = "[]";

  /** Name of a function type; its arguments are the result and then the parameters. */
  static final String FUNCTION = "=>";

  /** Name of what stands for several types of which a value has one. */
  static final String UNION = "|";

  /** Name of a type that is all of its arguments at once. */
  static final String ALL = "&";

  /** Name of a fixed sequence of types: a tuple, or several results. */
  static final String TUPLE = "(,)";

  /** Name of a channel; its argument is what comes out of it. */
  static final String CHANNEL = "chan";

  /** Marks a function type's last parameter that takes any number of arguments. */
  static final String VARIADIC = "...";

  /** Marks what a function type declares its receiver to be. */
  static final String SELF = "this";

  private static final int MAX_CACHE = 50_000;
  private static final int MAX_DEPTH = 20;
  private static final Map<String, TypeText> CACHE = new ConcurrentHashMap<>();
  private static final TypeText NOTHING = new TypeText("", List.of());
  private static final Set<String> EMPTY_NAMES =
      Set.of("None", "null", "undefined", "nil", "void", "NoneType", "error");

  TypeText {
    arguments = List.copyOf(arguments);
  }

  /** Reads a type. Never fails. */
  static TypeText parse(String text) {
    TypeText known = CACHE.get(text);
    if (known != null) {
      return known;
    }
    TypeText read = new Reader(text).type(0);
    if (CACHE.size() < MAX_CACHE) {
      CACHE.put(text, read);
    }
    return read;
  }

  /** Returns what a loop over this type runs over, or null if that is not evident. */
  @Nullable TypeText element() {
    return arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
  }

  private static TypeText of(String name, List<TypeText> arguments, boolean isSquare) {
    int dot = name.lastIndexOf('.');
    String simple = name.substring(dot + 1);
    if (isSquare && simple.equals("Union") && !arguments.isEmpty()) {
      return oneOf(arguments);
    }
    return new TypeText(name, arguments);
  }

  /** Nothing is no choice; a choice among one is that one. */
  private static TypeText oneOf(List<TypeText> choices) {
    List<TypeText> real = new ArrayList<>();
    for (TypeText choice : choices) {
      if (!EMPTY_NAMES.contains(choice.name) && !choice.name.isEmpty() && !real.contains(choice)) {
        real.add(choice);
      }
    }
    if (real.isEmpty()) {
      return choices.isEmpty() ? NOTHING : choices.get(0);
    }
    return real.size() == 1 ? real.get(0) : new TypeText(UNION, real);
  }

  /** A reader over one text. */
  private static final class Reader {
    private static final Set<String> MODIFIERS =
        Set.of(
            "final",
            "const",
            "readonly",
            "mut",
            "dyn",
            "ref",
            "out",
            "in",
            "struct",
            "enum",
            "class",
            "static",
            "volatile",
            "unsigned",
            "extends",
            "super",
            "impl",
            "unique",
            "keyof",
            "typeof",
            "typename",
            "asserts",
            "union");
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    TypeText type(int depth) {
      if (depth > MAX_DEPTH) {
        at = text.length();
        return NOTHING;
      }
      List<TypeText> choices = new ArrayList<>();
      boolean isAll = true;
      while (true) {
        choices.add(single(depth));
        skipBlanks();
        if (accept('|')) {
          isAll = false;
        } else if (!accept('&')) {
          break;
        }
      }
      if (choices.size() == 1) {
        return choices.get(0);
      }
      return isAll ? new TypeText(ALL, choices) : oneOf(choices);
    }

    private TypeText single(int depth) {
      skipMarkers();
      if (at >= text.length()) {
        return NOTHING;
      }
      char c = text.charAt(at);
      if (c == '>' || c == ']' || c == ')' || c == ',') {
        // A wildcard, or an argument that is left out.
        return NOTHING;
      }
      if (c == '<') {
        // The type parameters of a function type.
        at = closing('<', '>') + 1;
        return single(depth + 1);
      }
      if (c == '(') {
        return parenthesized(depth);
      }
      if (c == '[') {
        return bracketed(depth);
      }
      if (c == '{') {
        at = closing('{', '}') + 1;
        return suffix(NOTHING);
      }
      String name = name();
      if (name.isEmpty()) {
        at = Math.min(text.length(), at + 1);
        return NOTHING;
      }
      if (name.equals("map") && at < text.length() && text.charAt(at) == '[') {
        at++;
        List<TypeText> key = list(']', depth);
        TypeText value = single(depth + 1);
        List<TypeText> both = new ArrayList<>(key);
        both.add(value);
        return new TypeText(ARRAY, both);
      }
      if (name.equals(CHANNEL)) {
        at += text.startsWith("<-", at) ? 2 : 0;
        return new TypeText(CHANNEL, List.of(single(depth + 1)));
      }
      if (name.equals("func") && followedBy('(')) {
        return goFunction(depth);
      }
      if (name.equals("new") && followedBy('(')) {
        single(depth + 1);
        return NOTHING;
      }
      if (name.equals("func") || name.equals("function") || name.equals("interface")) {
        at = text.length();
        return NOTHING;
      }
      if (MODIFIERS.contains(name)) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) != '<' && text.charAt(at) != ')') {
          return single(depth + 1);
        }
      }
      List<TypeText> arguments = List.of();
      boolean isSquare = false;
      skipBlanks();
      if (accept('<')) {
        arguments = list('>', depth);
      } else if (at < text.length()
          && text.charAt(at) == '['
          && at + 1 < text.length()
          && text.charAt(at + 1) != ']') {
        at++;
        isSquare = true;
        arguments = list(']', depth);
      }
      TypeText named = of(name, arguments, isSquare);
      skipBlanks();
      if (at < text.length() && text.charAt(at) == '.') {
        // Outer<T>.Inner: the inner name is what is meant.
        at++;
        TypeText inner = single(depth + 1);
        return new TypeText(name + "." + inner.name, inner.arguments);
      }
      if (text.startsWith("is ", at)) {
        // What a function proves of its parameter; what it returns is a truth value.
        at += 3;
        type(depth + 1);
        return new TypeText("boolean", List.of());
      }
      if (text.startsWith("extends ", at) || text.startsWith("super ", at)) {
        at = text.indexOf(' ', at) + 1;
        TypeText bound = single(depth + 1);
        boolean isCondition = text.indexOf(" ? ", at - 1) >= 0;
        at = isCondition ? text.length() : at;
        return isCondition ? NOTHING : bound;
      }
      return suffix(named);
    }

    /** Parameters of a function, several results, or one type in parentheses. */
    private TypeText parenthesized(int depth) {
      int close = closing('(', ')');
      int after = close + 1;
      while (after < text.length() && text.charAt(after) <= ' ') {
        after++;
      }
      boolean isArrow = text.startsWith("=>", after) || text.startsWith("->", after);
      boolean isFunction = isArrow || (depth == 0 && text.startsWith(":", after));
      List<TypeText> parts = parts(close, isFunction, depth);
      if (isFunction) {
        at = after + (isArrow ? 2 : 1);
        parts.add(0, type(depth + 1));
        return new TypeText(FUNCTION, parts);
      }
      TypeText all =
          parts.isEmpty() ? NOTHING : parts.size() == 1 ? parts.get(0) : new TypeText(TUPLE, parts);
      return suffix(all);
    }

    /** {@code func(int, ...string) (T, error)}: what follows the parameters is the result. */
    private TypeText goFunction(int depth) {
      List<TypeText> parts = parts(closing('(', ')'), true, depth);
      skipBlanks();
      boolean hasResult = at < text.length() && ",)]}".indexOf(text.charAt(at)) < 0;
      parts.add(0, hasResult ? single(depth + 1) : NOTHING);
      return new TypeText(FUNCTION, parts);
    }

    /** Reads from the opening parenthesis to beyond the closing one. */
    private List<TypeText> parts(int close, boolean isFunction, int depth) {
      at++;
      List<TypeText> parts = new ArrayList<>();
      int unnamed = 0;
      while (at < close) {
        int label = afterLabel(close);
        boolean isNamed = label > at;
        boolean hasColon = isNamed && text.charAt(label - 1) == ':';
        boolean isSelf = hasColon && text.startsWith(SELF, at);
        boolean isVariadic = wasVariadic;
        at = Math.max(at, label);
        skipBlanks();
        isVariadic |= text.startsWith("...", at);
        TypeText part = type(depth + 1);
        if (isFunction && isSelf) {
          part = new TypeText(SELF, List.of(part));
        } else if (isFunction && isVariadic) {
          part = new TypeText(VARIADIC, List.of(part));
        }
        parts.add(part);
        if (isNamed && !hasColon) {
          // (a, b int): the names before share the type.
          for (int i = parts.size() - 1 - unnamed; i < parts.size() - 1; i++) {
            parts.set(i, part);
          }
        }
        unnamed = isNamed ? 0 : unnamed + 1;
        skipTo(',', close);
      }
      at = Math.min(text.length(), close + 1);
      return parts;
    }

    private boolean wasVariadic;

    /** Returns where the type begins after a parameter's name, or -1 if there is no name. */
    private int afterLabel(int end) {
      int i = at;
      while (i < end && text.charAt(i) <= ' ') {
        i++;
      }
      wasVariadic = text.startsWith("...", i);
      if (wasVariadic) {
        i += 3;
      }
      if (i < end && (text.charAt(i) == '{' || text.charAt(i) == '[')) {
        int before = at;
        at = i;
        char open = text.charAt(i);
        i = closing(open, open == '{' ? '}' : ']') + 1;
        at = before;
      } else {
        while (i < end && Character.isJavaIdentifierPart(text.charAt(i))) {
          i++;
        }
      }
      int name = i;
      while (i < end && (text.charAt(i) <= ' ' || text.charAt(i) == '?')) {
        i++;
      }
      if (i < end && text.charAt(i) == ':') {
        return i + 1;
      }
      // Go names a result without a colon.
      boolean isType =
          i > name
              && i < end
              && (text.charAt(i) == '*'
                  || text.charAt(i) == '['
                  || Character.isJavaIdentifierStart(text.charAt(i)));
      return isType && !isOperator(name, i, end) ? i : -1;
    }

    /** TypeScript's words between two types, as in {@code A extends B}, are no types. */
    private boolean isOperator(int name, int next, int end) {
      String first = text.substring(Math.min(at, name), name).strip();
      int stop = next;
      while (stop < end && Character.isJavaIdentifierPart(text.charAt(stop))) {
        stop++;
      }
      String second = text.substring(next, stop);
      return MODIFIERS.contains(first)
          || first.equals("new")
          || first.equals("func")
          || second.equals("is")
          || second.equals("extends")
          || second.equals("super");
    }

    /** {@code []T} and {@code [4]T} are arrays; {@code [A, B]} is a tuple. */
    private TypeText bracketed(int depth) {
      int close = matching();
      int open = at;
      at = close < 0 ? text.length() : close + 1;
      TypeText element = single(depth + 1);
      if (!element.name.isEmpty() || close <= open + 1) {
        return new TypeText(ARRAY, List.of(element));
      }
      int end = at;
      at = open + 1;
      List<TypeText> parts = list(']', depth);
      at = Math.max(at, end);
      return suffix(parts.size() == 1 ? new TypeText(ARRAY, parts) : new TypeText(TUPLE, parts));
    }

    private boolean followedBy(char c) {
      skipBlanks();
      return at < text.length() && text.charAt(at) == c;
    }

    private void skipTo(char stop, int end) {
      while (at < end && text.charAt(at) != stop) {
        at++;
      }
      at = Math.min(at + 1, end);
    }

    /** Returns where the bracket that opens here is closed, or the end. */
    private int closing(char open, char close) {
      int depth = 0;
      for (int i = at; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean isArrow =
            c == '>' && i > 0 && (text.charAt(i - 1) == '=' || text.charAt(i - 1) == '-');
        if (c == open) {
          depth++;
        } else if (c == close && !isArrow && --depth == 0) {
          return i;
        }
      }
      return text.length();
    }

    private TypeText suffix(TypeText type) {
      TypeText result = type;
      while (true) {
        skipBlanks();
        if (text.startsWith("[]", at)) {
          at += 2;
          result = new TypeText(ARRAY, List.of(result));
        } else if (text.startsWith("...", at)) {
          at += 3;
          result = new TypeText(ARRAY, List.of(result));
        } else if (at < text.length()
            && "?*&!^".indexOf(text.charAt(at)) >= 0
            && !isIntersection()) {
          at++;
        } else {
          return result;
        }
      }
    }

    private boolean isIntersection() {
      return text.charAt(at) == '&' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
    }

    private List<TypeText> list(char close, int depth) {
      List<TypeText> parts = new ArrayList<>();
      while (at < text.length()) {
        skipBlanks();
        if (accept(close)) {
          return parts;
        }
        int before = at;
        parts.add(type(depth + 1));
        skipBlanks();
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != close) {
          at++;
        }
        if (!accept(',') && at == before) {
          at++;
        }
      }
      return parts;
    }

    private int matching() {
      int depth = 0;
      for (int i = at; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '[') {
          depth++;
        } else if (c == ']' && --depth == 0) {
          return i;
        }
      }
      return -1;
    }

    private String name() {
      int start = at;
      while (at < text.length()) {
        char c = text.charAt(at);
        boolean joins =
            c == '.'
                && !text.startsWith("...", at)
                && at + 1 < text.length()
                && Character.isJavaIdentifierPart(text.charAt(at + 1));
        boolean joinsDouble = text.startsWith("::", at);
        if (joinsDouble) {
          at += 2;
        } else if (Character.isJavaIdentifierPart(c) || joins || c == '\\') {
          at++;
        } else {
          break;
        }
      }
      return text.substring(start, at).replace("::", ".").replace('\\', '.');
    }

    private void skipMarkers() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '@') {
          at++;
          name();
          skipBlanks();
          if (accept('(')) {
            int depth = 1;
            while (at < text.length() && depth > 0) {
              char d = text.charAt(at++);
              depth += d == '(' ? 1 : d == ')' ? -1 : 0;
            }
          }
        } else if (c <= ' ' || "*&?\"'~:\\".indexOf(c) >= 0) {
          at++;
        } else if (text.startsWith("...", at) || text.startsWith("<-", at)) {
          at += text.startsWith("<-", at) ? 2 : 3;
        } else {
          return;
        }
      }
    }

    private void skipBlanks() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
    }

    private boolean accept(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }
  }
}
