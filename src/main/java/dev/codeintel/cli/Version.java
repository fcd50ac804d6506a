package dev.codeintel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as the build wrote it into {@code application.properties}. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "code-intel " + number(), "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }

  static String number() {
    try (InputStream in = Version.class.getResourceAsStream("/code-intel-version.properties")) {
      if (in == null) {
        return "unknown";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
