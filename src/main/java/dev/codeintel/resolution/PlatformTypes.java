package dev.codeintel.resolution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The public types of a language's platform, such as the JDK's, from a table the build makes. They
 * are no symbols; they are here so that chains of calls and choices among overloads can go through
 * them. Packages are read when first asked for. Safe for many threads.
 */
final class PlatformTypes {
  private static final String FOLDER = "platform/";
  private static final Map<String, PlatformTypes> PLATFORMS = new ConcurrentHashMap<>();

  private final String platform;
  private final Set<String> packages = new HashSet<>();
  private final Map<String, Map<String, PlatformType>> types = new ConcurrentHashMap<>();

  /** Numbers of generic types and methods count down, so that none is a symbol's. */
  private final AtomicInteger nextOwner = new AtomicInteger(-2);

  private PlatformTypes(String platform) {
    this.platform = platform;
    if (!platform.isEmpty()) {
      packages.addAll(lines("index"));
    }
  }

  /** A type parameter; the bound as written, or null. */
  record Parameter(String name, @Nullable String bound) {}

  /** A method or, named {@code <init>}, a constructor; types as written. */
  record Method(
      int owner,
      String name,
      boolean isStatic,
      boolean isAbstract,
      boolean isVariadic,
      List<Parameter> typeParameters,
      List<String> parameters,
      String result) {}

  /**
   * A type.
   *
   * @param owner number that tells its type parameters from those of others
   */
  record PlatformType(
      int owner,
      String name,
      boolean isInterface,
      boolean isFinal,
      List<Parameter> parameters,
      List<String> supertypes,
      Map<String, List<Method>> methods,
      Map<String, String> fields) {}

  /**
   * Returns the types of a platform.
   *
   * @param platform folder of the table, or empty for no types at all
   */
  static PlatformTypes of(String platform) {
    return PLATFORMS.computeIfAbsent(platform, PlatformTypes::new);
  }

  /** Returns the type of a qualified name, or null if the platform has none. */
  @Nullable PlatformType type(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String candidate = name.substring(0, dot);
      if (packages.contains(candidate)) {
        return types.computeIfAbsent(candidate, this::read).get(name);
      }
    }
    return null;
  }

  boolean hasPackage(String name) {
    return packages.contains(name);
  }

  private Map<String, PlatformType> read(String packageName) {
    Map<String, PlatformType> found = new HashMap<>();
    PlatformType type = null;
    for (String line : lines(packageName + ".txt")) {
      String[] cells = line.split("\t", -1);
      switch (cells[0]) {
        case "T" -> {
          type =
              new PlatformType(
                  nextOwner.getAndDecrement(),
                  cells[1],
                  cells[2].equals("interface"),
                  cells[2].equals("final"),
                  parameters(cells[3]),
                  list(cells[4]),
                  new HashMap<>(),
                  new HashMap<>());
          found.put(cells[1], type);
        }
        case "M" -> {
          if (type != null) {
            type.methods.computeIfAbsent(cells[1], key -> new ArrayList<>(2)).add(method(cells));
          }
        }
        case "F" -> {
          if (type != null) {
            type.fields.put(cells[1], cells[2]);
          }
        }
        default -> throw new IllegalStateException("platform table: " + line);
      }
    }
    return found;
  }

  private Method method(String[] cells) {
    return new Method(
        nextOwner.getAndDecrement(),
        cells[1],
        cells[2].contains("s"),
        cells[2].contains("a"),
        cells[2].contains("v"),
        parameters(cells[3]),
        list(cells[4]),
        cells[5]);
  }

  private static List<Parameter> parameters(String cell) {
    List<Parameter> parameters = new ArrayList<>();
    for (String each : list(cell)) {
      int space = each.indexOf(" extends ");
      parameters.add(
          space < 0
              ? new Parameter(each, null)
              : new Parameter(each.substring(0, space), each.substring(space + 9)));
    }
    return List.copyOf(parameters);
  }

  private static List<String> list(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(";"));
  }

  private List<String> lines(String file) {
    String name = FOLDER + platform + "/" + file;
    try (InputStream in = PlatformTypes.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing: build the project");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
