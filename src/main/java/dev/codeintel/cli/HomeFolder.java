package dev.codeintel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Gives a home to a user whom the system does not know by name, as containers have them: {@code
 * HOME} if it can be written, else a folder of that user alone in the temporary folder.
 */
final class HomeFolder {
  private static final String OWNER_ONLY = "rwx------";

  private HomeFolder() {}

  /** Sets {@code user.home} if it is no folder. */
  static void ensure() {
    String known = System.getProperty("user.home", "");
    if (!known.isEmpty() && !known.equals("?")) {
      return;
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    System.setProperty("user.home", homeOf(System.getenv(), temporary).toString());
  }

  static Path homeOf(Map<String, String> environment, Path temporary) {
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty() && Path.of(home).isAbsolute() && Files.isWritable(Path.of(home))) {
      return Path.of(home);
    }
    try {
      return privateFolder(temporary);
    } catch (IOException | UnsupportedOperationException e) {
      return temporary.resolve("code-intel-" + ProcessHandle.current().pid());
    }
  }

  /** The same at each start, unless somebody else took it. */
  private static Path privateFolder(Path temporary) throws IOException {
    var closed = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
    Path own = Files.createTempDirectory(temporary, "code-intel-", closed);
    Object user = Files.getAttribute(own, "unix:uid");
    Path folder = temporary.resolve("code-intel-" + user);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Files.move(own, folder);
    }
    boolean isOurs =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && user.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))
            && PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                .equals(OWNER_ONLY);
    if (!isOurs) {
      return own;
    }
    Files.delete(own);
    return folder;
  }
}
