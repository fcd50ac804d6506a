package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Gives every definition its names, its stable id and the rest of what a symbol is. */
final class SymbolNames {
  private static final Pattern TEST_PATH =
      Pattern.compile(
          "(^|.*/)(tests?|testing|__tests__|spec|specs|testdata|fixtures|src/(test|it|testFixtures))/.*"
              + "|(^|.*/)(test_[^/]*|[^/]*_test|[^/]*_spec|[^/]*[.-](test|spec)|conftest"
              + "|[^/]*(Test|Tests|TestCase|IT))\\.[a-z]+$");

  private final FactIndex index;

  SymbolNames(FactIndex index) {
    this.index = index;
  }

  static boolean isTestPath(String path) {
    return TEST_PATH.matcher(path).matches();
  }

  void symbols(Predicate<String> isWanted, Consumer<Symbol> sink) {
    Map<String, Integer> used = new HashMap<>();
    for (int file = 0; file < index.fileCount(); file++) {
      used.clear();
      String path = index.facts(file).path();
      if (!isWanted.test(path)) {
        continue;
      }
      LanguageProfile profile = index.profile(file);
      boolean isTest = isTestPath(path);
      sink.accept(fileSymbol(file, path, profile, isTest));
      for (int i = 0; i < index.facts(file).definitions().size(); i++) {
        int symbol = index.symbol(file, i);
        Definition definition = index.facts(file).definitions().get(i);
        String inside = pathOf(symbol);
        String key = path + "#" + inside + parameterList(definition, profile);
        int count = used.merge(key, 1, Integer::sum);
        sink.accept(
            new Symbol(
                symbol,
                count == 1 ? key : key + "~" + count,
                definition.name(),
                qualified(inside, profile, file),
                definition.kind(),
                profile.id(),
                path,
                definition.range().startLine(),
                definition.range().endLine(),
                definition.nameLine(),
                definition.signature(),
                definition.doc(),
                definition.visibility(),
                index.parent(symbol),
                isTest,
                Long.toHexString(definition.textHash())));
      }
    }
  }

  private Symbol fileSymbol(int file, String path, LanguageProfile profile, boolean isTest) {
    String module = index.modules().name(index.module(file));
    boolean isModule =
        switch (profile.modules()) {
          case PYTHON, ECMASCRIPT, RUST -> true;
          default -> false;
        };
    return new Symbol(
        index.fileSymbol(file),
        path,
        Paths.fileName(path),
        isModule && !module.isEmpty() ? module : path,
        SymbolKind.FILE,
        profile.id(),
        path,
        0,
        Math.max(0, index.facts(file).lineCount() - 1),
        0,
        "",
        "",
        Visibility.UNKNOWN,
        -1,
        isTest,
        null);
  }

  /** Returns the names from the outermost definition to this one; code may nest thousands deep. */
  private String pathOf(int symbol) {
    Deque<String> names = new ArrayDeque<>();
    int at = symbol;
    while (at >= 0 && !index.isFile(at)) {
      Definition definition = Objects.requireNonNull(index.definition(at));
      int parent = index.parent(at);
      boolean isOutermost = parent < 0 || index.isFile(parent);
      names.addFirst(
          isOutermost && definition.owner() != null && !definition.owner().isEmpty()
              ? TypeText.parse(definition.owner()).name() + "." + definition.name()
              : definition.name());
      at = parent;
    }
    return String.join(".", names);
  }

  private String qualified(String path, LanguageProfile profile, int file) {
    String module = index.modules().name(index.module(file));
    return switch (profile.modules()) {
      case INCLUDE, GLOBAL -> path;
      default -> module.isEmpty() ? path : module + "." + path;
    };
  }

  private static String parameterList(Definition definition, LanguageProfile profile) {
    if (!profile.hasOverloads() || !definition.kind().isCallable()) {
      return "";
    }
    StringBuilder list = new StringBuilder("(");
    for (Parameter parameter : definition.parameters()) {
      if (list.length() > 1) {
        list.append(',');
      }
      String type = parameter.type();
      TypeText text = TypeText.parse(type == null ? "?" : type);
      StringBuilder brackets = new StringBuilder();
      while (text.name().equals(TypeText.ARRAY) && text.element() != null) {
        brackets.append("[]");
        text = text.element();
      }
      list.append(NameResolution.simple(text.name())).append(brackets);
      if (parameter.variadic()) {
        list.append("...");
      }
    }
    return list.append(')').toString();
  }
}
