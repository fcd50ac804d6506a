package dev.codeintel.parsing;

import com.google.protobuf.CodedOutputStream;
import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SourceRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the facts of one file as {@link FactReader} reads them. Used once; not thread-safe. */
final class FactWriter {
  private final CodedOutputStream out;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> strings = new ArrayList<>();

  FactWriter(CodedOutputStream out) {
    this.out = out;
  }

  void facts(FileFacts facts) throws IOException {
    collect(facts);
    strings(facts.references().strings().size());
    text(facts.packageName());
    number(facts.lineCount());
    number(facts.syntaxErrors());
    number(facts.scopes().size());
    number(facts.definitions().size());
    references(facts.references());
    scopes(facts.scopes());
    definitions(facts.definitions());
    locals(facts.locals());
    imports(facts.imports());
    number(facts.exports().size());
    for (String export : facts.exports()) {
      text(export);
    }
  }

  /** The references' own strings keep their numbers. */
  private void collect(FileFacts facts) {
    strings.addAll(facts.references().strings());
    for (int id = 0; id < strings.size(); id++) {
      ids.put(strings.get(id), id);
    }
    intern(facts.packageName());
    for (Scope scope : facts.scopes()) {
      intern(scope.selfType());
    }
    for (Definition definition : facts.definitions()) {
      intern(definition.name());
      intern(definition.signature());
      intern(definition.doc());
      intern(definition.type());
      intern(definition.owner());
      for (Parameter parameter : definition.parameters()) {
        intern(parameter.name());
        intern(parameter.type());
      }
    }
    for (LocalVariable local : facts.locals()) {
      intern(local.name());
      intern(local.type());
    }
    for (Import one : facts.imports()) {
      intern(one.module());
      intern(one.member());
      intern(one.alias());
    }
    for (String export : facts.exports()) {
      intern(export);
    }
  }

  private void intern(@Nullable String text) {
    if (text != null && ids.putIfAbsent(text, strings.size()) == null) {
      strings.add(text);
    }
  }

  /** A string is a byte a character if it can be, else two; so even half a character survives. */
  private void strings(int ofReferences) throws IOException {
    number(strings.size());
    number(ofReferences);
    byte[][] encoded = new byte[strings.size()][];
    for (int i = 0; i < encoded.length; i++) {
      String text = strings.get(i);
      boolean isWide = isWide(text);
      encoded[i] = isWide ? wide(text) : text.getBytes(StandardCharsets.ISO_8859_1);
      number(encoded[i].length << 1 | (isWide ? 1 : 0));
    }
    for (byte[] bytes : encoded) {
      out.writeRawBytes(bytes);
    }
  }

  private static boolean isWide(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return true;
      }
    }
    return false;
  }

  private static byte[] wide(String text) {
    byte[] bytes = new byte[text.length() * 2];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  private void references(ReferenceTable table) throws IOException {
    int rows = table.size();
    number(rows);
    for (int row = 0; row < rows; row++) {
      number(table.cell(row, ReferenceTable.ROLE));
    }
    for (int row = 0; row < rows; row++) {
      number(table.cell(row, ReferenceTable.NAME));
    }
    for (int row = 0; row < rows; row++) {
      number(table.cell(row, ReferenceTable.TYPE) + 1);
    }
    for (int row = 0; row < rows; row++) {
      before(row, table.receiver(row));
    }
    differences(table, ReferenceTable.SCOPE);
    differences(table, ReferenceTable.START_BYTE);
    differences(table, ReferenceTable.LINE);
    int lineStart = 0;
    for (int row = 0; row < rows; row++) {
      int next = table.startByte(row) - table.column(row);
      difference(next - lineStart);
      lineStart = next;
    }
    for (int row = 0; row < rows; row++) {
      number(table.argumentCount(row));
    }
    for (int row = 0; row < rows; row++) {
      difference(table.argumentCount(row) - table.arity(row));
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < table.argumentCount(row); i++) {
        before(row, table.argument(row, i));
      }
    }
  }

  private void differences(ReferenceTable table, int column) throws IOException {
    int last = 0;
    for (int row = 0; row < table.size(); row++) {
      int next = table.cell(row, column);
      difference(next - last);
      last = next;
    }
  }

  private void scopes(List<Scope> scopes) throws IOException {
    int start = 0;
    for (int i = 0; i < scopes.size(); i++) {
      Scope scope = scopes.get(i);
      before(i, scope.parent());
      number(scope.definition() + 1);
      text(scope.selfType());
      difference(scope.startByte() - start);
      difference(scope.endByte() - scope.startByte());
      start = scope.startByte();
    }
  }

  @SuppressWarnings("EnumOrdinal") // FactCodec.version() tells when they mean something else
  private void definitions(List<Definition> definitions) throws IOException {
    int start = 0;
    int line = 0;
    for (int i = 0; i < definitions.size(); i++) {
      Definition definition = definitions.get(i);
      SourceRange range = definition.range();
      number(definition.kind().ordinal());
      number(definition.visibility().ordinal());
      number(
          flag(definition.isStatic(), 1)
              | flag(definition.isAbstract(), 2)
              | flag(definition.hasBody(), 4));
      text(definition.name());
      text(definition.signature());
      text(definition.doc());
      text(definition.type());
      text(definition.owner());
      before(i, definition.parent());
      number(definition.scope());
      number(definition.value() - ReferenceTable.OPAQUE);
      difference(range.startByte() - start);
      number(range.endByte() - range.startByte());
      difference(range.startLine() - line);
      number(range.endLine() - range.startLine());
      number(range.startColumn());
      number(range.endColumn());
      difference(definition.nameLine() - range.startLine());
      out.writeFixed64NoTag(definition.textHash());
      number(definition.parameters().size());
      for (Parameter parameter : definition.parameters()) {
        text(parameter.name());
        text(parameter.type());
        number(flag(parameter.optional(), 1) | flag(parameter.variadic(), 2));
      }
      start = range.startByte();
      line = range.startLine();
    }
  }

  private void locals(List<LocalVariable> locals) throws IOException {
    number(locals.size());
    int start = 0;
    for (LocalVariable local : locals) {
      text(local.name());
      text(local.type());
      number(local.scope());
      difference(local.startByte() - start);
      number(local.value() - ReferenceTable.OPAQUE);
      number((local.parameter() + 1) << 1 | flag(local.isElement(), 1));
      start = local.startByte();
    }
  }

  private void imports(List<Import> imports) throws IOException {
    number(imports.size());
    for (Import one : imports) {
      text(one.module());
      text(one.member());
      text(one.alias());
      number(flag(one.isStatic(), 1) | flag(one.isReexport(), 2));
      number(one.scope());
      number(one.line());
    }
  }

  private void number(int value) throws IOException {
    out.writeUInt32NoTag(value);
  }

  private void difference(int value) throws IOException {
    out.writeSInt32NoTag(value);
  }

  /** What is no index stays small; an index counts backwards. */
  private void before(int at, int index) throws IOException {
    if (index >= at || index < ReferenceTable.OPAQUE) {
      throw new IllegalArgumentException("facts lead to what comes later");
    }
    number(index < 0 ? -index - 1 : at - index + 1);
  }

  private void text(@Nullable String text) throws IOException {
    Integer id = text == null ? null : ids.get(text);
    number(id == null ? 0 : id + 1);
  }

  private static int flag(boolean isSet, int bit) {
    return isSet ? bit : 0;
  }
}
