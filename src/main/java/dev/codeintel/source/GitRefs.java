package dev.codeintel.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.io.BlockSource;
import org.eclipse.jgit.internal.storage.reftable.MergedReftable;
import org.eclipse.jgit.internal.storage.reftable.ReftableReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** What HEAD of a repository is, and which commit a ref names. Reads only what it must. */
final class GitRefs {
  private static final String HEAD = "HEAD";
  private static final String SYMBOLIC = "ref:";
  private static final int MAX_NAME = 1024;
  private static final int MAX_REF_BYTES = 4 * 1024;
  private static final int MAX_DEPTH = 5;
  private static final long MAX_PACKED_BYTES = 64L << 20;
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_TABLES = 100;
  private static final int MAX_TABLE_BYTES = 32 << 20;
  private static final int MAX_TABLES_BYTES = 64 << 20;

  private final GitFolder folder;
  private final boolean hasTables;

  GitRefs(GitFolder folder) {
    this.folder = folder;
    this.hasTables =
        folder.config().value("extensions", "refstorage").filter("reftable"::equals).isPresent();
  }

  /** Returns what HEAD says: the full name of a ref or a commit; empty if it is unsound. */
  Optional<String> head() {
    return hasTables ? inTables(HEAD) : ofFile(HEAD);
  }

  /** Returns the file that is replaced whenever {@link #head()} changes. */
  Path headFile() {
    return hasTables ? tableList(folder.own()) : folder.own().resolve(HEAD);
  }

  private static Path tableList(Path base) {
    return base.resolve("reftable").resolve("tables.list");
  }

  /** Tells whether a value of {@link #head()} is the name of a ref. */
  static boolean isRef(String value) {
    return value.startsWith("refs/");
  }

  /** Returns the commit that HEAD or a ref leads to; empty if there is none yet. */
  Optional<String> commit(String value) {
    String at = value;
    for (int i = 0; i < MAX_DEPTH; i++) {
      if (!isRef(at)) {
        return Optional.of(at);
      }
      Optional<String> next = hasTables ? inTables(at) : ofFile(at).or(packed(at));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }

  private Optional<String> ofFile(String name) {
    // each work tree has a HEAD of its own
    Path file = (name.equals(HEAD) ? folder.own() : folder.common()).resolve(name);
    Optional<String> link = name.equals(HEAD) ? folder.linkedHead() : Optional.empty();
    if (link.filter(GitRefs::isSound).isPresent()) {
      return link;
    }
    Optional<String> text = GitFolder.text(file, MAX_REF_BYTES, folder.fence());
    return text.flatMap(GitRefs::value);
  }

  private static Optional<String> value(String content) {
    String value = content.strip();
    if (value.startsWith(SYMBOLIC)) {
      String target = value.substring(SYMBOLIC.length()).strip();
      return isSound(target) ? Optional.of(target) : Optional.empty();
    }
    int end = value.indexOf(' ') < 0 ? value.length() : value.indexOf(' ');
    String commit = value.substring(0, end);
    return GitHash.SHA1.isName(commit) || GitHash.SHA256.isName(commit)
        ? Optional.of(commit)
        : Optional.empty();
  }

  /** A name is part of a path: it must not lead out of the folder of refs. */
  private static boolean isSound(String name) {
    return isRef(name) && name.length() <= MAX_NAME && Repository.isValidRefName(name);
  }

  // ---------------------------------------------------------------- packed-refs

  private java.util.function.Supplier<Optional<String>> packed(String name) {
    return () -> inPackedRefs(name);
  }

  private Optional<String> inPackedRefs(String name) {
    Path file = folder.common().resolve("packed-refs");
    Optional<FileChannel> opened = PlainFiles.open(file, MAX_PACKED_BYTES, folder.fence());
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    byte[] wanted = (" " + name).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = opened.get()) {
      ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
      byte[] line = new byte[MAX_LINE];
      int length = 0;
      for (long read = 0; read <= MAX_PACKED_BYTES; ) {
        int count = channel.read(buffer.clear());
        if (count < 0) {
          break;
        }
        read += count;
        for (int i = 0; i < count; i++) {
          byte b = buffer.get(i);
          if (b != '\n') {
            if (length < MAX_LINE) {
              line[length++] = b;
            }
            continue;
          }
          if (endsWith(line, length, wanted)) {
            return value(new String(line, 0, length, StandardCharsets.UTF_8));
          }
          length = 0;
        }
      }
      return endsWith(line, length, wanted)
          ? value(new String(line, 0, length, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean endsWith(byte[] line, int length, byte[] end) {
    int from = length - end.length;
    if (from < 0) {
      return false;
    }
    for (int i = end.length - 1; i >= 0; i--) {
      if (line[from + i] != end[i]) {
        return false;
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- reftable

  private Optional<String> inTables(String name) {
    Path base = name.equals(HEAD) ? folder.own() : folder.common();
    List<ReftableReader> readers = new ArrayList<>();
    try {
      for (byte[] table : tables(tableList(base))) {
        readers.add(new ReftableReader(BlockSource.from(table)));
      }
      Ref found = readers.isEmpty() ? null : new MergedReftable(readers).exactRef(name);
      if (found == null) {
        return Optional.empty();
      }
      String value =
          found.isSymbolic()
              ? found.getTarget().getName()
              : found.getObjectId() == null ? "" : found.getObjectId().name();
      return value.isEmpty() || (found.isSymbolic() && !isSound(value))
          ? Optional.empty()
          : Optional.of(value);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private List<byte[]> tables(Path list) {
    List<byte[]> contents = new ArrayList<>();
    String names = GitFolder.text(list, 64 * 1024, folder.fence()).orElse("");
    int bytes = 0;
    for (String name : names.lines().toList()) {
      if (name.isBlank() || name.contains("/") || name.contains("\\")) {
        continue;
      }
      byte[] table =
          PlainFiles.read(list.resolveSibling(name.strip()), MAX_TABLE_BYTES, folder.fence())
              .orElse(new byte[0]);
      bytes += table.length;
      if (table.length == 0 || bytes > MAX_TABLES_BYTES || contents.size() == MAX_TABLES) {
        return List.of();
      }
      contents.add(table);
    }
    return contents;
  }
}
