package dev.codeintel.mcp;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.NumberedLines;
import dev.codeintel.mcp.SymbolFinder.Found;
import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the code of symbols, or lines of a file. */
final class ReadSymbolTool implements CodeTool {
  private static final Pattern LINES = Pattern.compile("(\\d{1,9})(?:\\s*[-,:]\\s*(\\d{1,9}))?");
  private static final int MAX_DEPENDENCIES = 30;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "read_symbol",
        "Read code",
        "Code of symbols, or of a file's lines. view: signature; skeleton (members without bodies);"
            + " body (default); dependencies (body and signatures of what it uses)."
            + " Examples: {\"symbols\":[\"OrderService.place\"]},"
            + " {\"path\":\"src/a.py\",\"lines\":\"10-60\"}",
        List.of(
            Parameter.of("symbols", ArgumentType.TEXTS, ""),
            Parameter.of("path", ArgumentType.TEXT, ""),
            Parameter.of("lines", ArgumentType.TEXT, ""),
            Parameter.choice(
                "view", "signature", "skeleton", "body", "dependencies", "body+dependencies")));
  }

  @Override
  public Answer answer(ToolCall call) {
    List<String> symbols = call.arguments().texts("symbols");
    String path = call.arguments().text("path");
    if (symbols.isEmpty() && path.isBlank()) {
      throw ToolException.caller("read_symbol needs symbols, or path (with lines).");
    }
    Answer answer = new Answer();
    String view = call.arguments().text("view");
    for (String wanted : symbols) {
      call.listener().checkCancelled();
      Found found;
      try {
        found = call.finder().find(wanted);
      } catch (ToolException e) {
        if (symbols.size() == 1) {
          throw e;
        }
        answer.partial("not_found", String.valueOf(e.getMessage()));
        continue;
      }
      if (found.isAmbiguous()) {
        if (symbols.size() == 1) {
          return SymbolFinder.ambiguous(wanted, found);
        }
        answer.partial(
            "ambiguous",
            "\"%s\" may mean %s"
                .formatted(
                    SymbolFinder.shown(wanted),
                    String.join(
                        ", ", found.candidates().stream().map(Symbol::key).limit(6).toList())));
        continue;
      }
      for (Symbol symbol : found.symbols()) {
        read(call, symbol, view, answer);
      }
    }
    if (!path.isBlank()) {
      readLines(call, path, answer);
    }
    call.addCoverage(answer);
    return answer;
  }

  private static void read(ToolCall call, Symbol symbol, String view, Answer answer) {
    Hit hit = SymbolHits.described(symbol);
    answer.add(hit);
    if (!symbol.kind().isInSource()) {
      answer.note(symbol.key() + " lies outside the index; there is no code of it here");
      return;
    }
    switch (view) {
      case "signature" -> {}
      case "skeleton" -> {
        for (Symbol member : call.graph().members(symbol.id())) {
          answer.add(SymbolHits.described(member));
        }
      }
      case "dependencies", "body+dependencies" -> {
        body(call, symbol, hit, answer);
        dependencies(call, symbol, answer);
      }
      default -> body(call, symbol, hit, answer);
    }
  }

  private static void body(ToolCall call, Symbol symbol, Hit hit, Answer answer) {
    int first = symbol.kind() == SymbolKind.FILE ? 0 : symbol.startLine();
    if (call.sources().of(symbol.path()).isEmpty()) {
      answer.partial("no_text", "the text of %s is not kept".formatted(symbol.path()));
      return;
    }
    hit.code(first, () -> call.sources().block(symbol.path(), first, symbol.endLine()));
  }

  private static void dependencies(ToolCall call, Symbol symbol, Answer answer) {
    Map<Integer, Symbol> used = new LinkedHashMap<>();
    Set<RelationshipKind> kinds =
        Set.of(
            RelationshipKind.CALLS,
            RelationshipKind.INSTANTIATES,
            RelationshipKind.USES_TYPE,
            RelationshipKind.READS,
            RelationshipKind.WRITES,
            RelationshipKind.EXTENDS,
            RelationshipKind.IMPLEMENTS);
    List<Integer> ids = new java.util.ArrayList<>(List.of(symbol.id()));
    if (symbol.kind().isType()) {
      call.graph().members(symbol.id()).forEach(member -> ids.add(member.id()));
    }
    for (Link link : call.graph().linksFrom(ids, call.links(kinds))) {
      Symbol target = link.symbol();
      if (target.kind().isInSource() && !ids.contains(target.id())) {
        used.putIfAbsent(target.id(), target);
      }
    }
    used.values().stream()
        .limit(MAX_DEPENDENCIES)
        .forEach(
            target -> answer.add(SymbolHits.described(target).put("dependency_of", symbol.key())));
    if (used.size() > MAX_DEPENDENCIES) {
      answer.partial(
          "limit", "%d more dependencies are left out".formatted(used.size() - MAX_DEPENDENCIES));
    }
  }

  private static void readLines(ToolCall call, String text, Answer answer) {
    String path =
        call.finder()
            .path(text)
            .orElseThrow(
                () ->
                    ToolException.notFound(
                        "There is no indexed file \"%s\"; outline lists the files."
                            .formatted(SymbolFinder.shown(text))));
    Optional<NumberedLines> lines = call.sources().of(path);
    if (lines.isEmpty()) {
      Optional<IndexedFile> file = call.graph().file(path);
      answer.unknown(
          "no_text",
          "the text of %s is not kept%s"
              .formatted(
                  path,
                  file.map(IndexedFile::reason)
                      .map(reason -> " (" + reason.label() + ")")
                      .orElse("")));
      return;
    }
    int count = Math.max(1, lines.get().count());
    int first = 1;
    int last = count;
    String range = call.arguments().text("lines").strip();
    if (!range.isEmpty()) {
      Matcher matcher = LINES.matcher(range);
      if (!matcher.matches()) {
        throw ToolException.caller(
            "lines must look like 10-60 or 10, not \"%s\".".formatted(SymbolFinder.shown(range)));
      }
      int from = Integer.parseInt(matcher.group(1));
      int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
      if (Math.max(from, to) > count) {
        answer.note("%s has %d lines".formatted(path, count));
      }
      first = Math.max(1, Math.min(count, from));
      last = Math.max(first, Math.min(count, to));
    }
    int from = first - 1;
    int to = last - 1;
    answer.add(
        Hit.empty()
            .put("id", path)
            .put("name", path.substring(path.lastIndexOf('/') + 1))
            .put("kind", "file")
            .put("path", path)
            .put("line", first)
            .put("end_line", last)
            .say("%s:%d-%d".formatted(path, first, last))
            .code(from, () -> call.sources().block(path, from, to)));
  }
}
