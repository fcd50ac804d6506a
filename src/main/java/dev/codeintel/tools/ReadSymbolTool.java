package dev.codeintel.tools;

import dev.codeintel.graph.Link;
import dev.codeintel.graph.NumberedLines;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.RetrievalException;
import dev.codeintel.retrieval.SymbolFinder.Found;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the code of symbols, or lines of a file. */
@Singleton
final class ReadSymbolTool implements Tool<ReadSymbolTool.Input> {
  private static final Pattern LINES = Pattern.compile("(\\d{1,9})(?:\\s*[-,:]\\s*(\\d{1,9}))?");
  private static final int MAX_DEPENDENCIES = 30;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          40,
          "read_symbol",
          "Read code",
          "Code of symbols, or of a file's lines. view: signature; skeleton (members without bodies);"
              + " body (default); dependencies (body and signatures of what it uses)."
              + " Examples: {\"symbols\":[\"OrderService.place\"]},"
              + " {\"path\":\"src/a.py\",\"lines\":\"10-60\"}",
          Input.class);

  /** How much of a symbol to show. */
  enum View implements Labelled {
    SIGNATURE("signature"),
    /** Its members without their bodies. */
    SKELETON("skeleton"),
    BODY("body"),
    /** The body, and signatures of what it uses. */
    DEPENDENCIES("dependencies"),
    /** Another name of {@link #DEPENDENCIES}. */
    BODY_AND_DEPENDENCIES("body+dependencies");

    private final String label;

    View(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What to read. */
  record Input(
      @Argument List<String> symbols,
      @Argument String path,
      @Argument String lines,
      @Argument(absent = "body") View view) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    List<String> symbols = input.symbols();
    String path = input.path();
    if (symbols.isEmpty() && path.isBlank()) {
      throw ToolException.caller("read_symbol needs symbols, or path (with lines).");
    }
    Answer answer = new Answer();
    for (String wanted : symbols) {
      call.checkCancelled();
      Found found;
      try {
        found = call.finder().find(wanted);
      } catch (RetrievalException e) {
        if (symbols.size() == 1) {
          throw e;
        }
        answer.partial(Reason.NOT_FOUND, String.valueOf(e.getMessage()));
        continue;
      }
      if (found.isAmbiguous()) {
        if (symbols.size() == 1) {
          return CandidateHit.all(wanted, found);
        }
        answer.partial(
            Reason.AMBIGUOUS,
            "\"%s\" may mean %s"
                .formatted(
                    SafeText.shown(wanted),
                    String.join(
                        ", ", found.candidates().stream().map(Symbol::key).limit(6).toList())));
        continue;
      }
      for (Symbol symbol : found.symbols()) {
        read(call, symbol, input.view(), answer);
      }
    }
    if (!path.isBlank()) {
      readLines(call, path, input.lines(), answer);
    }
    call.addCoverage(answer);
    return answer;
  }

  private static void read(ToolCall call, Symbol symbol, View view, Answer answer) {
    if (!symbol.kind().isInSource()) {
      answer.add(new SymbolHit(symbol));
      answer.note(symbol.key() + " lies outside the index; there is no code of it here");
      return;
    }
    switch (view) {
      case SIGNATURE -> answer.add(new SymbolHit(symbol));
      case SKELETON -> {
        answer.add(new SymbolHit(symbol));
        call.graph().members(symbol.id()).forEach(member -> answer.add(new SymbolHit(member)));
      }
      case BODY -> addBody(call, symbol, answer);
      case DEPENDENCIES, BODY_AND_DEPENDENCIES -> {
        addBody(call, symbol, answer);
        dependencies(call, symbol, answer);
      }
    }
  }

  private static void addBody(ToolCall call, Symbol symbol, Answer answer) {
    if (call.sources().of(symbol.path()).isEmpty()) {
      answer.add(new SymbolHit(symbol));
      answer.partial(Reason.NO_TEXT, "the text of %s is not kept".formatted(symbol.path()));
      return;
    }
    int first = symbol.kind() == SymbolKind.FILE ? 0 : symbol.startLine();
    answer.add(
        new SymbolHit(
            symbol,
            new Hit.Code(
                first, () -> call.sources().block(symbol.path(), first, symbol.endLine()))));
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
        .forEach(target -> answer.add(new Dependency(target, symbol)));
    if (used.size() > MAX_DEPENDENCIES) {
      answer.partial(
          Reason.LIMIT,
          "%d more dependencies are left out".formatted(used.size() - MAX_DEPENDENCIES));
    }
  }

  /** What a symbol uses. */
  private record Dependency(Symbol symbol, Symbol user) implements Hit {

    @Override
    public Fields fields() {
      return SymbolHit.fieldsOf(symbol).put(Field.DEPENDENCY_OF, user.key());
    }

    @Override
    public String line() {
      return SymbolHit.lineOf(symbol);
    }
  }

  private static void readLines(ToolCall call, String text, String wanted, Answer answer) {
    String path =
        call.finder()
            .path(text)
            .orElseThrow(
                () ->
                    ToolException.notFound(
                        "There is no indexed file \"%s\"; outline lists the files."
                            .formatted(SafeText.shown(text))));
    Optional<NumberedLines> lines = call.sources().of(path);
    if (lines.isEmpty()) {
      Optional<IndexedFile> file = call.graph().file(path);
      answer.unknown(
          Reason.NO_TEXT,
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
    String range = wanted.strip();
    if (!range.isEmpty()) {
      Matcher matcher = LINES.matcher(range);
      if (!matcher.matches()) {
        throw ToolException.caller(
            "lines must look like 10-60 or 10, not \"%s\".".formatted(SafeText.shown(range)));
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
        new Lines(
            path, first, last, new Hit.Code(from, () -> call.sources().block(path, from, to))));
  }

  /**
   * Some lines of a file.
   *
   * @param first from 1
   * @param last from 1, inclusive
   */
  private record Lines(String path, int first, int last, Code code) implements Hit {

    @Override
    public Fields fields() {
      return OutlineTool.fileFields(path).put(Field.LINE, first).put(Field.END_LINE, last);
    }

    @Override
    public String line() {
      return "%s:%d-%d".formatted(path, first, last);
    }
  }
}
