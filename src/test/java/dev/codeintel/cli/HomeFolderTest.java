package dev.codeintel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class HomeFolderTest {

  @TempDir Path folder;

  @Test
  void whatTheEnvironmentNamesIsTheHomeIfItCanBeWritten() {
    assertThat(HomeFolder.homeOf(Map.of("HOME", folder.toString()), folder)).isEqualTo(folder);
    assertThat(HomeFolder.homeOf(Map.of("HOME", folder + "/no/such"), folder))
        .hasParent(folder)
        .isDirectory();
  }

  @Test
  void otherwiseItIsTheSamePrivateFolderEachTime() throws IOException {
    Path first = HomeFolder.homeOf(Map.of(), folder);
    Path second = HomeFolder.homeOf(Map.of(), folder);

    assertThat(second).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rwx------");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(first);
    }
  }

  @Test
  void aFolderOpenToOthersIsNotTaken() throws IOException {
    Path first = HomeFolder.homeOf(Map.of(), folder);
    Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(HomeFolder.homeOf(Map.of(), folder)).isNotEqualTo(first).hasParent(folder);
  }
}
