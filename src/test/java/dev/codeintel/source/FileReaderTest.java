package dev.codeintel.source;

import static dev.codeintel.source.SourceFixtures.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.codeintel.model.SkipReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReaderTest {
  private static final String CODE = "class A {\n  void a() {}\n}\n";
  private static final int MAX = 1 << 20;

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void realRoot() throws IOException {
    root = folder.toRealPath();
  }

  private FileContent read(String name, byte[] content) {
    Path file = write(root, name, content);
    return new FileReader(MAX).read(new SourceFile(name, file, content.length, 0));
  }

  private static String text(FileContent content) {
    assertThat(content).isInstanceOf(FileContent.Text.class);
    return new String(((FileContent.Text) content).utf8(), UTF_8);
  }

  private static SkipReason reason(FileContent content) {
    assertThat(content).isInstanceOf(FileContent.Skipped.class);
    return ((FileContent.Skipped) content).reason();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void givesTextAndTheHashOfTheBytesOnDisk() {
    FileContent.Text content = (FileContent.Text) read("a.txt", "abc".getBytes(UTF_8));

    assertThat(content.utf8()).isEqualTo("abc".getBytes(UTF_8));
    assertThat(content.contentHash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(content.encoding()).isEqualTo("utf-8");
  }

  @Test
  void takesOffTheByteOrderMark() {
    byte[] mark = BinaryCheck.bytes(0xEF, 0xBB, 0xBF);

    assertThat(text(read("A.java", concat(mark, CODE.getBytes(UTF_8))))).isEqualTo(CODE);
  }

  @Test
  void decodesUtf16WithAMarkAndWithout() {
    byte[] little = BinaryCheck.bytes(0xFF, 0xFE);
    byte[] big = BinaryCheck.bytes(0xFE, 0xFF);

    assertThat(text(read("A.java", concat(little, CODE.getBytes(UTF_16LE))))).isEqualTo(CODE);
    assertThat(text(read("B.java", concat(big, CODE.getBytes(UTF_16BE))))).isEqualTo(CODE);
    assertThat(text(read("C.java", CODE.getBytes(UTF_16LE)))).isEqualTo(CODE);
    assertThat(text(read("D.java", CODE.getBytes(UTF_16BE)))).isEqualTo(CODE);
  }

  @Test
  void decodesUtf32() {
    byte[] mark = BinaryCheck.bytes(0xFF, 0xFE, 0, 0);
    byte[] content = concat(mark, CODE.getBytes(Charset.forName("UTF-32LE")));

    assertThat(text(read("A.java", content))).isEqualTo(CODE);
  }

  @Test
  void replacesAnUnpairedSurrogate() {
    byte[] utf16 =
        concat(
            BinaryCheck.bytes(0xFF, 0xFE),
            "before ".getBytes(UTF_16LE),
            BinaryCheck.bytes(0x00, 0xD8),
            " after".getBytes(UTF_16LE));
    byte[] utf8 =
        concat(
            "\u00fc before ".getBytes(UTF_8),
            BinaryCheck.bytes(0xED, 0xA0, 0x80),
            " after".getBytes(UTF_8));

    assertThat(text(read("a.txt", utf16))).isEqualTo("before \uFFFD after");
    assertThat(text(read("b.txt", utf8))).startsWith("\u00fc before \uFFFD").endsWith(" after");
  }

  @Test
  void followsADeclaredEncoding() {
    String code = "# -*- coding: shift_jis -*-\ndef a():\n    return '\u65e5\u672c'\n";

    FileContent content = read("a.py", code.getBytes(Charset.forName("shift_jis")));

    assertThat(text(content)).isEqualTo(code);
    assertThat(((FileContent.Text) content).encoding()).isEqualTo("shift_jis");
  }

  @Test
  void doesNotBelieveADeclarationThatCannotBeTrue() {
    String code = "# coding: ascii\nx = '\u00fc'\n";

    assertThat(text(read("a.py", code.getBytes(UTF_8)))).isEqualTo(code);
    assertThat(text(read("b.py", "# coding: nonsense-9\n".getBytes(UTF_8))))
        .isEqualTo("# coding: nonsense-9\n");
  }

  @Test
  void readsLatin1() {
    String code = "// caf\u00e9 \u00fc\n" + CODE;

    assertThat(text(read("A.java", code.getBytes(ISO_8859_1)))).isEqualTo(code);
  }

  @Test
  void replacesTheBrokenBytesOfDamagedUtf8() {
    byte[] content =
        concat(
            "// \u00fc\u00e4\u00f6 ".getBytes(UTF_8),
            BinaryCheck.bytes(0xC3),
            " x".getBytes(UTF_8));

    assertThat(text(read("a.go", content))).isEqualTo("// \u00fc\u00e4\u00f6 \uFFFD x");
  }

  @Test
  void keepsCodeAfterInvalidUtf8() {
    byte[] content =
        concat(
            "package h\n// ".getBytes(UTF_8),
            BinaryCheck.bytes(0xC3, 0x28, ' ', 0xFF, 0xFE, 0xF0, 0x28, 0x8C, 0x28),
            "\nfunc MarkBadUtf8() { }\n".getBytes(UTF_8));

    assertThat(text(read("a.go", content))).contains("\nfunc MarkBadUtf8() { }\n");
  }

  @Test
  void turnsBareReturnsIntoLineFeedsAndKeepsPairs() {
    assertThat(text(read("a.py", "a\rb\r".getBytes(UTF_8)))).isEqualTo("a\nb\n");
    assertThat(text(read("b.py", "a\r\nb\r\n".getBytes(UTF_8)))).isEqualTo("a\r\nb\r\n");
  }

  @Test
  void letsAStrayNulByteIntoText() {
    byte[] content = "class A { /*\0*/ }\n".getBytes(UTF_8);

    assertThat(text(read("A.java", content))).contains("\0");
  }

  @Test
  void tellsBinaryContent() {
    byte[] random = new byte[200_000];
    new Random(1).nextBytes(random);
    byte[] elf = concat(BinaryCheck.bytes(0x7F, 'E', 'L', 'F', 2, 1, 1), new byte[5000]);
    byte[] script = concat("#!/bin/sh\n".repeat(900).getBytes(UTF_8), random);

    assertThat(reason(read("Garbage.java", random))).isEqualTo(SkipReason.BINARY);
    assertThat(reason(read("elf.py", elf))).isEqualTo(SkipReason.BINARY);
    assertThat(reason(read("a.zip", BinaryCheck.bytes('P', 'K', 3, 4))))
        .isEqualTo(SkipReason.BINARY);
    assertThat(reason(read("installer.sh", script))).isEqualTo(SkipReason.BINARY);
  }

  @Test
  void anyBytesAreReadWithoutFailing() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("test.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      if (random.nextBoolean()) {
        for (int k = 0; k < content.length; k++) {
          content[k] &= (byte) (random.nextInt(10) == 0 ? 0xFF : 0x7F);
        }
      }

      assertThat(read("any.py", content)).isNotNull();
    }
  }

  @Test
  void tellsAPointerOfGitLfs() {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";

    assertThat(reason(read("model.py", pointer.getBytes(UTF_8)))).isEqualTo(SkipReason.LFS_POINTER);
  }

  @Test
  void tellsMinifiedCode() {
    String squeezed = "!function(e,t){var n={};return n[e]&&t}([]);".repeat(4000);

    assertThat(reason(read("app.js", squeezed.getBytes(UTF_8)))).isEqualTo(SkipReason.MINIFIED);
    assertThat(reason(read("small.min.js", squeezed.substring(0, 9000).getBytes(UTF_8))))
        .isEqualTo(SkipReason.MINIFIED);
  }

  @Test
  void longTablesAndCommentsDoNotMakeCodeMinified() {
    String code = CODE.repeat(100);
    String table = "static final String DATA = \"" + "x,".repeat(200_000) + "\";\n" + code;
    String names = "NAMES = {" + "'NSObject', ".repeat(20_000) + "}\n" + code;
    String numbers = "int[] DATA = {" + "0x1F, ".repeat(20_000) + "};\n" + code;
    String comment = "/*" + "x".repeat(500_000) + "*/ " + code;

    assertThat(text(read("Table.java", table.getBytes(UTF_8)))).isEqualTo(table);
    assertThat(text(read("names.py", names.getBytes(UTF_8)))).isEqualTo(names);
    assertThat(text(read("Numbers.java", numbers.getBytes(UTF_8)))).isEqualTo(numbers);
    assertThat(text(read("Comment.java", comment.getBytes(UTF_8)))).isEqualTo(comment);
  }

  @Test
  void readsNoMoreThanTheLimit() {
    byte[] tooLarge = "a\n".repeat(MAX).getBytes(UTF_8);
    byte[] fits = "a\n".repeat(MAX / 2).getBytes(UTF_8);

    assertThat(reason(read("large.py", tooLarge))).isEqualTo(SkipReason.TOO_LARGE);
    assertThat(text(read("fits.py", fits))).hasSize(MAX);
  }

  @Test
  void readsAFileThatHasGrownSinceTheWalk() {
    Path file = write(root, "a.py", "x\n".repeat(150_000));

    FileContent content = new FileReader(MAX).read(new SourceFile("a.py", file, 3, 0));

    assertThat(text(content)).hasSize(300_000);
  }

  @Test
  void aFileThatIsGoneHasVanished() {
    FileContent content =
        new FileReader(MAX).read(new SourceFile("a.py", root.resolve("a.py"), 3, 0));

    assertThat(reason(content)).isEqualTo(SkipReason.VANISHED);
  }

  @Test
  void doesNotFollowALinkPutInTheFilesPlace() throws IOException {
    write(root, "secret.txt", "secret");
    Path link = Files.createSymbolicLink(root.resolve("a.py"), root.resolve("secret.txt"));

    FileContent content = new FileReader(MAX).read(new SourceFile("a.py", link, 3, 0));

    assertThat(reason(content)).isEqualTo(SkipReason.VANISHED);
  }

  @Test
  void doesNotFollowALinkPutInTheFoldersPlace() throws IOException {
    write(root, "elsewhere/a.py", "secret");
    Files.createSymbolicLink(root.resolve("src"), root.resolve("elsewhere"));

    FileContent content =
        new FileReader(MAX).read(new SourceFile("src/a.py", root.resolve("src/a.py"), 3, 0));

    assertThat(reason(content)).isEqualTo(SkipReason.VANISHED);
  }

  @Test
  void aFolderPutInTheFilesPlaceHasVanished() throws IOException {
    Path file = Files.createDirectory(root.resolve("a.py"));

    FileContent content = new FileReader(MAX).read(new SourceFile("a.py", file, 3, 0));

    assertThat(reason(content)).isEqualTo(SkipReason.VANISHED);
  }

  @Test
  void anUnreadableFileIsSkipped() {
    Path file = write(root, "a.py", "x");
    assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file))
        .as("this user can read everything")
        .isTrue();

    FileContent content = new FileReader(MAX).read(new SourceFile("a.py", file, 1, 0));

    assertThat(reason(content)).isEqualTo(SkipReason.UNREADABLE);
  }
}
