package dev.codeintel.source;

import static dev.codeintel.source.HostileTrees.OUTSIDE;
import static dev.codeintel.source.HostileTrees.add;
import static dev.codeintel.source.HostileTrees.addDevice;
import static dev.codeintel.source.HostileTrees.addPipe;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.codeintel.source.HostileTrees.Tree;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/** Kinds of hostile trees whose files, names, folders and manifests are what is hostile. */
final class HostileFiles {
  private HostileFiles() {}

  static void addAll() {
    addKinds();
    addNames();
    addEncodings();
    addManifests();
  }

  private static void addKinds() {
    addPipe("file_pipe", t -> t.pipe(t.root.resolve("a.py")));
    add("file_socket", t -> t.socket(t.root.resolve("a.py")));
    addDevice("file_zero", t -> t.zero(t.root.resolve("a.py")));
    addDevice("file_kernel_log", t -> t.link(t.root.resolve("a.py"), Path.of("/proc/kmsg")));
    add(
        "file_link_outside",
        t -> t.link(t.root.resolve("a.py"), t.outside.resolve("repository/" + OUTSIDE + ".py")));
    add("file_link_to_a_folder_outside", t -> t.link(t.root.resolve("a"), t.outside));
    add(
        "file_link_chain",
        t -> {
          for (int i = 0; i < 60; i++) {
            t.link(t.root.resolve("l" + i + ".py"), Path.of("l" + (i + 1) + ".py"));
          }
          t.text(t.root.resolve("l60.py"), "x = 1\n");
        });
    add(
        "file_links_in_a_circle",
        t -> {
          t.link(t.root.resolve("pkg/up"), Path.of(".."));
          t.link(t.root.resolve("b"), Path.of("c"));
          t.link(t.root.resolve("c"), Path.of("b"));
        });
    add("file_folder", t -> t.folder(t.root.resolve("a.py")));
    add("file_endless", t -> t.endless(t.root.resolve("a.py"), "x = 1\n"));
    add("file_of_zeros", t -> t.bytes(t.root.resolve("a.py"), new byte[9 << 20]));
    add(
        "file_of_control_characters",
        t -> t.text(t.root.resolve("a.py"), "x = 1 # \u001b[2J\u202e\u200b\u0007\n"));
  }

  private static void addNames() {
    add(
        "file_names",
        t -> {
          for (String name :
              List.of(
                  "line\nbreak.py",
                  "-rf.py",
                  " .py",
                  "\u202egnp.py",
                  "a'b\"c.py",
                  "~.py",
                  "$(x).py",
                  "n".repeat(252) + ".py")) {
            t.text(t.root.resolve(name), "x = 1\n");
          }
        });
    add("folders_deep", t -> t.text(t.root.resolve("d/".repeat(300)).resolve("a.py"), "x = 1\n"));
    add(
        "folders_long",
        t -> t.text(t.root.resolve(("d".repeat(250) + "/").repeat(11)).resolve("a.py"), "x = 1\n"));
    add(
        "folders_empty",
        t -> {
          for (int i = 0; i < 3_000; i++) {
            t.folder(t.root.resolve("many/d" + i));
          }
        });
    add(
        "names_that_differ_in_case",
        t -> {
          for (String name : List.of("a.py", "A.py", "a.PY", "A\u030a.py", "\u00c5.py")) {
            t.text(t.root.resolve("case").resolve(name), "def f(): pass\n");
          }
        });
    add("names_of_bytes", HostileFiles::makeNamesOfBytes);
    add(
        "file_hard_links",
        t -> {
          t.text(t.root.resolve("h.py"), "def h(): pass\n");
          for (int i = 0; i < 50; i++) {
            Files.createLink(t.root.resolve("h" + i + ".py"), t.root.resolve("h.py"));
          }
        });
    add("file_not_readable", t -> makeForbidden(t, "a.py", false));
    add("folder_not_readable", t -> makeForbidden(t, "forbidden", true));
    add(
        "folders_named_git",
        t -> {
          t.folder(t.root.resolve("pkg/.git"));
          t.text(t.root.resolve("pkg/.GIT"), "gitdir: " + t.other() + "\n");
          t.text(t.root.resolve("pkg/sub/.git"), "gitdir: ../../../" + OUTSIDE + "\n");
        });
    add("folder_named_as_a_file", t -> t.text(t.root.resolve("x.py/y.py"), "x = 1\n"));
  }

  private static void addEncodings() {
    String code = "def f():\n    return \"\u00e4\u00f6\u6f22\"\n";
    addContent(
        "text_of_utf_16_little_endian", joined(new byte[] {-1, -2}, code.getBytes(UTF_16LE)));
    addContent("text_of_utf_16_big_endian", joined(new byte[] {-2, -1}, code.getBytes(UTF_16BE)));
    addContent("text_of_utf_16_without_mark", code.getBytes(UTF_16LE));
    addContent(
        "text_of_utf_32",
        joined(new byte[] {-1, -2, 0, 0}, code.getBytes(Charset.forName("UTF-32LE"))));
    addContent("text_of_latin_1", "# \u00e4\u00f6\u00fc\nx = 1\n".getBytes(ISO_8859_1));
    addContent("text_of_shift_jis", code.getBytes(Charset.forName("Shift_JIS")));
    addContent("text_of_a_mark_alone", new byte[] {-17, -69, -65});
    addContent("text_of_half_a_mark", new byte[] {-1, -2, 0x61});
    addContent("text_cut_within_a_character", joined(code.getBytes(UTF_8), new byte[] {-16, -97}));
    addContent("text_of_overlong_characters", new byte[] {0x78, -64, -81, -32, -128, -81, 10});
    addContent("text_of_lone_surrogates", new byte[] {0x78, -19, -96, -128, 10, -19, -65, -65});
    addContent("text_with_a_zero", "x = 1\0\ndef f(): pass\n".getBytes(UTF_8));
    addContent("text_of_old_line_ends", "def f():\r    pass\rdef g():\r    pass\r".getBytes(UTF_8));
    addContent("text_of_odd_line_ends", "x = 1\u2028y = 2\u0085z = 3\f\u000b".getBytes(UTF_8));
    addContent("text_of_one_line", "x = 1;".repeat(100_000).getBytes(UTF_8));
    addContent("text_of_empty_lines", "\n".repeat(1_000_000).getBytes(UTF_8));
    addContent("text_of_one_word", "x".repeat(2_000_000).getBytes(UTF_8));
    addContent("text_of_combining_marks", ("e" + "\u0301".repeat(100_000)).getBytes(UTF_8));
    addContent("text_of_a_conflict", "<<<<<<< a\ndef f(: \n=======\n>>>>>>> b\n".getBytes(UTF_8));
    addContent(
        "text_of_a_pointer",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n".getBytes(UTF_8));
  }

  private static void addContent(String name, byte[] content) {
    add(name, t -> t.bytes(t.root.resolve("a.py"), content));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static void addManifests() {
    addManifest("manifest_of_deep_json", "package.json", "{\"a\":".repeat(100_000));
    addManifest("manifest_of_a_long_name", "package.json", "{\"name\":\"" + "n".repeat(1 << 20));
    addManifest(
        "manifest_of_a_path_as_name", "package.json", "{\"name\":\"../../" + OUTSIDE + "\"}");
    addManifest("manifest_of_numbers", "package.json", "{\"name\": 1e999999999, \"a\": [null]}");
    addManifest("manifest_of_nothing", "package.json", "null");
    addManifest("manifest_of_another_kind", "tsconfig.json", "[[[\"compilerOptions\"]]]");
    addManifest(
        "manifest_that_extends_itself", "tsconfig.json", "{\"extends\": \"./tsconfig.json\"}");
    addManifest(
        "manifest_of_paths_outside",
        "tsconfig.json",
        "{\"compilerOptions\":{\"baseUrl\":\"../"
            + OUTSIDE
            + "\",\"paths\":{\"*\":[\"/*\"],\"a\":[]}}}");
    addManifest("manifest_of_many_modules", "go.mod", "module a/b\n".repeat(100_000));
    addManifest("manifest_of_no_end", "go.mod", "module " + "a/".repeat(500_000));
    addManifest("manifest_of_zeros", "go.mod", "\0".repeat(10_000));
    addPipe("manifest_pipe", t -> t.pipe(t.root.resolve("package.json")));
    add(
        "manifest_link_outside",
        t -> t.link(t.root.resolve("tsconfig.json"), t.other().resolve("config")));
    add("manifest_folder", t -> t.folder(t.root.resolve("go.mod")));
    add("manifest_endless", t -> t.endless(t.root.resolve("package.json"), "{\"name\":\""));
  }

  /** Beside files of the languages that read it. */
  private static void addManifest(String name, String file, String text) {
    add(
        name,
        t -> {
          t.text(t.root.resolve(file), text);
          t.text(t.root.resolve("pkg").resolve(file), text);
          t.text(t.root.resolve("pkg/a.ts"), "import { b } from './b'\nimport c from 'a'\nb()\n");
          t.text(t.root.resolve("pkg/b.ts"), "export function b() {}\n");
          t.text(
              t.root.resolve("pkg/a.go"),
              "package pkg\nimport \"a/b/pkg\"\nfunc F() { pkg.F() }\n");
        });
  }

  /** Names that are no text in any encoding a machine is set to. */
  private static void makeNamesOfBytes(Tree t) throws IOException {
    String script =
        "printf 'x = 1\\n' > \"$(printf '\\377\\376\\200.py')\"; mkdir \"$(printf 'd\\240')\"";
    try {
      new ProcessBuilder("sh", "-c", script).directory(t.root.toFile()).start().waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void makeForbidden(Tree t, String name, boolean isFolder) throws IOException {
    Path file = t.root.resolve(name);
    if (isFolder) {
      t.text(file.resolve("a.py"), "x = 1\n");
    } else {
      t.text(file, "x = 1\n");
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
  }
}
