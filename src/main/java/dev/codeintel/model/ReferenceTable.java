package dev.codeintel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The references and typed expressions of one file, a row each, in the order of the source. Held as
 * columns of numbers because a large repository has millions of them. Immutable and thread-safe.
 */
public final class ReferenceTable {

  /** Receiver or value: there is none. */
  public static final int NONE = -1;

  /** Receiver or value: there is one, but it is no row of this table. */
  public static final int OPAQUE = -2;

  private static final int ROLE = 0;
  private static final int NAME = 1;
  private static final int RECEIVER = 2;
  private static final int TYPE = 3;
  private static final int SCOPE = 4;
  private static final int START_BYTE = 5;
  private static final int LINE = 6;
  private static final int COLUMN = 7;
  private static final int ARGUMENTS = 8;
  private static final int ARITY = 9;
  private static final int WIDTH = 10;
  private static final ReferenceRole[] ROLES = ReferenceRole.values();

  private final int[] rows;
  private final int[] arguments;
  private final String[] strings;

  private ReferenceTable(int[] rows, int[] arguments, String[] strings) {
    this.rows = rows;
    this.arguments = arguments;
    this.strings = strings;
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.length / WIDTH;
  }

  /** Returns what the row does. */
  public ReferenceRole role(int row) {
    return ROLES[rows[row * WIDTH + ROLE]];
  }

  /** Returns the name the row refers to; empty for a {@link ReferenceRole#VALUE}. */
  public String name(int row) {
    return strings[rows[row * WIDTH + NAME]];
  }

  /** Returns the row of what stands before the dot, {@link #NONE} or {@link #OPAQUE}. */
  public int receiver(int row) {
    return rows[row * WIDTH + RECEIVER];
  }

  /** Returns the type as written (of a cast, a literal or an instantiation), or null. */
  public @Nullable String type(int row) {
    int id = rows[row * WIDTH + TYPE];
    return id < 0 ? null : strings[id];
  }

  /** Returns the index of the innermost scope around the row. */
  public int scope(int row) {
    return rows[row * WIDTH + SCOPE];
  }

  /** Returns the offset of the name in the file's UTF-8 bytes. */
  public int startByte(int row) {
    return rows[row * WIDTH + START_BYTE];
  }

  /** Returns the zero-based line of the name. */
  public int line(int row) {
    return rows[row * WIDTH + LINE];
  }

  /** Returns the zero-based column of the name, in bytes. */
  public int column(int row) {
    return rows[row * WIDTH + COLUMN];
  }

  /** Returns the number of arguments, or -1 if there are none to count or it is not fixed. */
  public int arity(int row) {
    return rows[row * WIDTH + ARITY];
  }

  /**
   * Returns the row of an argument.
   *
   * @param index at least 0 and below the number of arguments written
   * @return a row, or {@link #OPAQUE}
   */
  public int argument(int row, int index) {
    return arguments[rows[row * WIDTH + ARGUMENTS] + index];
  }

  /** Gives every name and type in the table to {@code sink}, each once. */
  public void forEachText(Consumer<String> sink) {
    for (String text : strings) {
      sink.accept(text);
    }
  }

  /** Returns a builder without rows. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the rows of one file. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> strings = new ArrayList<>();
    private int[] rows = new int[64 * WIDTH];
    private int[] arguments = new int[64];
    private int size;
    private int argumentCount;

    private Builder() {
      intern("");
    }

    /**
     * Adds a row and returns its index.
     *
     * @param argumentRows the rows of its arguments ({@link #OPAQUE} where there is no row)
     * @param arity number of arguments, or -1 if unknown
     */
    @SuppressWarnings("EnumOrdinal") // rows live in memory only, never longer than this enum
    public int add(
        ReferenceRole role,
        String name,
        int receiver,
        @Nullable String type,
        int scope,
        int startByte,
        int line,
        int column,
        int[] argumentRows,
        int arity) {
      if ((size + 1) * WIDTH > rows.length) {
        rows = Arrays.copyOf(rows, rows.length * 2);
      }
      int at = size * WIDTH;
      rows[at + ROLE] = role.ordinal();
      rows[at + NAME] = intern(name);
      rows[at + RECEIVER] = receiver;
      rows[at + TYPE] = type == null ? -1 : intern(type);
      rows[at + SCOPE] = scope;
      rows[at + START_BYTE] = startByte;
      rows[at + LINE] = line;
      rows[at + COLUMN] = column;
      rows[at + ARGUMENTS] = argumentCount;
      rows[at + ARITY] = arity;
      if (argumentCount + argumentRows.length > arguments.length) {
        arguments =
            Arrays.copyOf(
                arguments, Math.max(arguments.length * 2, argumentCount + argumentRows.length));
      }
      System.arraycopy(argumentRows, 0, arguments, argumentCount, argumentRows.length);
      argumentCount += argumentRows.length;
      return size++;
    }

    /** Returns the finished table; the builder must not be used afterwards. */
    public ReferenceTable build() {
      return new ReferenceTable(
          Arrays.copyOf(rows, size * WIDTH),
          Arrays.copyOf(arguments, argumentCount),
          strings.toArray(String[]::new));
    }

    private int intern(String text) {
      Integer known = ids.get(text);
      if (known != null) {
        return known;
      }
      ids.put(text, strings.size());
      strings.add(text);
      return strings.size() - 1;
    }
  }
}
