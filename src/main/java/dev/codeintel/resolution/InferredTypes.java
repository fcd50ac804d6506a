package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.ReferenceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types that nothing declares, in languages where most things declare none: what a function
 * returns, what a context manager hands out, what comes out of the language's own library. Not
 * thread-safe.
 */
final class InferredTypes {
  private static final int MAX_RETURNS = 20;
  private static final String YIELD = "yield";
  private static final Type.External ITERATOR = new Type.External("Iterator", List.of());
  private static final Set<String> ITERATORS =
      Set.of("Iterator", "Generator", "AsyncIterator", "AsyncGenerator", "Iterable");
  private static final List<String> ENTER = List.of("__enter__", "__aenter__");
  private static final List<String> NEXT = List.of("__next__", "__anext__");
  private static final List<String> ITERATE = List.of("__iter__", "__aiter__");

  private final FactIndex index;
  private final NameResolution names;
  private final ExpressionTypes types;
  private final Map<Integer, Type> results = new HashMap<>();
  private final Set<Integer> underWay = new HashSet<>();

  InferredTypes(FactIndex index, NameResolution names, ExpressionTypes types) {
    this.index = index;
    this.names = names;
    this.types = types;
  }

  /**
   * Returns what a function without a declared result returns, if all it returns is of one type.
   */
  @Nullable Type result(int symbol) {
    if (results.containsKey(symbol)) {
      return results.get(symbol);
    }
    if (!underWay.add(symbol)) {
      return null;
    }
    try {
      FileContext there = names.context(index.file(symbol));
      int definition = symbol - index.fileSymbol(index.file(symbol)) - 1;
      Type type = commonType(there, there.returnsOf(definition));
      results.put(symbol, type);
      return type;
    } finally {
      underWay.remove(symbol);
    }
  }

  private @Nullable Type commonType(FileContext there, int[] rows) {
    ReferenceTable references = there.facts.references();
    boolean isGenerator = false;
    Type common = null;
    if (rows.length > MAX_RETURNS) {
      return null;
    }
    for (int row : rows) {
      isGenerator |= references.name(row).equals(YIELD);
    }
    for (int row : rows) {
      if (references.arity(row) != 1 || isGenerator != references.name(row).equals(YIELD)) {
        continue;
      }
      Type type = types.of(there, references.argument(row, 0));
      if (isNothing(type)) {
        continue;
      }
      if (type == null || (common != null && !common.equals(type))) {
        return isGenerator ? ITERATOR : null;
      }
      common = type;
    }
    return isGenerator && common != null
        ? new Type.External(ITERATOR.name(), List.of(common))
        : common;
  }

  /** Returns the type of two values, either of which may be there; null if they differ. */
  static @Nullable Type common(@Nullable Type first, @Nullable Type second) {
    return isNothing(first)
        ? second
        : isNothing(second) || (first != null && first.equals(second)) ? first : null;
  }

  /** Tells whether a value is the one that stands for there being none. */
  static boolean isNothing(@Nullable Type type) {
    return type instanceof Type.External external && external.name().equals("None");
  }

  /** Returns what a value hands out where it is entered as a context. */
  @Nullable Type entered(@Nullable Type context) {
    if (context instanceof Type.External external) {
      return ITERATORS.contains(NameResolution.simple(external.name()))
          ? first(external)
          : external;
    }
    return handedOut(context, ENTER);
  }

  /** Returns what a loop over a value runs over. */
  @Nullable Type element(@Nullable Type container) {
    if (container instanceof Type.Instance instance && instance.arguments().isEmpty()) {
      Type iterator = handedOut(container, ITERATE);
      return iterator instanceof Type.External ? first(iterator) : handedOut(iterator, NEXT);
    }
    if (container instanceof Type.External external && external.name().isEmpty()) {
      return null;
    }
    return container == null ? null : first(container);
  }

  /**
   * Returns the types that may come out of a call of which nothing is known: those that went in.
   */
  List<Type> withArguments(FileContext at, int row, List<Type> ofOwner) {
    List<Type> all = new ArrayList<>(ofOwner);
    ReferenceTable references = at.facts.references();
    for (int i = 0; i < references.arity(row) && all.size() < MAX_RETURNS; i++) {
      Type argument = types.of(at, references.argument(row, i));
      if (argument instanceof Type.Instance) {
        all.add(argument);
      } else if (argument instanceof Type.Meta meta) {
        all.add(new Type.Instance(meta.symbol(), List.of()));
      }
    }
    return all;
  }

  private static @Nullable Type first(Type type) {
    return type.arguments().isEmpty() ? null : type.arguments().get(0);
  }

  private @Nullable Type handedOut(@Nullable Type value, List<String> methods) {
    if (!(value instanceof Type.Instance)) {
      return null;
    }
    for (String method : methods) {
      if (types.member(value, method) instanceof Binding.Symbols symbols) {
        return types.resultOn(value, symbols.ids()[symbols.ids().length - 1]);
      }
    }
    return null;
  }

  /**
   * Returns what a call of something outside the index returns, as far as the language's properties
   * say so.
   *
   * @param owner type of the receiver; null if there is none
   */
  @Nullable Type ofLibrary(FileContext at, int row, String name, @Nullable Type owner) {
    Map<String, String> known = at.profile.libraryResults();
    String method = at.facts.references().name(row);
    boolean isKnown = !(owner instanceof Type.External external) || !external.name().isEmpty();
    if (owner != null
        && isKnown
        && !owner.arguments().isEmpty()
        && known.containsKey("*." + method)) {
      return ofMember(owner, known.get("*." + method));
    }
    String result = known.get(name.replace('#', '.'));
    if (result == null) {
      return null;
    }
    Type argument =
        at.facts.references().arity(row) > 0
            ? types.of(at, at.facts.references().argument(row, 0))
            : null;
    return switch (result) {
      case "argument" -> argument;
      case "element" -> element(argument);
      case "instance" ->
          argument instanceof Type.Meta meta ? new Type.Instance(meta.symbol(), List.of()) : null;
      case "sequence" -> {
        Type element = element(argument);
        yield new Type.External(name, element == null ? List.of() : List.of(element));
      }
      default -> new Type.External(result, List.of());
    };
  }

  private static @Nullable Type ofMember(Type owner, @Nullable String result) {
    List<Type> arguments = owner.arguments();
    Type last = arguments.get(arguments.size() - 1);
    return "first".equals(result)
        ? new Type.External("Iterator", List.of(arguments.get(0)))
        : "last".equals(result)
            ? new Type.External("Iterator", List.of(last))
            : "self".equals(result) ? owner : last;
  }

  /** A method that is read like a field. */
  boolean isProperty(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null || !definition.kind().isCallable()) {
      return false;
    }
    int file = index.file(symbol);
    FileContext there = names.context(file);
    for (int row : there.decoratorsOf(symbol - index.fileSymbol(file) - 1)) {
      if (there.facts.references().name(row).endsWith("property")) {
        return true;
      }
    }
    return false;
  }
}
