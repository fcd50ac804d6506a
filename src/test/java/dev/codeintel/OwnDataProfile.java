package dev.codeintel;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A data folder of its own for each class of tests that extends it. */
public abstract class OwnDataProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path data = Files.createTempDirectory(Path.of("target"), "data");
      return Map.of("code-intel.data-dir", data.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
