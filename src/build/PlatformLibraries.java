import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Leaves only the native libraries of the wanted platforms in the package, and puts the engine's
 * beside its jar, from where its driver loads them in place instead of writing 72 MB into the
 * temporary folder at each start. Debugging information of the libraries is left out in any case.
 * Run by the build; the arguments are the folder of the package and the platforms: {@code here},
 * {@code all} or names with commas between them, such as {@code linux-x86_64,macos-aarch64}.
 *
 * <p>The program reads from {@code native/platforms} which platforms it was packed for.
 */
public final class PlatformLibraries {
  private static final String HERE = "here";
  private static final String ALL = "all";
  private static final String ENGINE = "libduckdb_java.so_";
  private static final String OWN_JAR = "code-intel.jar";
  private static final String PLATFORMS = "native/platforms";

  private static final Pattern LIBRARY =
      Pattern.compile(".*\\.(so|dll|dylib|jnilib|a|lib|pdb|xz)|.*\\.dSYM/.*|" + ENGINE + ".*");
  private static final Pattern DEBUGGING = Pattern.compile(".*\\.pdb|.*\\.dSYM/.*");
  private static final String PROCESSORS = "(x86[_-]64|x64|amd64|aarch64|arm64)";

  /** How the jars name the platform of a library: {@code osx-x64/}, {@code so_linux_amd64}. */
  private static final Pattern SYSTEM_FIRST =
      Pattern.compile(
          "(?<system>linux|osx|macos|darwin|windows|win32|win)[-_](?<processor>" + PROCESSORS + ")(?![a-z0-9])");

  /** {@code x86_64-linux-gnu-tree-sitter.so}. */
  private static final Pattern PROCESSOR_FIRST =
      Pattern.compile("(?<processor>" + PROCESSORS + ")-(?<system>linux|macos|windows)");

  /** Systems and processors that nothing else here has a library for: {@code aix-ppc/}. */
  private static final Pattern OTHER_PLATFORM = Pattern.compile("com/sun/jna/[^/]+/[^/]+");

  // Fields of an ELF file's header, and of a segment's.
  private static final int ELF = 'F' << 24 | 'L' << 16 | 'E' << 8 | 0x7f;
  private static final int CLASS = 4;
  private static final int ELF_64 = 2;
  private static final int SEGMENTS = 32;
  private static final int SECTIONS = 40;
  private static final int SEGMENT_SIZE = 54;
  private static final int SEGMENT_COUNT = 56;
  private static final int SECTION_COUNT = 60;
  private static final int SECTION_NAMES = 62;
  private static final int FILE_OFFSET = 8;
  private static final int FILE_SIZE = 32;

  private final Path app;
  private final Set<String> wanted;
  private final boolean isAll;
  private final Set<String> engines = new TreeSet<>();

  private PlatformLibraries(Path app, String platforms) {
    this.app = app;
    this.isAll = platforms.equals(ALL);
    this.wanted = Set.of(platforms.equals(HERE) ? new String[] {here()} : platforms.split(","));
  }

  public static void main(String[] arguments) throws IOException {
    new PlatformLibraries(Path.of(arguments[0]), arguments[1].strip()).run();
  }

  private void run() throws IOException {
    Path own = app.resolve("app").resolve(OWN_JAR);
    for (Path jar : jars()) {
      if (!jar.equals(own)) {
        reduce(jar, "");
      }
    }
    Set<String> missing = new TreeSet<>(isAll ? Set.of() : wanted);
    missing.removeAll(engines);
    if (!missing.isEmpty()) {
      System.err.println(
          "The engine has no library for " + String.join(", ", missing) + ", but for "
              + String.join(", ", engines)
              + ": name some of these with -Dcode-intel.platforms, or say all.");
      System.exit(1);
    }
    engines.removeIf(each -> !isWanted(each));
    reduce(own, String.join("\n", engines) + "\n");
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(app)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Writes a jar again without what is not wanted, and with the list of platforms if there is one. */
  private void reduce(Path jar, String platforms) throws IOException {
    Path reduced = jar.resolveSibling(jar.getFileName() + ".tmp");
    try (ZipFile from = new ZipFile(jar.toFile())) {
      List<ZipEntry> kept = new ArrayList<>();
      for (ZipEntry entry : Collections.list(from.entries())) {
        if (entry.getName().startsWith(ENGINE)) {
          putBeside(jar, from, entry);
        } else if (isKept(entry.getName())) {
          kept.add(entry);
        }
      }
      if (kept.size() == from.size() && platforms.isEmpty()) {
        return;
      }
      try (ZipOutputStream to = new ZipOutputStream(output(reduced))) {
        for (ZipEntry entry : kept) {
          try (InputStream content = from.getInputStream(entry)) {
            add(to, entry, content.readAllBytes());
          }
        }
        if (!platforms.isEmpty()) {
          ZipEntry entry = new ZipEntry(PLATFORMS);
          entry.setTimeLocal(kept.get(0).getTimeLocal());
          add(to, entry, platforms.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    Files.move(reduced, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void add(ZipOutputStream to, ZipEntry like, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(like.getName());
    entry.setTimeLocal(like.getTimeLocal());
    to.putNextEntry(entry);
    to.write(content);
    to.closeEntry();
  }

  private void putBeside(Path jar, ZipFile from, ZipEntry entry) throws IOException {
    String platform = platform(entry.getName());
    engines.add(platform);
    Path file = jar.resolveSibling(entry.getName());
    if (!isWanted(platform)) {
      Files.deleteIfExists(file);
      return;
    }
    try (InputStream content = from.getInputStream(entry)) {
      Files.write(file, withoutSymbols(content.readAllBytes()));
    }
  }

  /**
   * Returns a library of Linux without what is not loaded: the names of functions for debuggers, a
   * fifth of it, and the table of sections, which nothing but tools reads. Others stay as they are.
   */
  private static byte[] withoutSymbols(byte[] library) {
    ByteBuffer elf = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
    if (elf.getInt(0) != ELF || elf.get(CLASS) != ELF_64) {
      return library;
    }
    long end = 0;
    for (int i = 0; i < elf.getShort(SEGMENT_COUNT); i++) {
      int segment = (int) elf.getLong(SEGMENTS) + i * elf.getShort(SEGMENT_SIZE);
      end = Math.max(end, elf.getLong(segment + FILE_OFFSET) + elf.getLong(segment + FILE_SIZE));
    }
    elf.putLong(SECTIONS, 0);
    elf.putShort(SECTION_COUNT, (short) 0);
    elf.putShort(SECTION_NAMES, (short) 0);
    return Arrays.copyOf(library, (int) end);
  }

  private boolean isKept(String name) {
    if (!LIBRARY.matcher(name).matches()) {
      return true;
    }
    return !DEBUGGING.matcher(name).matches() && isWanted(platform(name));
  }

  private boolean isWanted(String platform) {
    return isAll || platform.isEmpty() || wanted.contains(platform);
  }

  /** Returns the platform a library is for; empty if its name does not tell. */
  private static String platform(String library) {
    for (Pattern naming : List.of(SYSTEM_FIRST, PROCESSOR_FIRST)) {
      Matcher matcher = naming.matcher(library);
      if (matcher.find()) {
        return platform(matcher.group("system"), matcher.group("processor"));
      }
    }
    return OTHER_PLATFORM.matcher(library).matches() ? "other" : "";
  }

  private static String platform(String system, String processor) {
    String os =
        switch (system) {
          case "osx", "darwin" -> "macos";
          case "win", "win32" -> "windows";
          default -> system;
        };
    return os + "-" + (processor.matches("aarch64|arm64") ? "aarch64" : "x86_64");
  }

  private static String here() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
    return platform(system, System.getProperty("os.arch"));
  }

  private static OutputStream output(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
