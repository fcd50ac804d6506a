package dev.codeintel.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Mac OS X, aarch64, macos-aarch64",
    "Mac OS X, x86_64, macos-x86_64",
    "Windows 11, amd64, windows-x86_64",
    "Linux, riscv64, linux-riscv64"
  })
  void isNamedAfterSystemAndProcessor(String os, String arch, String name) {
    assertThat(Platform.of(os, arch).name()).isEqualTo(name);
  }

  @Test
  void aPackageWithoutItsLibrariesSaysWhatToDo() {
    Platform platform = Platform.of("Mac OS X", "aarch64");

    assertThat(platform.missing(List.of("linux-aarch64", "linux-x86_64")))
        .get()
        .asString()
        .contains("linux-aarch64, linux-x86_64 only", "this is macos-aarch64", "platforms=all");
    assertThat(platform.missing(List.of("linux-x86_64", "macos-aarch64"))).isEmpty();
  }
}
