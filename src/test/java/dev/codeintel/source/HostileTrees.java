package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Trees made to break whoever reads them: git's own files as pipes, devices, loops, giants and
 * lies, in the repository itself and in one nested in it, and every kind of thing in the place of a
 * source file. Each has a canary, which must be found, and lies beside a folder that must not be
 * read.
 */
public final class HostileTrees {
  /** The name of a function in {@code canary.py}, which each tree has. */
  public static final String CANARY = "canary_sings";

  /** The name of a function in {@code nested/inner.py}, which trees with {@code nested} have. */
  public static final String INNER_CANARY = "inner_canary_sings";

  /** A word that everything outside of a tree has in its name or content. */
  public static final String OUTSIDE = "outside_of_the_tree";

  /** The start of names of kinds in which a nested repository is hostile. */
  public static final String NESTED = "nested_";

  private static final long ENDLESS = 1L << 40;
  private static final String ZERO = "/dev/zero";
  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  /** Files of repositories by their branch. */
  private static final Map<String, Map<String, byte[]>> MADE = new LinkedHashMap<>();

  /** Makes a tree of one kind hostile. */
  interface Maker {
    void make(Tree tree) throws IOException;
  }

  private record Kind(boolean needsPipes, boolean needsDevices, Maker maker) {}

  private HostileTrees() {}

  /** Returns the names of all kinds. */
  public static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** Returns why a kind cannot be made here; empty if it can. */
  public static String obstacle(String name) {
    Kind kind = kind(name);
    if (kind.needsPipes() && !hasPipes()) {
      return "mkfifo is not installed";
    }
    return kind.needsDevices() && !Files.exists(Path.of(ZERO)) ? "there is no " + ZERO : "";
  }

  private static Kind kind(String name) {
    return Objects.requireNonNull(KINDS.get(name), name);
  }

  /**
   * Makes a tree.
   *
   * @param parent where the tree, named as its kind, and what lies outside of it are made
   * @return the tree
   */
  public static Path make(String name, Path parent) {
    try {
      Path outside = parent.resolve(OUTSIDE);
      if (!Files.exists(outside)) {
        makeOutside(outside);
      }
      Tree tree = new Tree(parent.resolve(name), outside);
      makeRepository(tree.root, "canary.py", CANARY, "main");
      if (name.startsWith(NESTED)) {
        makeRepository(tree.nested, "inner.py", INNER_CANARY, "inner");
      }
      kind(name).maker().make(tree);
      return tree.root;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Tells whether something of a repository was executed. */
  public static boolean hasExecuted(Path parent) {
    return Files.exists(parent.resolve(OUTSIDE).resolve("executed"));
  }

  private static void makeOutside(Path outside) throws IOException {
    makeRepository(outside.resolve("repository"), OUTSIDE + ".py", OUTSIDE, OUTSIDE);
    Path git = outside.resolve("repository/.git");
    Files.createDirectories(git.resolve("info"));
    // whoever takes rules from here loses the canaries
    Files.writeString(git.resolve("info/exclude"), "*.py\n");
    Files.writeString(outside.resolve("rules"), "*.py\n");
    Files.writeString(
        outside.resolve("config"), "[core]\n\texcludesfile = " + outside.resolve("rules") + "\n");
  }

  /** Copies a repository with one commit, which is made once. */
  private static void makeRepository(Path root, String file, String function, String branch)
      throws IOException {
    Map<String, byte[]> files;
    synchronized (MADE) {
      files = MADE.get(branch);
      if (files == null) {
        commitRepository(root, file, function, branch);
        files = contents(root);
        MADE.put(branch, files);
      }
    }
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      SourceFixtures.write(root, each.getKey(), each.getValue());
    }
    Files.createDirectories(root.resolve(".git/refs/heads"));
  }

  private static Map<String, byte[]> contents(Path root) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void commitRepository(Path root, String file, String function, String branch)
      throws IOException {
    SourceFixtures.write(root, file, "def " + function + "():\n    return 1\n");
    SourceFixtures.write(root, "pkg/used.py", "def used_" + function + "():\n    return 2\n");
    QuietGitSystem.install();
    try (Git git = Git.init().setDirectory(root.toFile()).setInitialBranch(branch).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("a commit")
          .setAuthor("someone", "someone@example.org")
          .setCommitter("someone", "someone@example.org")
          .setSign(false)
          .call();
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  /** A tree and the tools to spoil it. */
  static final class Tree {
    final Path root;
    final Path git;
    final Path nested;
    final Path nestedGit;
    final Path outside;

    Tree(Path root, Path outside) {
      this.root = root;
      this.git = root.resolve(".git");
      this.nested = root.resolve("nested");
      this.nestedGit = nested.resolve(".git");
      this.outside = outside;
    }

    Path other() {
      return outside.resolve("repository/.git");
    }

    void pipe(Path file) throws IOException {
      clear(file);
      try {
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
          throw new IOException("mkfifo failed for " + file);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void socket(Path file) throws IOException {
      clear(file);
      // the name of a socket is short, and may be moved
      Path made = Files.createTempDirectory("s").resolve("s");
      try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.bind(UnixDomainSocketAddress.of(made));
      }
      Files.move(made, file);
      Files.delete(made.getParent());
    }

    void link(Path file, Path target) throws IOException {
      clear(file);
      Files.createSymbolicLink(file, target);
    }

    void zero(Path file) throws IOException {
      link(file, Path.of(ZERO));
    }

    void text(Path file, String text) throws IOException {
      clear(file);
      Files.writeString(file, text);
    }

    void bytes(Path file, byte[] content) throws IOException {
      clear(file);
      Files.write(file, content);
    }

    void append(Path file, String text) throws IOException {
      Files.writeString(file, Files.readString(file) + text);
    }

    /** A file of a terabyte that takes no room on the disk. */
    void endless(Path file, String start) throws IOException {
      clear(file);
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.write(start.getBytes(ISO_8859_1));
        out.setLength(ENDLESS);
      }
    }

    void folder(Path file) throws IOException {
      clear(file);
      Files.createDirectory(file);
    }

    /** Removes what is there and makes the folder above. */
    void clear(Path file) throws IOException {
      Files.createDirectories(file.getParent());
      if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
        return;
      }
      try (Stream<Path> below = Files.walk(file)) {
        for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }

    String commit(Path gitFolder, String branch) throws IOException {
      return Files.readString(gitFolder.resolve("refs/heads").resolve(branch)).strip();
    }

    Path object(Path gitFolder, String branch) throws IOException {
      String name = commit(gitFolder, branch);
      return gitFolder.resolve("objects").resolve(name.substring(0, 2)).resolve(name.substring(2));
    }
  }

  static void add(String name, Maker maker) {
    KINDS.put(name, new Kind(false, false, maker));
  }

  static void addPipe(String name, Maker maker) {
    KINDS.put(name, new Kind(true, false, maker));
  }

  static void addDevice(String name, Maker maker) {
    KINDS.put(name, new Kind(false, true, maker));
  }

  static {
    addHeads();
    addRefs();
    addConfigs();
    addIndexes();
    addFolders();
    addObjects();
    addRules();
    addNested();
    HostileFiles.addAll();
  }

  private static void addHeads() {
    addPipe("head_pipe", t -> t.pipe(t.git.resolve("HEAD")));
    addPipe(
        "head_link_to_pipe",
        t -> {
          t.pipe(t.outside.resolve("pipe"));
          t.link(t.git.resolve("HEAD"), t.outside.resolve("pipe"));
        });
    add("head_folder", t -> t.folder(t.git.resolve("HEAD")));
    add("head_of_ten_megabytes", t -> t.text(t.git.resolve("HEAD"), "ref: ".repeat(2 << 20)));
    add("head_endless", t -> t.endless(t.git.resolve("HEAD"), "ref: refs/heads/main"));
    addDevice("head_zero", t -> t.zero(t.git.resolve("HEAD")));
    addDevice("head_kernel_log", t -> t.link(t.git.resolve("HEAD"), Path.of("/proc/kmsg")));
    add("head_empty", t -> t.text(t.git.resolve("HEAD"), ""));
    add("head_of_zeros", t -> t.text(t.git.resolve("HEAD"), "\0".repeat(41)));
    add(
        "head_leads_out",
        t ->
            t.text(
                t.git.resolve("HEAD"),
                "ref: refs/../../../" + OUTSIDE + "/repository/.git/HEAD\n"));
    add("head_absolute", t -> t.text(t.git.resolve("HEAD"), "ref: " + t.other() + "/HEAD\n"));
    add(
        "head_with_an_absurd_name",
        t -> t.text(t.git.resolve("HEAD"), "ref: refs/heads/" + "n".repeat(3_000) + "\n"));
    add(
        "head_with_zeros_in_its_name",
        t -> t.text(t.git.resolve("HEAD"), "ref: refs/heads/a\0b\n"));
    add("head_link_loop", t -> t.link(t.git.resolve("HEAD"), Path.of("HEAD")));
    add("head_missing", t -> t.clear(t.git.resolve("HEAD")));
  }

  private static void addRefs() {
    addPipe("ref_pipe", t -> t.pipe(t.git.resolve("refs/heads/main")));
    addDevice("ref_zero", t -> t.zero(t.git.resolve("refs/heads/main")));
    add("ref_folder", t -> t.folder(t.git.resolve("refs/heads/main")));
    add("ref_endless", t -> t.endless(t.git.resolve("refs/heads/main"), "ref: "));
    add(
        "ref_loop",
        t -> {
          t.text(t.git.resolve("refs/heads/main"), "ref: refs/heads/other\n");
          t.text(t.git.resolve("refs/heads/other"), "ref: refs/heads/main\n");
        });
    add(
        "ref_leads_out",
        t -> t.link(t.git.resolve("refs/heads/main"), t.other().resolve("refs/heads/" + OUTSIDE)));
    add(
        "refs_many",
        t -> {
          String commit = t.commit(t.git, "main");
          for (int i = 0; i < 5_000; i++) {
            Path file = t.git.resolve("refs/heads/many" + i % 100 + "/r" + i);
            Files.createDirectories(file.getParent());
            Files.writeString(file, commit);
          }
        });
    add(
        "refs_deep",
        t -> {
          Path folder = t.git.resolve("refs/heads");
          for (int i = 0; i < 200; i++) {
            folder = folder.resolve("deep");
          }
          Files.createDirectories(folder);
        });
    add("refs_link_loop", t -> t.link(t.git.resolve("refs/heads/again"), Path.of(".")));
    add("refs_missing", t -> t.clear(t.git.resolve("refs")));
    addPipe(
        "packed_refs_pipe",
        t -> {
          t.clear(t.git.resolve("refs/heads/main"));
          t.pipe(t.git.resolve("packed-refs"));
        });
    addDevice(
        "packed_refs_zero",
        t -> {
          t.clear(t.git.resolve("refs/heads/main"));
          t.zero(t.git.resolve("packed-refs"));
        });
    add(
        "packed_refs_endless",
        t -> {
          t.clear(t.git.resolve("refs/heads/main"));
          t.endless(t.git.resolve("packed-refs"), "# pack-refs\n");
        });
    add(
        "packed_refs_of_one_line",
        t -> {
          t.clear(t.git.resolve("refs/heads/main"));
          t.text(t.git.resolve("packed-refs"), "x".repeat(20 << 20) + " refs/heads/main");
        });
    addPipe(
        "tables_pipe",
        t -> {
          t.text(t.git.resolve("HEAD"), "ref: refs/heads/.invalid\n");
          t.append(t.git.resolve("config"), "[extensions]\n\trefstorage = reftable\n");
          t.pipe(t.git.resolve("reftable/tables.list"));
        });
    addPipe(
        "tables_of_pipes",
        t -> {
          t.append(t.git.resolve("config"), "[extensions]\n\trefstorage = reftable\n");
          t.text(t.git.resolve("reftable/tables.list"), "a.ref\n../../" + OUTSIDE + "/config\n");
          t.pipe(t.git.resolve("reftable/a.ref"));
        });
    add(
        "tables_garbage",
        t -> {
          t.append(t.git.resolve("config"), "[extensions]\n\trefstorage = reftable\n");
          t.text(t.git.resolve("reftable/tables.list"), "a.ref\n".repeat(1_000));
          t.text(t.git.resolve("reftable/a.ref"), "REFT\1\0\0\0" + "\u00ff".repeat(300));
        });
  }

  private static void addConfigs() {
    addPipe("config_pipe", t -> t.pipe(t.git.resolve("config")));
    addDevice("config_zero", t -> t.zero(t.git.resolve("config")));
    add("config_folder", t -> t.folder(t.git.resolve("config")));
    add("config_endless", t -> t.endless(t.git.resolve("config"), "[core]\n"));
    add("config_malformed", t -> t.text(t.git.resolve("config"), "[core\nbare = \"\n[[[["));
    addPipe(
        "config_includes_pipe",
        t -> {
          t.pipe(t.root.resolve("pipe"));
          t.append(t.git.resolve("config"), "[include]\n\tpath = ../pipe\n");
        });
    addDevice(
        "config_includes_zero",
        t -> t.append(t.git.resolve("config"), "[include]\n\tpath = " + ZERO + "\n"));
    add(
        "config_includes_itself",
        t -> t.append(t.git.resolve("config"), "[include]\n\tpath = config\n".repeat(50)));
    add(
        "config_includes_outside",
        t ->
            t.append(
                t.git.resolve("config"),
                "[include]\n\tpath = " + t.outside.resolve("config") + "\n"));
    add(
        "config_includes_if",
        t ->
            t.append(
                t.git.resolve("config"),
                "[includeIf \"gitdir:**\"]\n\tpath = " + t.outside.resolve("config") + "\n"));
    addPipe(
        "config_excludes_pipe",
        t -> {
          t.pipe(t.root.resolve("pipe"));
          t.append(t.git.resolve("config"), "[core]\n\texcludesfile = " + t.root + "/pipe\n");
        });
    addDevice(
        "config_excludes_zero",
        t -> t.append(t.git.resolve("config"), "[core]\n\texcludesfile = " + ZERO + "\n"));
    add(
        "config_executes",
        t -> {
          String command = "touch " + t.outside.resolve("executed");
          t.append(
              t.git.resolve("config"),
              "[core]\n\tfsmonitor = \""
                  + command
                  + "; false\"\n\thooksPath = hooks\n"
                  + "\tsshCommand = "
                  + command
                  + "\n\tpager = "
                  + command
                  + "\n"
                  + "\teditor = "
                  + command
                  + "\n\tgitProxy = "
                  + command
                  + "\n"
                  + "[filter \"f\"]\n\tclean = "
                  + command
                  + "\n\tsmudge = "
                  + command
                  + "\n\tprocess = "
                  + command
                  + "\n"
                  + "[diff]\n\texternal = "
                  + command
                  + "\n[alias]\n\tstatus = !"
                  + command
                  + "\n");
          t.text(t.root.resolve(".gitattributes"), "*.py filter=f\n");
          for (String hook : List.of("post-index-change", "post-checkout", "fsmonitor-watchman")) {
            Path file = t.git.resolve("hooks/" + hook);
            t.text(file, "#!/bin/sh\n" + command + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
          t.text(t.root.resolve("pkg/used.py"), "changed = 1\n");
        });
    add(
        "config_work_tree_outside",
        t ->
            t.append(
                t.git.resolve("config"), "[core]\n\tworktree = " + t.outside + "/repository\n"));
    add("config_bare", t -> t.append(t.git.resolve("config"), "[core]\n\tbare = true\n"));
    add(
        "config_unknown_extension",
        t ->
            t.append(
                t.git.resolve("config"),
                "[core]\n\trepositoryformatversion = 99\n[extensions]\n\tobjectformat = md5\n"));
    add(
        "config_other_hash",
        t -> t.append(t.git.resolve("config"), "[extensions]\n\tobjectformat = sha256\n"));
  }

  private static void addIndexes() {
    addPipe("index_pipe", t -> t.pipe(t.git.resolve("index")));
    addDevice("index_zero", t -> t.zero(t.git.resolve("index")));
    add("index_folder", t -> t.folder(t.git.resolve("index")));
    add("index_endless", t -> t.endless(t.git.resolve("index"), "DIRC\0\0\0\2\0\0\0\1"));
    add(
        "index_cut",
        t -> {
          byte[] sound = Files.readAllBytes(t.git.resolve("index"));
          t.bytes(t.git.resolve("index"), Arrays.copyOf(sound, sound.length / 2));
        });
    add(
        "index_claims_two_billion",
        t ->
            t.bytes(
                t.git.resolve("index"),
                ("DIRC\0\0\0\2\u007f\u00ff\u00ff\u00ff" + "a".repeat(9_000)).getBytes(ISO_8859_1)));
    add("index_of_zeros", t -> t.bytes(t.git.resolve("index"), new byte[60 << 20]));
    add(
        "index_leads_out",
        t -> {
          byte[] index = Files.readAllBytes(t.git.resolve("index"));
          String text = new String(index, ISO_8859_1).replace("canary.py", "../../x.p");
          t.bytes(t.git.resolve("index"), text.getBytes(ISO_8859_1));
        });
    add(
        "index_unsorted",
        t -> {
          byte[] index = Files.readAllBytes(t.git.resolve("index"));
          String text = new String(index, ISO_8859_1).replace("canary.py", "zanary.py");
          t.bytes(t.git.resolve("index"), text.getBytes(ISO_8859_1));
        });
    add(
        "index_split",
        t -> {
          byte[] index = Files.readAllBytes(t.git.resolve("index"));
          ByteBuffer split = ByteBuffer.allocate(index.length + 28);
          split.put(index, 0, index.length - 20).put("link".getBytes(UTF_8)).putInt(20);
          t.bytes(t.git.resolve("index"), split.put(new byte[40]).array());
        });
    add(
        "index_deep_trees",
        t -> {
          byte[] index = Files.readAllBytes(t.git.resolve("index"));
          byte[] trees = ("\0-1 1\n" + "a\0-1 1\n".repeat(100_000)).getBytes(UTF_8);
          ByteBuffer deep = ByteBuffer.allocate(index.length + 8 + trees.length);
          deep.put(index, 0, index.length - 20).put("TREE".getBytes(UTF_8)).putInt(trees.length);
          t.bytes(t.git.resolve("index"), deep.put(trees).put(new byte[20]).array());
        });
    add(
        "index_lock_for_ever",
        t -> {
          t.text(t.git.resolve("index.lock"), "");
          Instant future = Instant.now().plusSeconds(1_000_000_000L);
          Files.setLastModifiedTime(t.git.resolve("index.lock"), FileTime.from(future));
        });
    addPipe("index_lock_pipe", t -> t.pipe(t.git.resolve("index.lock")));
    addPipe("shallow_pipe", t -> t.pipe(t.git.resolve("shallow")));
  }

  private static void addFolders() {
    addPipe("common_folder_pipe", t -> t.pipe(t.git.resolve("commondir")));
    addDevice("common_folder_zero", t -> t.zero(t.git.resolve("commondir")));
    add("common_folder_endless", t -> t.endless(t.git.resolve("commondir"), "."));
    add("common_folder_itself", t -> t.text(t.git.resolve("commondir"), ".\n"));
    add("common_folder_nowhere", t -> t.text(t.git.resolve("commondir"), "../nowhere\n"));
    add("common_folder_a_file", t -> t.text(t.git.resolve("commondir"), "../canary.py\n"));
    addPipe("git_pipe", t -> t.pipe(t.git));
    addDevice("git_zero", t -> t.zero(t.git));
    add("git_socket", t -> t.socket(t.git));
    add("git_link_loop", t -> t.link(t.git, Path.of(".git")));
    add("git_link_to_its_root", t -> t.link(t.git, Path.of(".")));
    add("git_empty_folder", t -> t.folder(t.git));
    add("git_empty_file", t -> t.text(t.git, ""));
    add("git_file_endless", t -> t.endless(t.git, "gitdir: "));
    add("git_file_to_itself", t -> t.text(t.git, "gitdir: .git\n"));
    add(
        "git_file_loop",
        t -> {
          t.text(t.git, "gitdir: again\n");
          t.text(t.root.resolve("again"), "gitdir: .git\n");
        });
    addDevice("git_file_to_zero", t -> t.text(t.git, "gitdir: " + ZERO + "\n"));
    add("git_file_with_zeros", t -> t.text(t.git, "gitdir: a\0b\n"));
    add("git_file_to_the_root", t -> t.text(t.git, "gitdir: /\n"));
    add(
        "git_bare",
        t -> {
          for (String name : List.of("HEAD", "config", "objects", "refs")) {
            Files.move(t.git.resolve(name), t.root.resolve(name));
          }
          t.clear(t.git);
        });
  }

  private static void addObjects() {
    addPipe("object_pipe", t -> t.pipe(t.object(t.git, "main")));
    addDevice("object_zero", t -> t.zero(t.object(t.git, "main")));
    add("object_endless", t -> t.endless(t.object(t.git, "main"), "x\u009c"));
    add("object_garbage", t -> t.text(t.object(t.git, "main"), "garbage"));
    add("object_missing", t -> t.clear(t.object(t.git, "main")));
    add(
        "object_bomb",
        t -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write("commit 100000000\0".getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
              out.write(new byte[1_000_000]);
            }
          }
          t.bytes(t.object(t.git, "main"), packed.toByteArray());
        });
    add(
        "object_of_another_type",
        t -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write("tree 0\0".getBytes(UTF_8));
          }
          t.bytes(t.object(t.git, "main"), packed.toByteArray());
        });
    add("objects_missing", t -> t.clear(t.git.resolve("objects")));
    add("objects_file", t -> t.text(t.git.resolve("objects"), ""));
    addPipe(
        "alternates_pipe",
        t -> {
          t.clear(t.object(t.git, "main"));
          t.pipe(t.git.resolve("objects/info/alternates"));
        });
    addDevice(
        "alternates_zero",
        t -> {
          t.clear(t.object(t.git, "main"));
          t.zero(t.git.resolve("objects/info/alternates"));
        });
    add(
        "alternates_loop",
        t -> {
          t.clear(t.object(t.git, "main"));
          t.text(t.git.resolve("objects/info/alternates"), "../objects\n./info/../\n");
        });
    add(
        "alternates_many",
        t -> {
          t.clear(t.object(t.git, "main"));
          for (int i = 0; i < 500; i++) {
            Files.createDirectories(t.git.resolve("objects/o" + i));
          }
          StringBuilder all = new StringBuilder();
          for (int i = 0; i < 5_000; i++) {
            all.append("o").append(i % 500).append("\n");
          }
          t.text(t.git.resolve("objects/info/alternates"), all.toString());
        });
    addPipe(
        "pack_index_pipe",
        t -> {
          t.clear(t.object(t.git, "main"));
          t.pipe(t.git.resolve("objects/pack/pack-1.idx"));
          t.pipe(t.git.resolve("objects/pack/pack-1.pack"));
          t.pipe(t.git.resolve("objects/info/commit-graph"));
          t.pipe(t.git.resolve("objects/pack/multi-pack-index"));
        });
    add(
        "pack_index_endless",
        t -> {
          t.clear(t.object(t.git, "main"));
          t.endless(
              t.git.resolve("objects/pack/pack-1.idx"),
              "\u00fftOc\0\0\0\2" + "\u007f\u00ff\u00ff\u00ff".repeat(256));
          t.endless(
              t.git.resolve("objects/pack/pack-1.pack"), "PACK\0\0\0\2\u007f\u00ff\u00ff\u00ff");
        });
    add("pack_of_a_delta_of_itself", HostileTrees::makeDeltaOfItself);
    add(
        "packs_many",
        t -> {
          t.clear(t.object(t.git, "main"));
          Files.createDirectories(t.git.resolve("objects/pack"));
          for (int i = 0; i < 4_200; i++) {
            Files.writeString(t.git.resolve("objects/pack/pack-" + i + ".idx"), "x");
          }
        });
  }

  /** Puts the commit into a pack in which it is the difference to itself. */
  private static void makeDeltaOfItself(Tree t) throws IOException {
    String commit = t.commit(t.git, "main");
    byte[] name = new byte[20];
    for (int i = 0; i < 20; i++) {
      name[i] = (byte) Integer.parseInt(commit.substring(2 * i, 2 * i + 2), 16);
    }
    t.clear(t.object(t.git, "main"));
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(delta)) {
      out.write(new byte[] {5, 5, 5, 1, 2, 3, 4, 5});
    }
    ByteBuffer pack = ByteBuffer.allocate(12 + 1 + 20 + delta.size() + 20);
    pack.put("PACK".getBytes(UTF_8)).putInt(2).putInt(1).put((byte) (7 << 4 | 8)).put(name);
    t.bytes(t.git.resolve("objects/pack/pack-1.pack"), pack.put(delta.toByteArray()).array());
    ByteBuffer index = ByteBuffer.allocate(8 + 1024 + 20 + 4 + 4 + 40);
    index.putInt(0xFF744F63).putInt(2);
    for (int i = 0; i < 256; i++) {
      index.putInt(i >= (name[0] & 0xFF) ? 1 : 0);
    }
    t.bytes(t.git.resolve("objects/pack/pack-1.idx"), index.put(name).putInt(0).putInt(12).array());
  }

  private static void addRules() {
    addPipe("exclude_pipe", t -> t.pipe(t.git.resolve("info/exclude")));
    addDevice("exclude_zero", t -> t.zero(t.git.resolve("info/exclude")));
    add("exclude_endless", t -> t.endless(t.git.resolve("info/exclude"), "*.log\n"));
    for (String name : List.of(".gitignore", ".gitattributes", ".gitmodules", ".codeintelignore")) {
      String kind = name.substring(1);
      addPipe(kind + "_pipe", t -> t.pipe(t.root.resolve(name)));
      addDevice(kind + "_zero", t -> t.zero(t.root.resolve(name)));
      add(kind + "_endless", t -> t.endless(t.root.resolve(name), ""));
      add(kind + "_link_outside", t -> t.link(t.root.resolve(name), t.outside.resolve("rules")));
    }
    add(
        "gitignore_of_many_rules",
        t -> {
          StringBuilder rules = new StringBuilder();
          for (int i = 0; i < 60_000; i++) {
            rules.append("*a*").append(i).append("*\n");
          }
          t.text(t.root.resolve(".gitignore"), rules.toString());
          for (int i = 0; i < 50; i++) {
            t.text(t.root.resolve("z/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + i + ".py"), "x = 1\n");
          }
        });
    add(
        "gitignore_of_stars",
        t -> {
          t.text(
              t.root.resolve(".gitignore"), "*a*a*a*a*a*a*a*a*a*a*b\n" + "**/".repeat(200) + "x\n");
          t.text(t.root.resolve("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.py"), "x = 1\n");
        });
  }

  private static void addNested() {
    add("nested_git_file_outside", t -> t.text(t.nestedGit, "gitdir: " + t.other() + "\n"));
    add(
        "nested_git_file_relative_outside",
        t -> t.text(t.nestedGit, "gitdir: ../../" + OUTSIDE + "/repository/.git\n"));
    add("nested_git_link_outside", t -> t.link(t.nestedGit, t.other()));
    add(
        "nested_git_file_over_a_link",
        t -> {
          t.link(t.root.resolve("way"), t.outside);
          t.text(t.nestedGit, "gitdir: ../way/repository/.git\n");
        });
    add(
        "nested_common_folder_outside",
        t -> t.text(t.nestedGit.resolve("commondir"), t.other() + "\n"));
    for (String name : List.of("HEAD", "index", "config", "packed-refs", "objects", "refs")) {
      add(
          "nested_" + name.toLowerCase(java.util.Locale.ROOT).replace('-', '_') + "_link_outside",
          t -> t.link(t.nestedGit.resolve(name), t.other().resolve(name)));
    }
    add(
        "nested_info_link_outside",
        t -> t.link(t.nestedGit.resolve("info"), t.other().resolve("info")));
    add(
        "nested_exclude_link_outside",
        t -> t.link(t.nestedGit.resolve("info/exclude"), t.other().resolve("info/exclude")));
    add(
        "nested_config_excludes_outside",
        t ->
            t.append(
                t.nestedGit.resolve("config"),
                "[core]\n\texcludesfile = " + t.outside.resolve("rules") + "\n"));
    add(
        "nested_config_includes_outside",
        t ->
            t.append(
                t.nestedGit.resolve("config"),
                "[include]\n\tpath = " + t.outside.resolve("config") + "\n"));
    add(
        "nested_alternates_outside",
        t ->
            t.text(
                t.nestedGit.resolve("objects/info/alternates"),
                t.other().resolve("objects") + "\n"));
    addPipe("nested_head_pipe", t -> t.pipe(t.nestedGit.resolve("HEAD")));
    addPipe("nested_index_pipe", t -> t.pipe(t.nestedGit.resolve("index")));
    addPipe("nested_config_pipe", t -> t.pipe(t.nestedGit.resolve("config")));
    addPipe(
        "nested_config_includes_pipe",
        t -> {
          t.pipe(t.nested.resolve("pipe"));
          t.append(t.nestedGit.resolve("config"), "[include]\n\tpath = ../pipe\n");
        });
    addPipe("nested_common_folder_pipe", t -> t.pipe(t.nestedGit.resolve("commondir")));
    addPipe("nested_exclude_pipe", t -> t.pipe(t.nestedGit.resolve("info/exclude")));
    addPipe("nested_git_pipe", t -> t.pipe(t.nestedGit));
    addDevice("nested_index_zero", t -> t.zero(t.nestedGit.resolve("index")));
    add("nested_index_endless", t -> t.endless(t.nestedGit.resolve("index"), "DIRC"));
    add("nested_in_the_root_itself", t -> t.text(t.nestedGit, "gitdir: ../.git\n"));
    add(
        "nested_deep",
        t -> {
          Path at = t.nested;
          for (int i = 0; i < 40; i++) {
            at = at.resolve("n");
            Files.createDirectories(at);
            Files.createSymbolicLink(at.resolve(".git"), t.nestedGit);
          }
        });
    add(
        "nested_many",
        t -> {
          for (int i = 0; i < 300; i++) {
            Path at = Files.createDirectories(t.nested.resolve("many/n" + i));
            t.text(at.resolve(".git"), "gitdir: ../../.git\n");
          }
        });
  }

  private static boolean hasPipes() {
    try {
      return new ProcessBuilder("mkfifo", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
