package dev.codeintel.tools;

import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Labelled;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.retrieval.SymbolFinder;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;
import dev.codeintel.tools.input.Argument;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Shows what is in a file, a folder or the whole repository. */
@Singleton
final class OutlineTool implements Tool<OutlineTool.Input> {
  private static final int MAX_FILES = 20_000;
  private static final int MOST_USED = 25;

  static final ToolSpec<Input> SPEC =
      ToolSpec.of(
          50,
          "outline",
          "Outline",
          "What is where: the tree of symbols of a file, the files and main symbols of a folder, or"
              + " (path empty) a map of the repository with its most used symbols. Start here in an"
              + " unknown repository.",
          Input.class);

  /** Where to look. */
  record Input(
      @Argument(description = "file or folder") String path,
      @Argument(description = "of nesting, default 3", absent = "3", least = 1, most = 20)
          int depth) {}

  @Override
  public ToolSpec<Input> spec() {
    return SPEC;
  }

  @Override
  public Answer answer(Input input, ToolCall call) {
    String path = input.path().strip();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.isEmpty() || path.equals(".")) {
      return map(call);
    }
    Optional<String> file = call.finder().path(path);
    return file.isPresent() ? file(call, file.get(), input.depth()) : folder(call, path);
  }

  private static Answer file(ToolCall call, String path, int depth) {
    Answer answer = new Answer();
    List<Symbol> symbols = call.graph().symbolsInFile(path);
    Map<Integer, Integer> levels = new HashMap<>();
    for (Symbol symbol : symbols) {
      if (symbol.kind() == SymbolKind.FILE) {
        continue;
      }
      Integer above = levels.get(symbol.parentId());
      int level = above == null ? 0 : above + 1;
      levels.put(symbol.id(), level);
      if (level >= depth) {
        continue;
      }
      answer.add(new Member(symbol, level));
    }
    addFileStatus(call, path, answer);
    call.addCoverage(answer);
    answer.note("file " + path);
    return answer.ifNothing("No symbols are declared in " + path + ".");
  }

  private static void addFileStatus(ToolCall call, String path, Answer answer) {
    IndexedFile file = call.graph().file(path).orElse(null);
    if (file == null || file.status() == FileStatus.INDEXED) {
      return;
    }
    Labelled reason = file.reason() == null ? file.status() : file.reason();
    answer.partial(reason, "%s is not wholly indexed (%s)".formatted(path, reason.label()));
  }

  private static Answer folder(ToolCall call, String folder) {
    String glob = globOf(folder);
    List<IndexedFile> files = call.graph().files(glob, "", MAX_FILES);
    if (files.isEmpty()) {
      throw ToolException.notFound(
          "There is no indexed file or folder \"%s\"; outline with an empty path shows the folders."
              .formatted(SafeText.shown(folder)));
    }
    Answer answer = new Answer();
    Map<String, Integer> counts = call.graph().symbolCounts(glob);
    for (IndexedFile file : files) {
      List<String> main = new ArrayList<>();
      if (counts.getOrDefault(file.path(), 0) > 0 && files.size() <= 300) {
        for (Symbol symbol : call.graph().symbolsInFile(file.path())) {
          if (main.size() < 6 && symbol.kind() != SymbolKind.FILE && isTop(symbol)) {
            main.add(symbol.name());
          }
        }
      }
      answer.add(new IndexedFileHit(file, counts.getOrDefault(file.path(), 0), main));
    }
    if (files.size() >= MAX_FILES) {
      answer.partial(Reason.LIMIT, "only the first %d files are listed".formatted(MAX_FILES));
    }
    call.addCoverage(answer);
    return answer;
  }

  private static boolean isTop(Symbol symbol) {
    return symbol.kind().isType() || symbol.kind() == SymbolKind.FUNCTION;
  }

  /** Returns the glob for everything below a folder; characters with a meaning match any one. */
  static String globOf(String folder) {
    return folder.replaceAll("[*?\\[\\]{}\\\\!]", "?") + "/**";
  }

  /** Returns the fields that hits about a file begin with. */
  static Fields fileFields(String path) {
    return placeFields(path, "file");
  }

  private static Fields placeFields(String path, String kind) {
    return new Fields()
        .put(Field.ID, path)
        .put(Field.NAME, path.substring(path.lastIndexOf('/') + 1))
        .put(Field.KIND, kind)
        .put(Field.PATH, path);
  }

  /** A symbol in the outline of its file. */
  private record Member(Symbol symbol, int level) implements Hit {
    private static final int MAX_SIGNATURE = 160;
    private static final int MAX_INDENT = 20;

    private String signature() {
      return SafeText.cut(symbol.signature(), MAX_SIGNATURE);
    }

    @Override
    public Fields fields() {
      return Fields.of(symbol).put(Field.DEPTH, level).putUnlessEmpty(Field.SIGNATURE, signature());
    }

    @Override
    public String line() {
      String signature = signature();
      return "%s%d-%d %s %s"
          .formatted(
              "  ".repeat(Math.min(level, MAX_INDENT)),
              SymbolFinder.line(symbol),
              symbol.endLine() + 1,
              symbol.kind().label(),
              signature.isEmpty() ? symbol.name() : signature);
    }
  }

  /**
   * A file of a folder.
   *
   * @param main names of its main symbols
   */
  private record IndexedFileHit(IndexedFile file, int symbols, List<String> main) implements Hit {

    @Override
    public Fields fields() {
      Fields fields =
          fileFields(file.path())
              .put(Field.LINE, 1)
              .put(Field.END_LINE, Math.max(1, file.lines()))
              .put(Field.SYMBOLS, symbols)
              .putUnlessEmpty(Field.LANGUAGE, file.language());
      if (!main.isEmpty()) {
        fields.put(Field.MAIN, main.stream().map(SafeText::shown).toList());
      }
      if (file.reason() != null) {
        fields.put(Field.REASON, file.reason());
      }
      return fields;
    }

    @Override
    public String line() {
      StringBuilder line = new StringBuilder(file.path());
      line.append(" %d lines %d symbols".formatted(file.lines(), symbols));
      SymbolHit.append(line, "  ", String.join(", ", main));
      if (file.reason() != null) {
        line.append("  (").append(file.reason().label()).append(')');
      }
      return line.toString();
    }
  }

  /** A folder of the map. */
  private record Folder(String path, int files, int symbols) implements Hit {

    @Override
    public Fields fields() {
      return placeFields(path, "folder").put(Field.FILES, files).put(Field.SYMBOLS, symbols);
    }

    @Override
    public String line() {
      return "%s/ %d files %d symbols".formatted(path, files, symbols);
    }
  }

  /** One of the symbols that most others use. */
  private record Popular(Symbol symbol) implements Hit {

    @Override
    public Fields fields() {
      return SymbolHit.fieldsOf(symbol).flag(Field.MOST_USED);
    }

    @Override
    public String line() {
      return SymbolHit.lineOf(symbol);
    }
  }

  private static Answer map(ToolCall call) {
    String glob = call.common().pathGlob();
    Map<String, Integer> counts = call.graph().symbolCounts(glob);
    Answer answer = new Answer();
    Map<String, int[]> folders = folders(counts);
    for (Map.Entry<String, int[]> entry : folders.entrySet()) {
      String folder = entry.getKey().isEmpty() ? "." : entry.getKey();
      answer.add(new Folder(folder, entry.getValue()[0], entry.getValue()[1]));
    }
    Set<String> kinds =
        Set.of("class", "interface", "struct", "record", "trait", "enum", "function", "method");
    for (Symbol symbol : call.graph().mostUsed(glob, kinds, MOST_USED)) {
      answer.add(new Popular(symbol));
    }
    call.addCoverage(answer);
    return answer.ifNothing("The index has no symbols.");
  }

  /**
   * Returns folders with number of files and symbols: as deep as makes the map neither trivial nor
   * long.
   */
  private static Map<String, int[]> folders(Map<String, Integer> counts) {
    Map<String, int[]> folders = new TreeMap<>();
    for (int depth = 1; depth <= 12; depth++) {
      Map<String, int[]> deeper = new TreeMap<>();
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        int[] sums = deeper.computeIfAbsent(folder(entry.getKey(), depth), k -> new int[2]);
        sums[0]++;
        sums[1] += entry.getValue();
      }
      if (depth > 1 && deeper.size() > 40) {
        break;
      }
      folders = deeper;
    }
    return folders;
  }

  private static String folder(String path, int depth) {
    int end = -1;
    for (int i = 0; i < depth; i++) {
      int next = path.indexOf('/', end + 1);
      if (next < 0) {
        break;
      }
      end = next;
    }
    return end < 0 ? "" : path.substring(0, end);
  }
}
