package dev.codeintel.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeFolderTest {
  private static final byte[] INTACT =
      "machine code ".repeat(1_000).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private int unpacked;

  private PackedLibrary library(byte[] packed) {
    return new PackedLibrary() {
      @Override
      public String name() {
        return "engine.so";
      }

      @Override
      public long size() {
        return INTACT.length;
      }

      @Override
      public String sha256() {
        try {
          return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(INTACT));
        } catch (NoSuchAlgorithmException e) {
          throw new AssertionError(e);
        }
      }

      @Override
      public void unpack(OutputStream to) throws IOException {
        unpacked++;
        to.write(packed);
      }
    };
  }

  private Path unpack() throws IOException {
    PackedLibrary library = library(INTACT);
    return new NativeFolder(folder).folderOf(library).resolve("lib").resolve(library.name());
  }

  private List<String> names(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDamagedLibraryIsReplaced() throws IOException {
    Path file = unpack();
    byte[] oneByteOff = INTACT.clone();
    oneByteOff[INTACT.length / 2] ^= 1;
    for (byte[] damaged :
        List.of(oneByteOff, Arrays.copyOf(INTACT, INTACT.length / 2), new byte[0])) {
      Files.write(file, damaged);

      assertThat(unpack()).isEqualTo(file).hasBinaryContent(INTACT);
    }
    assertThat(unpacked).isEqualTo(4);
    assertThat(names(file)).containsExactly("engine.so");
  }

  @Test
  void anIntactLibraryIsComparedOnce() throws IOException {
    Path file = unpack();
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(file, before);
    Object key = Files.readAttributes(file, "*").get("fileKey");

    assertThat(Files.readAttributes(unpack(), "*").get("fileKey")).isEqualTo(key);
    assertThat(names(file)).containsExactly("engine.so", "engine.so.compared");

    // Nothing tells of this change: it is the price of not reading the whole file at each start.
    byte[] secret = INTACT.clone();
    secret[0] ^= 1;
    Files.write(file, secret);
    Files.setLastModifiedTime(file, before);
    assertThat(unpack()).hasBinaryContent(secret);

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(30)));
    assertThat(unpack()).hasBinaryContent(INTACT);
    assertThat(unpacked).isEqualTo(2);
  }

  @Test
  void whatIsPackedDamagedIsNeverThere() throws IOException {
    byte[] damaged = INTACT.clone();
    damaged[7] ^= 1;
    NativeFolder natives = new NativeFolder(folder);

    assertThatThrownBy(() -> natives.folderOf(library(damaged)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void lookingUnpacksNothing() throws IOException {
    NativeFolder natives = new NativeFolder(folder);
    assertThat(natives.find(library(INTACT))).isEmpty();

    Path file = unpack();
    assertThat(natives.find(library(INTACT))).isPresent();
    Files.write(file, new byte[INTACT.length]);

    assertThat(natives.find(library(INTACT))).isEmpty();
    assertThat(unpacked).isEqualTo(1);
  }
}
