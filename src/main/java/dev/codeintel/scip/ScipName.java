package dev.codeintel.scip;

import java.util.ArrayList;
import java.util.List;

/**
 * A global symbol of SCIP taken apart: {@code scheme manager package version descriptors}.
 *
 * @param origin scheme, manager, package and version
 * @param simple the last descriptor's name
 * @param qualified with package or module; a member follows its type after "#"
 * @param isNamespace whether it names a module, not something in one
 * @param isParameter whether it names a parameter or type parameter
 */
record ScipName(
    String origin, String simple, String qualified, boolean isNamespace, boolean isParameter) {
  private static final int HEADER_PARTS = 4;
  private static final String SUFFIXES = "/#.:!";

  private record Descriptor(String name, char suffix) {}

  static boolean isLocal(String symbol) {
    return symbol.startsWith("local ") || symbol.isEmpty();
  }

  /** Reads a symbol; one that does not follow the grammar is taken as a whole. */
  static ScipName of(String symbol) {
    List<String> header = new ArrayList<>();
    int at = 0;
    while (header.size() < HEADER_PARTS && at < symbol.length()) {
      int end = endOfPart(symbol, at);
      header.add(symbol.substring(at, end).replace("  ", " "));
      at = Math.min(symbol.length(), end + 1);
    }
    List<Descriptor> descriptors = descriptors(symbol, at);
    if (header.size() < HEADER_PARTS || descriptors.isEmpty()) {
      return new ScipName("", symbol, symbol, false, false);
    }
    Descriptor last = descriptors.get(descriptors.size() - 1);
    return new ScipName(
        String.join(" ", header),
        last.name(),
        qualified(header, descriptors),
        last.suffix() == '/' || last.suffix() == ':',
        last.suffix() == ')' || last.suffix() == ']');
  }

  /** A space ends a part; two stand for one. */
  private static int endOfPart(String symbol, int from) {
    int end = symbol.indexOf(' ', from);
    while (end >= 0 && end + 1 < symbol.length() && symbol.charAt(end + 1) == ' ') {
      end = symbol.indexOf(' ', end + 2);
    }
    return end < 0 ? symbol.length() : end;
  }

  private static List<Descriptor> descriptors(String symbol, int from) {
    List<Descriptor> found = new ArrayList<>();
    int at = from;
    while (at < symbol.length()) {
      char first = symbol.charAt(at);
      char closing = first == '(' ? ')' : first == '[' ? ']' : 0;
      int start = closing == 0 ? at : at + 1;
      StringBuilder name = new StringBuilder();
      at = name(symbol, start, name);
      if (at >= symbol.length()) {
        break;
      }
      char suffix = symbol.charAt(at);
      if (closing == 0 && suffix == '(') {
        int end = symbol.indexOf(").", at);
        if (end < 0) {
          break;
        }
        at = end + 2;
        found.add(new Descriptor(name.toString(), '('));
      } else if (suffix == closing || SUFFIXES.indexOf(suffix) >= 0) {
        at++;
        found.add(new Descriptor(name.toString(), suffix));
      } else {
        break;
      }
    }
    return found;
  }

  private static int name(String symbol, int from, StringBuilder name) {
    int at = from;
    if (at < symbol.length() && symbol.charAt(at) == '`') {
      for (at++; at < symbol.length(); at++) {
        if (symbol.charAt(at) == '`' && !symbol.startsWith("``", at)) {
          return at + 1;
        }
        name.append(symbol.charAt(at));
        at += symbol.charAt(at) == '`' ? 1 : 0;
      }
      return at;
    }
    while (at < symbol.length() && isNamePart(symbol.charAt(at))) {
      name.append(symbol.charAt(at++));
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "_+-$".indexOf(c) >= 0;
  }

  private static String qualified(List<String> header, List<Descriptor> descriptors) {
    StringBuilder text = new StringBuilder();
    // In npm packages namespaces are the files a name happens to be declared in.
    boolean namesFiles = header.get(1).equals("npm");
    if (namesFiles) {
      text.append(header.get(2));
    }
    char before = '/';
    for (Descriptor descriptor : descriptors) {
      if (namesFiles && descriptor.suffix() == '/') {
        continue;
      }
      boolean isMember = before == '#' && descriptor.suffix() != '#';
      text.append(text.length() == 0 ? "" : isMember ? "#" : ".").append(descriptor.name());
      before = descriptor.suffix();
    }
    return text.toString();
  }
}
