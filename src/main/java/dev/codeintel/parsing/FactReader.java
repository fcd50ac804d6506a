package dev.codeintel.parsing;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SourceRange;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of one file. Whatever the bytes are, it ends, makes nothing larger than they
 * allow, and gives facts whose indices lead somewhere or an exception. Used once; not thread-safe.
 */
final class FactReader {
  private static final SymbolKind[] KINDS = SymbolKind.values();
  private static final Visibility[] VISIBILITIES = Visibility.values();

  /** A number in each column but the one that is a sum. */
  private static final int LEAST_ROW_BYTES = ReferenceTable.WIDTH;

  private final CodedInputStream in;
  private String[] strings = {};
  private int scopes;
  private int definitions;
  private int rows;

  FactReader(CodedInputStream in) {
    this.in = in;
  }

  FileFacts facts(String path, String language) throws IOException {
    int ofReferences = strings();
    String packageName = textOrNull();
    int lineCount = number();
    int syntaxErrors = number();
    scopes = count();
    check(scopes > 0);
    definitions = count();
    ReferenceTable references = references(ofReferences);
    List<Scope> allScopes = scopes();
    List<Definition> allDefinitions = definitions();
    List<LocalVariable> locals = locals();
    List<Import> imports = imports();
    String[] exports = new String[count()];
    for (int i = 0; i < exports.length; i++) {
      exports[i] = text();
    }
    check(in.isAtEnd());
    return new FileFacts(
        path,
        language,
        packageName,
        lineCount,
        syntaxErrors,
        allDefinitions,
        allScopes,
        locals,
        imports,
        references,
        List.of(exports));
  }

  private int strings() throws IOException {
    int size = count();
    int ofReferences = number();
    check(ofReferences <= size);
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      lengths[i] = number();
    }
    strings = new String[size];
    for (int i = 0; i < size; i++) {
      byte[] bytes = in.readRawBytes(lengths[i] >> 1);
      check((lengths[i] & 1) == 0 || bytes.length % 2 == 0);
      strings[i] =
          (lengths[i] & 1) == 0 ? new String(bytes, StandardCharsets.ISO_8859_1) : wide(bytes);
    }
    return ofReferences;
  }

  private static String wide(byte[] bytes) {
    char[] text = new char[bytes.length / 2];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) (bytes[2 * i] << 8 | (bytes[2 * i + 1] & 0xff));
    }
    return new String(text);
  }

  private ReferenceTable references(int ofReferences) throws IOException {
    rows = count();
    check(rows <= left() / LEAST_ROW_BYTES);
    int[] cells = new int[rows * ReferenceTable.WIDTH];
    column(cells, ReferenceTable.ROLE, 0);
    column(cells, ReferenceTable.NAME, 0);
    column(cells, ReferenceTable.TYPE, -1);
    for (int row = 0, at = ReferenceTable.RECEIVER; row < rows; row++) {
      cells[at] = before(row);
      at += ReferenceTable.WIDTH;
    }
    differences(cells, ReferenceTable.SCOPE);
    differences(cells, ReferenceTable.START_BYTE);
    differences(cells, ReferenceTable.LINE);
    int lineStart = 0;
    for (int at = 0; at < cells.length; at += ReferenceTable.WIDTH) {
      lineStart += in.readSInt32();
      cells[at + ReferenceTable.COLUMN] = cells[at + ReferenceTable.START_BYTE] - lineStart;
    }
    int arguments = 0;
    for (int at = 0; at < cells.length; at += ReferenceTable.WIDTH) {
      int count = number();
      cells[at + ReferenceTable.ARITY] = count;
      cells[at + ReferenceTable.ARGUMENTS] = arguments;
      arguments += count;
      check(arguments >= 0 && count <= left() && arguments <= left());
    }
    for (int at = ReferenceTable.ARITY; at < cells.length; at += ReferenceTable.WIDTH) {
      cells[at] -= in.readSInt32();
    }
    int[] all = new int[arguments];
    for (int row = 0, i = 0; row < rows; row++) {
      int next = (row + 1) * ReferenceTable.WIDTH + ReferenceTable.ARGUMENTS;
      int end = row + 1 < rows ? cells[next] : arguments;
      while (i < end) {
        all[i++] = before(row);
      }
    }
    String[] own = ofReferences == strings.length ? strings : Arrays.copyOf(strings, ofReferences);
    return ReferenceTable.of(cells, all, own, scopes);
  }

  private void column(int[] cells, int column, int offset) throws IOException {
    for (int at = column; at < cells.length; at += ReferenceTable.WIDTH) {
      cells[at] = number() + offset;
    }
  }

  private void differences(int[] cells, int column) throws IOException {
    int last = 0;
    for (int at = column; at < cells.length; at += ReferenceTable.WIDTH) {
      last += in.readSInt32();
      cells[at] = last;
    }
  }

  private List<Scope> scopes() throws IOException {
    Scope[] all = new Scope[scopes];
    int start = 0;
    for (int i = 0; i < scopes; i++) {
      int parent = before(i);
      int definition = index(number() - 1, -1, definitions);
      String selfType = textOrNull();
      start += in.readSInt32();
      int end = start + in.readSInt32();
      check(parent >= -1 && (parent >= 0 || i == 0) && start >= 0 && end >= start);
      all[i] = new Scope(parent, definition, selfType, start, end);
    }
    return List.of(all);
  }

  private List<Definition> definitions() throws IOException {
    Definition[] all = new Definition[definitions];
    int start = 0;
    int line = 0;
    for (int i = 0; i < definitions; i++) {
      SymbolKind kind = KINDS[index(number(), 0, KINDS.length)];
      Visibility visibility = VISIBILITIES[index(number(), 0, VISIBILITIES.length)];
      int flags = number();
      String name = text();
      String signature = text();
      String doc = text();
      String type = textOrNull();
      String owner = textOrNull();
      int parent = before(i);
      int scope = index(number(), 0, scopes);
      int value = value();
      start += in.readSInt32();
      int end = start + number();
      line += in.readSInt32();
      int endLine = line + number();
      SourceRange range = new SourceRange(start, end, line, number(), endLine, number());
      int nameLine = line + in.readSInt32();
      long textHash = in.readFixed64();
      check(parent >= -1 && line >= 0 && nameLine >= 0 && !name.isEmpty() && flags < 8);
      all[i] =
          new Definition(
              kind,
              name,
              parent,
              scope,
              range,
              nameLine,
              signature,
              doc,
              visibility,
              (flags & 1) != 0,
              (flags & 2) != 0,
              (flags & 4) != 0,
              type,
              owner,
              value,
              parameters(),
              textHash);
    }
    return List.of(all);
  }

  private List<Parameter> parameters() throws IOException {
    int size = count();
    if (size == 0) {
      return List.of();
    }
    Parameter[] all = new Parameter[size];
    for (int i = 0; i < size; i++) {
      String name = text();
      String type = textOrNull();
      int flags = number();
      check(flags < 4);
      all[i] = new Parameter(name, type, (flags & 1) != 0, (flags & 2) != 0);
    }
    return List.of(all);
  }

  private List<LocalVariable> locals() throws IOException {
    LocalVariable[] all = new LocalVariable[count()];
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      String name = text();
      String type = textOrNull();
      int scope = index(number(), 0, scopes);
      start += in.readSInt32();
      check(start >= 0);
      int value = value();
      int parameter = number();
      all[i] =
          new LocalVariable(
              name, scope, start, type, value, (parameter >> 1) - 1, (parameter & 1) != 0);
    }
    return List.of(all);
  }

  private List<Import> imports() throws IOException {
    Import[] all = new Import[count()];
    for (int i = 0; i < all.length; i++) {
      String module = text();
      String member = textOrNull();
      String alias = textOrNull();
      int flags = number();
      check(flags < 4);
      all[i] =
          new Import(
              module,
              member,
              alias,
              (flags & 1) != 0,
              (flags & 2) != 0,
              index(number(), 0, scopes),
              number());
    }
    return List.of(all);
  }

  private int number() throws IOException {
    int value = in.readRawVarint32();
    check(value >= 0);
    return value;
  }

  /** Reads how many things follow, each of at least a byte. */
  private int count() throws IOException {
    int count = number();
    check(count <= left());
    return count;
  }

  private int left() throws IOException {
    return in.getBytesUntilLimit();
  }

  private static int index(int value, int least, int end) throws IOException {
    check(value >= least && value < end);
    return value;
  }

  /** Reads the row of a value. */
  private int value() throws IOException {
    return index(number() + ReferenceTable.OPAQUE, ReferenceTable.OPAQUE, rows);
  }

  /** Reads an index below {@code at}, -1 or -2. */
  private int before(int at) throws IOException {
    int value = number();
    check(value <= at + 1);
    return value < 2 ? -value - 1 : at - value + 1;
  }

  private String text() throws IOException {
    return strings[index(number() - 1, 0, strings.length)];
  }

  private @Nullable String textOrNull() throws IOException {
    int id = index(number() - 1, -1, strings.length);
    return id < 0 ? null : strings[id];
  }

  private static void check(boolean isRight) throws IOException {
    if (!isRight) {
      throw new InvalidProtocolBufferException("not facts");
    }
  }
}
