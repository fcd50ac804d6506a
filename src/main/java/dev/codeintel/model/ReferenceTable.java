package dev.codeintel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /** Column: the ordinal of the {@linkplain #role role}. */
  public static final int ROLE = 0;

  /** Column: which of {@link #strings} is the {@linkplain #name name}. */
  public static final int NAME = 1;

  /** Column: the {@linkplain #receiver receiver}. */
  public static final int RECEIVER = 2;

  /** Column: which of {@link #strings} is the {@linkplain #type type}, or -1. */
  public static final int TYPE = 3;

  /** Column: the {@linkplain #scope scope}. */
  public static final int SCOPE = 4;

  /** Column: the {@linkplain #startByte offset}. */
  public static final int START_BYTE = 5;

  /** Column: the {@linkplain #line line}. */
  public static final int LINE = 6;

  /** Column: the {@linkplain #column column}. */
  public static final int COLUMN = 7;

  /** Column: where in the list of all arguments those of the row begin. */
  public static final int ARGUMENTS = 8;

  /** Column: the {@linkplain #arity arity}. */
  public static final int ARITY = 9;

  /** Number of columns. */
  public static final int WIDTH = 10;

  private static final ReferenceRole[] ROLES = ReferenceRole.values();

  private final int[] rows;
  private final int[] arguments;
  private final String[] strings;

  private ReferenceTable(int[] rows, int[] arguments, String[] strings) {
    this.rows = rows;
    this.arguments = arguments;
    this.strings = strings;
  }

  /**
   * Returns a table of rows that were read back.
   *
   * @param rows {@link #WIDTH} numbers a row, in the order of the columns; taken over, not copied
   * @param arguments the arguments of all rows, in the order of the rows; taken over, not copied
   * @param strings what {@link #NAME} and {@link #TYPE} count in; taken over, not copied
   * @param scopes number of scopes of the file
   * @throws IllegalArgumentException if a number leads nowhere, or a receiver or argument is not an
   *     earlier row, so that going from row to row might not end
   */
  public static ReferenceTable of(int[] rows, int[] arguments, String[] strings, int scopes) {
    check(rows.length % WIDTH == 0);
    for (int at = 0; at < rows.length; at += WIDTH) {
      int row = at / WIDTH;
      int from = rows[at + ARGUMENTS];
      int to = at + WIDTH < rows.length ? rows[at + WIDTH + ARGUMENTS] : arguments.length;
      check(rows[at + ROLE] >= 0 && rows[at + ROLE] < ROLES.length);
      check(rows[at + NAME] >= 0 && rows[at + NAME] < strings.length);
      check(rows[at + RECEIVER] >= OPAQUE && rows[at + RECEIVER] < row);
      check(rows[at + TYPE] >= -1 && rows[at + TYPE] < strings.length);
      check(rows[at + SCOPE] >= 0 && rows[at + SCOPE] < scopes);
      check((rows[at + START_BYTE] | rows[at + LINE] | rows[at + COLUMN]) >= 0);
      check(from >= 0 && from <= to && to <= arguments.length && (at > 0 || from == 0));
      check(rows[at + ARITY] >= -1 && rows[at + ARITY] <= to - from);
      for (int i = from; i < to; i++) {
        check(arguments[i] < row && (arguments[i] >= 0 || arguments[i] == OPAQUE));
      }
    }
    check(rows.length > 0 || arguments.length == 0);
    return new ReferenceTable(rows, arguments, strings);
  }

  private static void check(boolean isRight) {
    if (!isRight) {
      throw new IllegalArgumentException("a row of references leads nowhere");
    }
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.length / WIDTH;
  }

  /** Returns the number in one of the columns of a row. */
  public int cell(int row, int column) {
    return rows[row * WIDTH + column];
  }

  /** Returns all names and types, without repetition, in the order of their first use. */
  public List<String> strings() {
    return Collections.unmodifiableList(Arrays.asList(strings));
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
   * @param index at least 0
   * @return a row, or {@link #OPAQUE}, also beyond the number of arguments written
   */
  public int argument(int row, int index) {
    return index < argumentCount(row) ? arguments[rows[row * WIDTH + ARGUMENTS] + index] : OPAQUE;
  }

  /** Returns the number of arguments written. */
  public int argumentCount(int row) {
    int next = (row + 1) * WIDTH + ARGUMENTS;
    int end = next < rows.length ? rows[next] : arguments.length;
    return end - rows[row * WIDTH + ARGUMENTS];
  }

  /** Tells whether the other is a table of the same rows. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReferenceTable table
        && Arrays.equals(rows, table.rows)
        && Arrays.equals(arguments, table.arguments)
        && Arrays.equals(strings, table.strings);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(rows) + Arrays.hashCode(strings);
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
