import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the signatures of the running JDK's public API ({@code java.*} modules), a file a package,
 * for the resolver to follow chains of calls through. Run by the build; the argument is the folder
 * to write to. Lines, separated by tabs, lists by semicolons:
 *
 * <pre>
 * T  name  kind (interface, enum, final, class)  type parameters  supertypes
 * M  name  flags (s static, a abstract, v variadic)  type parameters  parameter types  result
 * F  name  type
 * </pre>
 */
public final class JdkSignatures {
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Map<String, List<String>> packages = new TreeMap<>();
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getName().startsWith("java.")) {
        collect(module, packages);
      }
    }
    for (Map.Entry<String, List<String>> each : packages.entrySet()) {
      write(folder.resolve(each.getKey() + ".txt"), each.getValue());
    }
    write(folder.resolve("index"), List.copyOf(packages.keySet()));
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  private static void collect(Module module, Map<String, List<String>> packages)
      throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module.getName());
    for (String name : module.getPackages()) {
      if (!module.isExported(name)) {
        continue;
      }
      List<String> lines = new ArrayList<>();
      try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
            .sorted()
            .forEach(file -> describe(name + "." + file.replace(".class", ""), module, lines));
      }
      packages.put(name, lines);
    }
  }

  private static void describe(String name, Module module, List<String> lines) {
    Class<?> type = Class.forName(module, name);
    if (type == null || !isVisible(type)) {
      return;
    }
    List<Type> supertypes = new ArrayList<>();
    if (type.getGenericSuperclass() != null) {
      supertypes.add(type.getGenericSuperclass());
    }
    supertypes.addAll(Arrays.asList(type.getGenericInterfaces()));
    String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : Modifier.isFinal(type.getModifiers()) ? "final" : "class";
    lines.add(row("T", plain(type.getName()), kind, variables(type.getTypeParameters()), types(supertypes)));
    List<String> members = new ArrayList<>();
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      if (isOffered(each.getModifiers()) && !each.isSynthetic()) {
        members.add(row("M", "<init>", each.isVarArgs() ? "v" : "", variables(each.getTypeParameters()), types(Arrays.asList(each.getGenericParameterTypes())), "void"));
      }
    }
    for (Method each : type.getDeclaredMethods()) {
      int modifiers = each.getModifiers();
      if (isOffered(modifiers) && !each.isSynthetic()) {
        String flags = (Modifier.isStatic(modifiers) ? "s" : "") + (Modifier.isAbstract(modifiers) ? "a" : "") + (each.isVarArgs() ? "v" : "");
        members.add(row("M", each.getName(), flags, variables(each.getTypeParameters()), types(Arrays.asList(each.getGenericParameterTypes())), text(each.getGenericReturnType())));
      }
    }
    for (Field each : type.getDeclaredFields()) {
      if (isOffered(each.getModifiers()) && !each.isSynthetic()) {
        members.add(row("F", each.getName(), text(each.getGenericType())));
      }
    }
    members.sort(null);
    lines.addAll(members);
  }

  private static boolean isVisible(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!isOffered(each.getModifiers()) || each.isAnonymousClass() || each.isLocalClass()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOffered(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String variables(TypeVariable<?>[] variables) {
    return Arrays.stream(variables)
        .map(each -> each.getBounds()[0] == Object.class ? each.getName() : each.getName() + " extends " + text(each.getBounds()[0]))
        .collect(Collectors.joining(";"));
  }

  private static String types(List<Type> types) {
    return types.stream().map(JdkSignatures::text).collect(Collectors.joining(";"));
  }

  private static String text(Type type) {
    return plain(type.getTypeName());
  }

  private static String plain(String name) {
    return name.replace('$', '.').replace(", ", ",");
  }

  private static String row(String... cells) {
    return String.join("\t", cells);
  }
}
