package dev.codeintel.resolution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a tree can see of each other, by their text alone: packages, folders and import
 * statements. Generous where text cannot tell, so that what it does not see is surely wrong.
 */
final class SourceSight {
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("java", "jvm"),
          Map.entry("kt", "jvm"),
          Map.entry("scala", "jvm"),
          Map.entry("py", "python"),
          Map.entry("ts", "script"),
          Map.entry("tsx", "script"),
          Map.entry("js", "script"),
          Map.entry("mjs", "script"),
          Map.entry("cjs", "script"),
          Map.entry("h", "c"),
          Map.entry("hpp", "c"),
          Map.entry("cpp", "c"));
  private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");
  private static final Pattern JVM_IMPORT =
      Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+)(\\.\\*)?");
  private static final Pattern JVM_GROUP =
      Pattern.compile("(?m)^\\s*import\\s+([\\w.]+)\\.\\{([^}]*)\\}");
  private static final Pattern FROM =
      Pattern.compile("\\bfrom\\s+(\\.*[\\w.]*)\\s+import\\s+(\\([^)]*\\)|[^\\n]*)");
  private static final Pattern PLAIN = Pattern.compile("(?m)^\\s*import\\s+([\\w., ]+)");
  private static final Pattern SPECIFIER =
      Pattern.compile("(?:from|import|require\\s*\\(|import\\s*\\()\\s*[\"'`]([^\"'`]+)[\"'`]");
  private static final Pattern GO_IMPORT = Pattern.compile("\"([\\w./\\-]+)\"");

  private final Map<String, String> files;
  private final Map<String, Set<String>> topLevel;
  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, Set<String>> imported = new HashMap<>();
  private final Map<String, Set<String>> reached = new HashMap<>();

  SourceSight(Map<String, String> files, Map<String, Set<String>> topLevel) {
    this.files = files;
    this.topLevel = topLevel;
  }

  /** Tells whether a file may use a top-level name of another. */
  boolean sees(String from, String to, String name) {
    return isSameFamily(from, to) && (isSamePackage(from, to) || imports(from, to, name));
  }

  /** Tells whether values of a file's types may turn up in another, over any number of files. */
  boolean reaches(String from, String to) {
    return reached.computeIfAbsent(from, this::reachable).contains(to);
  }

  private Set<String> reachable(String from) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String at = open.remove();
      for (String next : topLevel.keySet()) {
        if (!seen.contains(next) && isSameFamily(at, next) && leads(at, next)) {
          seen.add(next);
          open.add(next);
        }
      }
    }
    return seen;
  }

  private boolean leads(String from, String to) {
    if (imported(from).contains(to)) {
      return true;
    }
    for (String name : topLevel.getOrDefault(to, Set.of())) {
      if (words(from).contains(name) && sees(from, to, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameFamily(String one, String other) {
    return family(one).equals(family(other));
  }

  private static String family(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return FAMILIES.getOrDefault(ending, ending);
  }

  private boolean isSamePackage(String from, String to) {
    return switch (family(from)) {
      case "jvm" -> packageOf(from).equals(packageOf(to));
      case "go" -> folder(from).equals(folder(to));
      case "python", "script" -> false;
      // Other languages are checked for their family alone.
      default -> true;
    };
  }

  private boolean imports(String from, String to, String name) {
    return switch (family(from)) {
      case "jvm" -> importsJvm(from, to, name);
      case "go" -> imported(from).contains(to);
      default -> passesOn(from, to, name);
    };
  }

  private String packageOf(String path) {
    Matcher matcher = PACKAGE.matcher(text(path));
    return matcher.find() ? matcher.group(1) : "";
  }

  private boolean importsJvm(String from, String to, String name) {
    String qualified = packageOf(to) + "." + name;
    Matcher matcher = JVM_IMPORT.matcher(text(from));
    while (matcher.find()) {
      String taken = matcher.group(1);
      if (taken.equals(qualified)
          || taken.startsWith(qualified + ".")
          || (matcher.group(2) != null && taken.equals(packageOf(to)))) {
        return true;
      }
    }
    Matcher group = JVM_GROUP.matcher(text(from));
    while (group.find()) {
      boolean isNamed =
          WORD.matcher(group.group(2)).results().anyMatch(w -> w.group().equals(name));
      if (isNamed && group.group(1).equals(packageOf(to))) {
        return true;
      }
    }
    return text(from).contains(qualified);
  }

  /** Follows imports from module to module, as long as each but the first names the name. */
  private boolean passesOn(String from, String to, String name) {
    Set<String> seen = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      String at = open.remove();
      for (String next : imported(at)) {
        if (next.equals(to)) {
          return true;
        }
        boolean mayPass =
            words(next).contains(name)
                || text(next).contains("*")
                || text(next).contains("default");
        if (mayPass && seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  /** Returns the files that the import statements of one may mean. */
  private Set<String> imported(String path) {
    Set<String> known = imported.get(path);
    if (known != null) {
      return known;
    }
    Set<String> found = new HashSet<>();
    for (String module : modules(path)) {
      for (String other : files.keySet()) {
        if (isSameFamily(path, other) && isNamed(path, module, other)) {
          found.add(other);
        }
      }
    }
    imported.put(path, found);
    return found;
  }

  private List<String> modules(String path) {
    List<String> modules = new ArrayList<>();
    String text = text(path);
    switch (family(path)) {
      case "python" -> {
        Matcher from = FROM.matcher(text);
        while (from.find()) {
          String base = pythonPath(path, from.group(1));
          modules.add(base);
          Matcher names = WORD.matcher(from.group(2));
          while (names.find()) {
            modules.add(base + "/" + names.group());
          }
        }
        Matcher plain = PLAIN.matcher(text);
        while (plain.find()) {
          for (String module : plain.group(1).split(",", -1)) {
            modules.add(module.strip().split(" ", 2)[0].replace('.', '/'));
          }
        }
      }
      case "script" -> {
        Matcher specifier = SPECIFIER.matcher(text);
        while (specifier.find()) {
          modules.add(specifier.group(1));
        }
      }
      case "go" -> {
        Matcher specifier = GO_IMPORT.matcher(text);
        while (specifier.find()) {
          modules.add(specifier.group(1));
        }
      }
      default -> {
        // Packages, not modules.
      }
    }
    return modules;
  }

  private static String pythonPath(String path, String module) {
    int dots = 0;
    while (dots < module.length() && module.charAt(dots) == '.') {
      dots++;
    }
    String rest = module.substring(dots).replace('.', '/');
    if (dots == 0) {
      return rest;
    }
    String base = path;
    for (int i = 0; i < dots; i++) {
      base = folder(base);
    }
    return "/" + (base.isEmpty() ? rest : rest.isEmpty() ? base : base + "/" + rest);
  }

  private static boolean isNamed(String from, String module, String other) {
    return switch (family(from)) {
      case "python" -> {
        String plain = other.replaceAll("(/__init__)?\\.py$", "");
        yield module.startsWith("/")
            ? module.substring(1).equals(plain)
            : !module.isEmpty() && (plain.equals(module) || plain.endsWith("/" + module));
      }
      case "go" -> {
        String folder = folder(other);
        yield folder.isEmpty() ? !module.contains("fmt") : ("/" + module).endsWith("/" + folder);
      }
      default -> isScript(from, module, other);
    };
  }

  private static boolean isScript(String from, String module, String other) {
    String plain = other.replaceAll("(\\.d)?\\.[a-z]+$", "");
    String wanted = module.replaceAll("\\.(m|c)?(j|t)sx?$", "");
    if (!module.startsWith(".")) {
      // An alias or a package of the workspace: its last part has to be there.
      String last = wanted.substring(wanted.lastIndexOf('/') + 1);
      return ("/" + plain + "/").contains("/" + last + "/");
    }
    String resolved = resolve(folder(from), wanted);
    return resolved != null
        && (plain.equals(resolved)
            || plain.equals(resolved.isEmpty() ? "index" : resolved + "/index"));
  }

  private static @Nullable String resolve(String folder, String relative) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + relative).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static String folder(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  private String text(String path) {
    return files.getOrDefault(path, "");
  }

  private Set<String> words(String path) {
    return words.computeIfAbsent(
        path,
        p -> {
          Set<String> found = new HashSet<>();
          Matcher matcher = WORD.matcher(text(p));
          while (matcher.find()) {
            found.add(matcher.group());
          }
          return found;
        });
  }
}
