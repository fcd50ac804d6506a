package dev.codeintel.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files git tracks, as its index has them, seen from the root of a walk. Immutable and
 * thread-safe.
 *
 * <p>The format, versions 2 to 4: <a
 * href="https://git-scm.com/docs/index-format">gitformat-index</a>. Entries are sorted by the bytes
 * of their paths. An index in several files (a split index) is not read.
 */
final class GitIndex {
  static final int GITLINK = 0160000;
  static final int FOLDER = 0040000;

  private static final int SIGNATURE = 0x44495243; // DIRC
  private static final int STAT_BYTES = 40;
  private static final int FLAG_ASSUME_VALID = 0x8000;
  private static final int FLAG_EXTENDED = 0x4000;
  private static final int FLAG_STAGE = 0x3000;
  private static final int FLAG_NAME = 0x0FFF;
  private static final int EXTENDED_SKIP_WORK_TREE = 0x4000;
  private static final int EXTENDED_INTENT_TO_ADD = 0x2000;
  private static final String SPLIT = "link";
  private static final String SPARSE = "sdir";
  private static final String TREES = "TREE";
  private static final int MAX_TREE_DEPTH = 1_000;

  /** A folder, and the tree object the index has for it unless something below has changed. */
  static final class KnownTree {
    static final KnownTree NONE = new KnownTree(null, Map.of());

    private final byte @Nullable [] tree;
    private final Map<String, KnownTree> folders;

    KnownTree(byte @Nullable [] tree, Map<String, KnownTree> folders) {
      this.tree = tree;
      this.folders = folders;
    }

    boolean is(byte[] other) {
      return Arrays.equals(tree, other);
    }

    KnownTree folder(String name) {
      return folders.getOrDefault(name, NONE);
    }
  }

  private static final class Content {
    final GitHash hash;
    byte[] data = {};
    int count;
    int[] stats = {};
    int[] flags = {};
    byte[] names = {};
    int[] nameStarts = {0};
    KnownTree trees = KnownTree.NONE;

    Content(GitHash hash) {
      this.hash = hash;
    }
  }

  static final GitIndex NONE = new GitIndex(new Content(GitHash.SHA1), "", 0);

  private final Content content;
  private final String prefix;
  private final int skip;

  private GitIndex(Content content, String prefix, int skip) {
    this.content = content;
    this.prefix = prefix;
    this.skip = skip;
  }

  /**
   * Reads an index.
   *
   * @param data the whole file
   * @param prefix path of the walk's root in the work tree, with a slash at its end unless empty
   * @throws IOException if it is malformed or of a kind that is not supported
   */
  static GitIndex parse(byte[] data, GitHash hash, String prefix) throws IOException {
    Content content = new Content(hash);
    try {
      new Parser(data, content).parse();
    } catch (RuntimeException e) {
      throw new IOException("a malformed index", e);
    }
    return new GitIndex(content, prefix, 0);
  }

  /** Reads the entries into arrays. Any malformed content ends in an exception. */
  private static final class Parser {
    private final ByteBuffer in;
    private final Content content;
    private final int end;

    Parser(byte[] data, Content content) {
      this.in = ByteBuffer.wrap(data);
      this.content = content;
      this.end = data.length - content.hash.bytes();
      content.data = data;
    }

    void parse() throws IOException {
      int signature = in.getInt();
      int version = in.getInt();
      int count = in.getInt();
      int least = STAT_BYTES + content.hash.bytes() + 3;
      if (signature != SIGNATURE || version < 2 || version > 4 || count < 0) {
        throw new IOException("not an index of a known version");
      }
      if ((long) count * least > end) {
        throw new IOException("an index with more entries than it has room for");
      }
      content.count = count;
      content.stats = new int[count];
      content.flags = new int[count];
      content.nameStarts = new int[count + 1];
      content.names = new byte[Math.max(16, end - count * least)];
      int used = 0;
      for (int i = 0; i < count; i++) {
        used = entry(i, version, used);
      }
      extensions();
    }

    private int entry(int i, int version, int used) throws IOException {
      int start = in.position();
      content.stats[i] = start;
      in.position(start + STAT_BYTES + content.hash.bytes());
      int flags = in.getShort() & 0xFFFF;
      int extended = 0;
      if ((flags & FLAG_EXTENDED) != 0 && version >= 3) {
        extended = in.getShort() & 0xFFFF;
      }
      content.flags[i] = flags | (extended << 16);
      int kept = 0;
      if (version == 4) {
        kept = used - content.nameStarts[Math.max(0, i - 1)] - varint();
        if (kept < 0) {
          throw new IOException("a malformed path");
        }
      }
      int from = in.position();
      int to = from;
      int known = flags & FLAG_NAME;
      if (version != 4 && known < FLAG_NAME) {
        to = from + known;
      } else {
        while (content.data[to] != 0) {
          to++;
        }
      }
      int length = kept + to - from;
      if (length == 0 || to >= end) {
        throw new IOException("an entry without a path");
      }
      reserve(used + length);
      System.arraycopy(
          content.names, content.nameStarts[Math.max(0, i - 1)], content.names, used, kept);
      System.arraycopy(content.data, from, content.names, used + kept, to - from);
      content.nameStarts[i] = used;
      content.nameStarts[i + 1] = used + length;
      if (i > 0 && compare(i - 1, i) > 0) {
        throw new IOException("entries that are not sorted");
      }
      in.position(version == 4 ? to + 1 : start + ((to - start + 8) & ~7));
      return used + length;
    }

    private int compare(int a, int b) {
      return Arrays.compareUnsigned(
          content.names,
          content.nameStarts[a],
          content.nameStarts[a + 1],
          content.names,
          content.nameStarts[b],
          content.nameStarts[b + 1]);
    }

    /** Paths that share their beginnings are longer than the file that has them. */
    private void reserve(int length) throws IOException {
      if (length > content.names.length) {
        if (length > 4L * content.data.length) {
          throw new IOException("paths of an absurd length");
        }
        content.names = Arrays.copyOf(content.names, Math.max(length, content.names.length * 2));
      }
    }

    private int varint() throws IOException {
      int b = in.get() & 0xFF;
      int value = b & 0x7F;
      while ((b & 0x80) != 0) {
        b = in.get() & 0xFF;
        value = ((value + 1) << 7) | (b & 0x7F);
        if (value < 0 || value > 1 << 20) {
          throw new IOException("a malformed number");
        }
      }
      return value;
    }

    private void extensions() throws IOException {
      while (in.position() + 8 <= end) {
        byte[] name = new byte[4];
        in.get(name);
        int size = in.getInt();
        if (size < 0 || size > end - in.position()) {
          throw new IOException("a malformed extension");
        }
        String signature = new String(name, US_ASCII);
        int next = in.position() + size;
        if (signature.equals(TREES)) {
          int limit = in.limit();
          in.limit(next);
          text((byte) 0); // the top has no name
          content.trees = tree(0);
          in.limit(limit);
        } else if (signature.equals(SPLIT)
            || (name[0] >= 'a' && name[0] <= 'z' && !signature.equals(SPARSE))) {
          throw new IOException("an index with the extension " + signature);
        }
        in.position(next);
      }
    }

    /** Reads a folder after its name. */
    private KnownTree tree(int depth) throws IOException {
      if (depth > MAX_TREE_DEPTH) {
        throw new IOException("folders too deep");
      }
      int entries = Integer.parseInt(text((byte) ' '));
      int count = Integer.parseInt(text((byte) '\n'));
      byte[] name = null;
      if (entries >= 0) {
        name = new byte[content.hash.bytes()];
        in.get(name);
      }
      Map<String, KnownTree> folders = new HashMap<>();
      for (int i = 0; i < count; i++) {
        folders.put(text((byte) 0), tree(depth + 1));
      }
      return new KnownTree(name, folders);
    }

    private String text(byte until) {
      int from = in.position();
      int at = from;
      while (content.data[at] != until) {
        at++;
      }
      in.position(at + 1);
      return new String(content.data, from, at - from, UTF_8);
    }
  }

  // ---------------------------------------------------------------- paths from the walk's root

  /** Returns the index of a repository nested at {@code path}, seen from the root of the walk. */
  GitIndex below(String path) {
    return new GitIndex(content, "", path.length());
  }

  boolean hasFile(String path) {
    return find(own(path)) >= 0;
  }

  boolean hasFolder(String path) {
    byte[] folder = (own(path) + "/").getBytes(UTF_8);
    int at = search(folder);
    int next = at < 0 ? -at - 1 : at;
    return next < content.count && startsWith(next, folder);
  }

  boolean isSubmodule(String path) {
    int at = find(own(path));
    return at >= 0 && mode(at) == GITLINK;
  }

  private String own(String path) {
    return prefix + path.substring(skip);
  }

  // ---------------------------------------------------------------- entries by their number

  int size() {
    return content.count;
  }

  /** Returns the number of the entry with this path from the top; negative if there is none. */
  int find(String path) {
    return search(path.getBytes(UTF_8));
  }

  /** Returns the number of the first entry that is not before this path. */
  int firstFrom(String path) {
    int at = search(path.getBytes(UTF_8));
    return at < 0 ? -at - 1 : at;
  }

  private int search(byte[] path) {
    int low = 0;
    int high = content.count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order =
          Arrays.compareUnsigned(
              content.names,
              content.nameStarts[middle],
              content.nameStarts[middle + 1],
              path,
              0,
              path.length);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private boolean startsWith(int entry, byte[] start) {
    int from = content.nameStarts[entry];
    return content.nameStarts[entry + 1] - from >= start.length
        && Arrays.equals(content.names, from, from + start.length, start, 0, start.length);
  }

  String path(int entry) {
    int from = content.nameStarts[entry];
    return new String(content.names, from, content.nameStarts[entry + 1] - from, UTF_8);
  }

  private int field(int entry, int offset) {
    byte[] data = content.data;
    int at = content.stats[entry] + offset;
    return (data[at] << 24)
        | ((data[at + 1] & 0xFF) << 16)
        | ((data[at + 2] & 0xFF) << 8)
        | (data[at + 3] & 0xFF);
  }

  /** Returns the time of the last change, seconds since 1970. */
  long modifiedSeconds(int entry) {
    return field(entry, 8) & 0xFFFF_FFFFL;
  }

  /** Returns the part of that time below a second; 0 if it is not kept. */
  int modifiedNanos(int entry) {
    return field(entry, 12);
  }

  int mode(int entry) {
    return field(entry, 24);
  }

  /** Returns the size in bytes, the lower 32 bits of it. */
  int length(int entry) {
    return field(entry, 36);
  }

  /** Returns the name of the object. */
  byte[] object(int entry) {
    int from = content.stats[entry] + STAT_BYTES;
    return Arrays.copyOfRange(content.data, from, from + content.hash.bytes());
  }

  boolean isObject(int entry, byte[] name) {
    int from = content.stats[entry] + STAT_BYTES;
    return Arrays.equals(content.data, from, from + content.hash.bytes(), name, 0, name.length);
  }

  boolean isAssumedValid(int entry) {
    return (content.flags[entry] & FLAG_ASSUME_VALID) != 0;
  }

  boolean isSkipped(int entry) {
    return ((content.flags[entry] >>> 16) & EXTENDED_SKIP_WORK_TREE) != 0;
  }

  /** Tells whether it is one side of a conflict, or only announced. */
  boolean isUnmerged(int entry) {
    return (content.flags[entry] & FLAG_STAGE) != 0
        || ((content.flags[entry] >>> 16) & EXTENDED_INTENT_TO_ADD) != 0;
  }

  GitHash hash() {
    return content.hash;
  }

  /** Returns what is known of the top folder. */
  KnownTree trees() {
    return content.trees;
  }
}
