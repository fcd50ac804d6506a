package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits and trees of a repository, loose or in packs, its own or those of its alternates. Bounded
 * in bytes, files and time: whatever is larger ends in an exception. For one thread; close it.
 *
 * <p>The formats: <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>.
 */
final class GitObjects implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(GitObjects.class);

  /** Numbers of the types as packs have them. */
  static final int COMMIT = 1;

  static final int TREE = 2;

  private static final int MAX_OBJECT_BYTES = 16 << 20;
  private static final long MAX_BYTES = 256L << 20;
  private static final long MAX_NANOS = 10_000_000_000L;
  private static final int MAX_ALTERNATES_BYTES = 64 * 1024;
  private static final int MAX_FOLDERS = 32;
  private static final int MAX_PACKS = 4_096;
  private static final int MAX_LISTED = 100_000;
  private static final int READ_BYTES = 8 * 1024;
  private static final int MAX_MODE = 0777777;

  private final Fence fence;
  private final GitHash hash;
  private final List<Path> folders;
  private final Inflater inflater = new Inflater();
  private final ReadBudget budget = new ReadBudget(MAX_BYTES, MAX_NANOS);
  private @Nullable List<GitPack> packs;

  /**
   * @param objects the folder of objects, a real path
   */
  GitObjects(Path objects, Fence fence, GitHash hash) {
    this.fence = fence;
    this.hash = hash;
    this.folders = withAlternates(objects, fence);
  }

  private static List<Path> withAlternates(Path objects, Fence fence) {
    Set<Path> seen = new HashSet<>(Set.of(objects));
    List<Path> folders = new ArrayList<>(List.of(objects));
    Deque<Path> pending = new ArrayDeque<>(folders);
    while (!pending.isEmpty()) {
      Path from = pending.pop();
      Path file = from.resolve("info").resolve("alternates");
      String list = GitFolder.text(file, MAX_ALTERNATES_BYTES, fence).orElse("");
      for (String line : list.lines().toList()) {
        if (line.isBlank() || line.startsWith("#") || folders.size() >= MAX_FOLDERS) {
          continue;
        }
        Optional<Path> folder = folder(from, line, fence);
        if (folder.isPresent() && seen.add(folder.get())) {
          folders.add(folder.get());
          pending.add(folder.get());
        }
      }
    }
    return folders;
  }

  private static Optional<Path> folder(Path from, String line, Fence fence) {
    try {
      return PlainFiles.folder(from.resolve(line), fence);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads an object.
   *
   * @param type {@link #COMMIT} or {@link #TREE}
   * @throws IOException if it is not there, of another type, malformed or too large
   */
  byte[] read(byte[] name, int type) throws IOException {
    budget.take(0);
    String hex = HexFormat.of().formatHex(name);
    for (Path folder : folders) {
      Path file = folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
      Optional<byte[]> compressed = PlainFiles.read(file, MAX_OBJECT_BYTES, fence);
      if (compressed.isPresent()) {
        return loose(compressed.get(), type);
      }
    }
    List<GitPack> all = packs();
    for (int i = 0; i < all.size(); i++) {
      GitPack pack = all.get(i);
      long offset = pack.find(name);
      if (offset >= 0) {
        // what is asked for together was mostly packed together
        Collections.swap(all, 0, i);
        return pack.read(offset, type);
      }
    }
    throw new IOException("there is no object " + hex);
  }

  // ---------------------------------------------------------------- loose objects

  private byte[] loose(byte[] compressed, int type) throws IOException {
    byte[] all = inflate(compressed);
    int end = 0;
    while (end < Math.min(all.length, 32) && all[end] != 0) {
      end++;
    }
    String header = new String(all, 0, end, US_ASCII);
    String wanted = (type == COMMIT ? "commit " : "tree ") + (all.length - end - 1);
    if (!header.equals(wanted)) {
      throw new IOException("an object of another type or size");
    }
    return Arrays.copyOfRange(all, end + 1, all.length);
  }

  private byte[] inflate(byte[] compressed) throws IOException {
    inflater.reset();
    inflater.setInput(compressed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[READ_BYTES];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new IOException("a cut object");
        }
        budget.take(count);
        out.write(buffer, 0, count);
        if (out.size() > MAX_OBJECT_BYTES) {
          throw new IOException("an object that is too large");
        }
      }
    } catch (DataFormatException e) {
      throw new IOException("a damaged object", e);
    }
    return out.toByteArray();
  }

  // ---------------------------------------------------------------- packs

  private List<GitPack> packs() throws IOException {
    List<GitPack> known = packs;
    if (known == null) {
      known = new ArrayList<>();
      for (Path folder : folders) {
        Optional<Path> in = PlainFiles.folder(folder.resolve("pack"), fence);
        if (in.isPresent()) {
          list(in.get(), known);
        }
      }
      packs = known;
    }
    return known;
  }

  private void list(Path folder, List<GitPack> found) throws IOException {
    int listed = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String file = PathNames.name(entry);
        if (++listed > MAX_LISTED || found.size() >= MAX_PACKS) {
          throw new IOException("too many packs");
        }
        if (file.startsWith("pack-") && file.endsWith(".idx")) {
          String name = file.substring(0, file.length() - 4);
          found.add(new GitPack(folder, name, fence, hash, inflater, budget, MAX_OBJECT_BYTES));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  // ---------------------------------------------------------------- commits and trees

  /** Returns the tree of a commit. */
  byte[] treeOf(byte[] commit) throws IOException {
    byte[] content = read(commit, COMMIT);
    String start = "tree ";
    int end = start.length() + 2 * hash.bytes();
    String line = new String(content, 0, Math.min(end, content.length), US_ASCII);
    if (!line.startsWith(start) || !hash.isName(line.substring(start.length()))) {
      throw new IOException("a commit without a tree");
    }
    return HexFormat.of().parseHex(line.substring(start.length()));
  }

  /**
   * Takes the entries of a tree in git's order: folders sort as if their names ended in a slash.
   */
  interface TreeEntries {
    void entry(int mode, String name, byte[] object) throws IOException;
  }

  /** Reads a tree. */
  void entries(byte[] tree, TreeEntries sink) throws IOException {
    byte[] content = read(tree, TREE);
    int at = 0;
    while (at < content.length) {
      int mode = 0;
      while (at < content.length && content[at] != ' ') {
        int digit = content[at++] - '0';
        if (digit < 0 || digit > 7 || mode > MAX_MODE) {
          throw new IOException("a damaged tree");
        }
        mode = (mode << 3) | digit;
      }
      int from = ++at;
      while (at < content.length && content[at] != 0) {
        at++;
      }
      int end = at + 1 + hash.bytes();
      if (end > content.length || from == at) {
        throw new IOException("a damaged tree");
      }
      String name = new String(content, from, at - from, UTF_8);
      sink.entry(mode, name, Arrays.copyOfRange(content, at + 1, end));
      at = end;
    }
  }

  @Override
  public void close() {
    inflater.end();
    if (packs != null) {
      packs.forEach(GitObjects::close);
    }
  }

  private static void close(GitPack pack) {
    try {
      pack.close();
    } catch (IOException e) {
      LOG.debugf("A pack did not close: %s", e.getMessage());
    }
  }
}
