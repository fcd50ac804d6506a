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
 * Packs the database engine's library for the platform that builds, so that the native executable is
 * one file, and names what else of this platform belongs into it. Run by the build with the profile
 * native; the arguments are the engine's jar and the folder of the classes.
 */
public final class EnginePack {

  private EnginePack() {}

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    Path classes = Path.of(arguments[1]);
    String os = os();
    boolean isArm = System.getProperty("os.arch").matches("aarch64|arm64");
    Path folder = Files.createDirectories(classes.resolve("native/engine"));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long size;
    try (JarFile jar = new JarFile(arguments[0])) {
      String name = "libduckdb_java.so_" + os + "_" + (isArm ? "arm64" : "amd64");
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new IOException("the engine has no " + name + ": build on another platform");
      }
      size = entry.getSize();
      try (InputStream in = jar.getInputStream(entry);
          OutputStream out =
              new DigestOutputStream(gzip(folder.resolve("engine.gz")), digest)) {
        in.transferTo(out);
      }
    }
    Files.writeString(
        folder.resolve("engine.properties"),
        "name=%s\nsize=%d\nsha256=%s\n"
            .formatted(
                System.mapLibraryName("duckdb_java"),
                size,
                HexFormat.of().formatHex(digest.digest())));
    Path metadata = classes.resolve("META-INF/native-image/dev.codeintel/platform");
    Files.createDirectories(metadata);
    Files.writeString(
        metadata.resolve("reachability-metadata.json"),
        """
        {
          "comment": "the packed natives and the packed engine of this platform",
          "resources": [{"glob": "native/packed/%s-%s.xz"}, {"glob": "native/engine/*"}]
        }
        """
            .formatted(os, isArm ? "aarch64" : "x86_64"));
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
