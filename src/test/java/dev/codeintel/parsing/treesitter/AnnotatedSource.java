package dev.codeintel.parsing.treesitter;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a source file with the facts found on each line below that line, for a person to read. */
final class AnnotatedSource {
  private final Map<Integer, StringBuilder> notes = new TreeMap<>();
  private final FileFacts facts;
  private final SourceText source;
  private final String text;

  AnnotatedSource(FileFacts facts, byte[] utf8) {
    this.facts = facts;
    this.source = new SourceText(utf8, new NameCache());
    this.text = new String(utf8, StandardCharsets.UTF_8);
  }

  String write() {
    if (facts.packageName() != null) {
      note(0, "package " + facts.packageName());
    }
    for (Import taken : facts.imports()) {
      note(
          taken.line(),
          "import module="
              + taken.module()
              + show(" member=", taken.member())
              + show(" as=", taken.alias())
              + (taken.isStatic() ? " static" : "")
              + (taken.isReexport() ? " reexport" : ""));
    }
    for (Definition definition : facts.definitions()) {
      note(definition.nameLine(), describe(definition));
    }
    for (LocalVariable local : facts.locals()) {
      note(
          source.line(local.startByte()),
          "local "
              + local.name()
              + show(" type=", local.type())
              + (local.value() >= 0 ? " value=" + expression(local.value()) : "")
              + (local.isElement() ? " element" : ""));
    }
    ReferenceTable references = facts.references();
    for (int row = 0; row < references.size(); row++) {
      if (references.role(row) != ReferenceRole.VALUE) {
        note(
            references.line(row),
            references.role(row).label()
                + " "
                + expression(row)
                + (references.arity(row) >= 0 ? "/" + references.arity(row) : "")
                + " in "
                + enclosing(references.scope(row)));
      }
    }
    if (!facts.exports().isEmpty()) {
      note(facts.lineCount() - 1, "exports " + facts.exports());
    }
    if (facts.syntaxErrors() > 0) {
      note(facts.lineCount() - 1, "syntax errors");
    }
    StringBuilder out = new StringBuilder();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      out.append(lines[i]).append('\n').append(notes.getOrDefault(i, new StringBuilder()));
    }
    return out.toString();
  }

  private void note(int line, String note) {
    notes
        .computeIfAbsent(line, key -> new StringBuilder())
        .append("    ~ ")
        .append(note)
        .append('\n');
  }

  private String describe(Definition definition) {
    String parent =
        definition.parent() < 0 ? "" : facts.definitions().get(definition.parent()).name() + ".";
    return "define "
        + definition.kind().label()
        + " "
        + parent
        + definition.name()
        + definition.parameters().stream()
            .map(AnnotatedSource::describe)
            .collect(Collectors.joining(", ", "(", ")"))
        + show(" type=", definition.type())
        + show(" owner=", definition.owner())
        + (definition.value() >= 0 ? " value=" + expression(definition.value()) : "")
        + " "
        + definition.visibility().label()
        + (definition.isStatic() ? " static" : "")
        + (definition.isAbstract() ? " abstract" : "")
        + " lines="
        + (definition.range().startLine() + 1)
        + "-"
        + (definition.range().endLine() + 1)
        + " «"
        + definition.signature()
        + "»"
        + (definition.doc().isEmpty()
            ? ""
            : " doc=" + definition.doc().lines().findFirst().orElse(""));
  }

  private static String describe(Parameter parameter) {
    return parameter.name()
        + show(": ", parameter.type())
        + (parameter.optional() ? "?" : "")
        + (parameter.variadic() ? "..." : "");
  }

  private String enclosing(int scope) {
    int definition = facts.scopes().get(scope).definition();
    return definition < 0 ? "file" : facts.definitions().get(definition).name();
  }

  private String expression(int row) {
    ReferenceTable references = facts.references();
    String own =
        references.role(row) == ReferenceRole.VALUE
            ? "<" + references.type(row) + ">"
            : references.name(row);
    int receiver = references.receiver(row);
    String before =
        receiver == ReferenceTable.NONE
            ? ""
            : receiver == ReferenceTable.OPAQUE ? "?." : expression(receiver) + ".";
    return before + own;
  }

  private static String show(String label, @Nullable Object value) {
    return value == null ? "" : label + value;
  }
}
