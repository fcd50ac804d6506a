package dev.codeintel.mcp;

import dev.codeintel.mcp.ToolSpec.ArgumentType;
import dev.codeintel.mcp.ToolSpec.Parameter;
import dev.codeintel.model.FileStatus;
import dev.codeintel.model.IndexedFile;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Shows what is in a file, a folder or the whole repository. */
final class OutlineTool implements CodeTool {
  private static final int MAX_FILES = 20_000;
  private static final int MOST_USED = 25;

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "outline",
        "Outline",
        "What is where: the tree of symbols of a file, the files and main symbols of a folder, or"
            + " (path empty) a map of the repository with its most used symbols. Start here in an"
            + " unknown repository.",
        List.of(
            Parameter.of("path", ArgumentType.TEXT, "file or folder"),
            Parameter.of("depth", ArgumentType.NUMBER, "of nesting, default 3")));
  }

  @Override
  public Answer answer(ToolCall call) {
    String path = call.arguments().text("path").strip();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    int depth = call.arguments().number("depth", 3, 1, 20);
    if (path.isEmpty() || path.equals(".")) {
      return map(call);
    }
    Optional<String> file = call.finder().path(path);
    return file.isPresent() ? file(call, file.get(), depth) : folder(call, path);
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
      String signature = SafeText.cut(symbol.signature(), 160);
      answer.add(
          Hit.of(symbol)
              .put("depth", level)
              .putUnlessEmpty("signature", signature)
              .say("  ".repeat(Math.min(level, 20)))
              .say(
                  "%d-%d %s "
                      .formatted(Hit.line(symbol), symbol.endLine() + 1, symbol.kind().label()))
              .say(signature.isEmpty() ? symbol.name() : signature));
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
    String reason = file.reason() == null ? file.status().label() : file.reason().label();
    answer.partial(reason, "%s is not wholly indexed (%s)".formatted(path, reason));
  }

  private static Answer folder(ToolCall call, String folder) {
    String glob = globOf(folder);
    List<IndexedFile> files = call.graph().files(glob, "", MAX_FILES);
    if (files.isEmpty()) {
      throw ToolException.notFound(
          "There is no indexed file or folder \"%s\"; outline with an empty path shows the folders."
              .formatted(SymbolFinder.shown(folder)));
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
      answer.add(file(file, counts.getOrDefault(file.path(), 0), main));
    }
    if (files.size() >= MAX_FILES) {
      answer.partial("limit", "only the first %d files are listed".formatted(MAX_FILES));
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

  private static Hit file(IndexedFile file, int symbols, List<String> main) {
    Hit hit =
        Hit.empty()
            .put("id", file.path())
            .put("name", file.path().substring(file.path().lastIndexOf('/') + 1))
            .put("kind", "file")
            .put("path", file.path())
            .put("line", 1)
            .put("end_line", Math.max(1, file.lines()))
            .put("symbols", symbols)
            .putUnlessEmpty("language", file.language())
            .say(file.path())
            .say(" %d lines %d symbols".formatted(file.lines(), symbols));
    if (!main.isEmpty()) {
      hit.put("main", main.stream().map(SymbolFinder::shown).toList())
          .say("  " + String.join(", ", main));
    }
    if (file.reason() != null) {
      hit.put("reason", file.reason().label()).say("  (" + file.reason().label() + ")");
    }
    return hit;
  }

  private static Answer map(ToolCall call) {
    String glob = call.arguments().text("path_glob");
    Map<String, Integer> counts = call.graph().symbolCounts(glob);
    Answer answer = new Answer();
    Map<String, int[]> folders = folders(counts);
    for (Map.Entry<String, int[]> entry : folders.entrySet()) {
      String folder = entry.getKey().isEmpty() ? "." : entry.getKey();
      answer.add(
          Hit.empty()
              .put("id", folder)
              .put("name", folder.substring(folder.lastIndexOf('/') + 1))
              .put("kind", "folder")
              .put("path", folder)
              .put("files", entry.getValue()[0])
              .put("symbols", entry.getValue()[1])
              .say(
                  "%s/ %d files %d symbols"
                      .formatted(folder, entry.getValue()[0], entry.getValue()[1])));
    }
    Set<String> kinds =
        Set.of("class", "interface", "struct", "record", "trait", "enum", "function", "method");
    for (Symbol symbol : call.graph().mostUsed(glob, kinds, MOST_USED)) {
      answer.add(SymbolHits.described(symbol).put("most_used", true));
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
