import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;

/**
 * Packs libraries of other projects for the platform that builds, so that the native executable is
 * one file, and names what else of this platform belongs into it. Run by the build with the profile
 * native; the arguments are the folder of the classes and the jars of DuckDB, ONNX Runtime and the
 * tokenizer.
 */
public final class LibraryPack {

  private LibraryPack() {}

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    Path classes = Path.of(arguments[0]);
    String os = os();
    boolean isArm = System.getProperty("os.arch").matches("aarch64|arm64");
    Path folder = Files.createDirectories(classes.resolve("native/here"));
    String engine = "libduckdb_java.so_" + os + "_" + (isArm ? "arm64" : "amd64");
    pack(arguments[1], engine, folder, "engine", System.mapLibraryName("duckdb_java"));
    String shortOs = os.equals("macos") ? "osx" : os.equals("windows") ? "win" : os;
    for (String library : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
      String name = System.mapLibraryName(library);
      String from = "ai/onnxruntime/native/" + shortOs + (isArm ? "-aarch64/" : "-x64/") + name;
      pack(arguments[2], from, folder, library, name);
    }
    String name = System.mapLibraryName("tokenizers");
    String from = "native/lib/" + shortOs + (isArm ? "-aarch64" : "-x86_64") + "/cpu/" + name;
    pack(arguments[3], from, folder, "tokenizers", name);
    Path metadata = classes.resolve("META-INF/native-image/dev.codeintel/platform");
    Files.createDirectories(metadata);
    Files.writeString(
        metadata.resolve("reachability-metadata.json"),
        """
        {
          "comment": "the packed natives of this platform, of this project and of others",
          "resources": [{"glob": "native/packed/%s-%s.xz"}, {"glob": "native/here/*"}]
        }
        """
            .formatted(os, isArm ? "aarch64" : "x86_64"));
  }

  private static void pack(String jarFile, String from, Path folder, String id, String name)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long size;
    try (JarFile jar = new JarFile(jarFile)) {
      ZipEntry entry = jar.getEntry(from);
      if (entry == null) {
        throw new IOException(jarFile + " has no " + from + ": build on another platform");
      }
      size = entry.getSize();
      try (InputStream in = jar.getInputStream(entry);
          OutputStream out = new DigestOutputStream(gzip(folder.resolve(id + ".gz")), digest)) {
        in.transferTo(out);
      }
    }
    Files.writeString(
        folder.resolve(id + ".properties"),
        "name=%s\nsize=%d\nsha256=%s\n"
            .formatted(name, size, HexFormat.of().formatHex(digest.digest())));
  }

  private static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
  }

  private static OutputStream gzip(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
      {
        def.setLevel(Deflater.BEST_COMPRESSION);
      }
    };
  }
}
