package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions as values, in languages that infer their types: what a function takes and returns, what
 * a callback's parameters are from the place it is passed to, and what type arguments of a call
 * follow from its arguments. Not thread-safe.
 */
final class FunctionTypes {
  private static final int MAX_RESULTS = 12;
  private static final int MAX_DEPTH = 10;

  private final FactIndex index;
  private final NameResolution names;
  private final ExpressionTypes types;
  private final Map<Integer, Type.Function> signatures = new HashMap<>();
  private final Map<String, LibraryMembers> libraries = new HashMap<>();
  private int depth;

  FunctionTypes(FactIndex index, NameResolution names, ExpressionTypes types) {
    this.index = index;
    this.names = names;
    this.types = types;
  }

  /** A function that a call may mean, with what is known of its type parameters. */
  private record Callee(Type.Function function, Map<String, Type> bindings, Set<String> open) {}

  // ---- signatures ------------------------------------------------------------------------------

  /** Returns the function type of a callable; its type parameters are left in it. */
  private Type.Function signature(int symbol, Definition definition) {
    Type.Function known = signatures.get(symbol);
    if (known != null) {
      return known;
    }
    FileContext there = names.context(index.file(symbol));
    int inner = there.scopeOf(symbol - index.fileSymbol(there.file) - 1);
    List<Type> parameters = new ArrayList<>();
    boolean isVariadic = false;
    for (Parameter parameter : definition.parameters()) {
      isVariadic |= parameter.variadic();
      String text = parameter.type();
      Type type =
          text == null ? Types.UNKNOWN : Types.orUnknown(names.resolveType(there, inner, text));
      parameters.add(parameter.variadic() ? Types.sequence(type) : type);
    }
    LocalVariable self = there.local(inner, TypeText.SELF);
    Type selfType =
        self == null || self.type() == null
            ? Types.UNKNOWN
            : Types.orUnknown(names.resolveType(there, inner, self.type()));
    Type result = Types.orUnknown(resultOf(there, inner, definition));
    Type.Function signature = new Type.Function(parameters, isVariadic, selfType, result);
    // A result that was asked for while it was being found out may be known later.
    if (definition.type() != null || !result.equals(Types.UNKNOWN)) {
      signatures.put(symbol, signature);
    }
    return signature;
  }

  private @Nullable Type resultOf(FileContext there, int inner, Definition definition) {
    String declared = definition.type();
    if (declared == null) {
      return returned(there, inner);
    }
    return there.profile.selfNames().contains(declared)
        ? types.selfType(there, inner)
        : names.resolveType(there, inner, declared);
  }

  /** Returns the one type that all known results of a function's body have. */
  @Nullable Type returned(FileContext at, int scope) {
    int[] rows = at.functions().returned(scope);
    List<Type> found = new ArrayList<>();
    for (int i = 0; i < rows.length && i < MAX_RESULTS; i++) {
      Type type = types.of(at, rows[i]);
      if (type != null) {
        found.add(type);
      }
    }
    return Types.union(found);
  }

  /** Returns the function type of a symbol that is read. */
  @Nullable Type ofSymbol(int symbol, @Nullable Type owner) {
    Definition definition = index.definition(symbol);
    return definition == null
        ? null
        : Types.substitute(signature(symbol, definition), bindings(owner, index.parent(symbol)));
  }

  /** Returns what a type is when it is called; null if it is no function. */
  Type.@Nullable Function asFunction(@Nullable Type type) {
    if (type instanceof Type.Function function) {
      return function;
    }
    if (depth > MAX_DEPTH) {
      return null;
    }
    depth++;
    try {
      if (type instanceof Type.Union union) {
        for (Type alternative : union.alternatives()) {
          Type.Function found = asFunction(alternative);
          if (found != null) {
            return found;
          }
        }
      }
      if (type instanceof Type.Instance instance) {
        Type target = names.aliasTarget(instance);
        return asFunction(target != null ? target : callSignature(instance));
      }
      return null;
    } finally {
      depth--;
    }
  }

  /** An interface may say what its instances are when they are called. */
  private @Nullable Type callSignature(Type.Instance instance) {
    Definition definition = index.definition(instance.symbol());
    if (definition == null
        || definition.kind() != SymbolKind.INTERFACE
        || definition.type() == null) {
      return null;
    }
    FileContext there = names.context(index.file(instance.symbol()));
    int inner = there.scopeOf(instance.symbol() - index.fileSymbol(there.file) - 1);
    return Types.substitute(
        names.resolveType(there, inner, definition.type()),
        Types.bindings(names.typeParameters(instance.symbol()), instance.arguments()));
  }

  /** Returns what the type parameters of a type mean for a member that an owner got from it. */
  Map<String, Type> bindings(@Nullable Type owner, int declaring) {
    if (!(owner instanceof Type.Instance instance) || declaring < 0) {
      return Map.of();
    }
    Type.Instance view = names.seenAs(instance, declaring);
    return view == null
        ? Map.of()
        : Types.bindings(names.typeParameters(declaring), view.arguments());
  }

  /** Returns the type of a member of one of the language's own types, or null. */
  @Nullable Type ofLibrary(FileContext at, @Nullable Type owner, String name) {
    return libraries
        .computeIfAbsent(
            at.profile.family(), family -> new LibraryMembers(at.profile.libraryMembers()))
        .find(owner, name);
  }

  // ---- calls -----------------------------------------------------------------------------------

  /** Returns what a call gives; null if that is not known. */
  @Nullable Type resultOfCall(FileContext at, int row) {
    for (Callee callee : callees(at, row)) {
      Map<String, Type> bindings = new HashMap<>(callee.bindings);
      inferFrom(at, row, callee, bindings, true);
      return Types.substitute(Types.known(callee.function.result()), closed(callee, bindings));
    }
    return null;
  }

  /** Returns the type arguments of a new instance that follow from its arguments. */
  List<Type> inferredArguments(FileContext at, int row, int type) {
    List<String> parameters = names.typeParameters(type);
    if (parameters.isEmpty()) {
      return List.of();
    }
    Map<String, Type> bindings = new HashMap<>();
    for (Callee callee : constructors(at, row, type, List.of())) {
      inferFrom(at, row, callee, bindings, true);
      break;
    }
    List<Type> arguments = new ArrayList<>();
    for (String parameter : parameters) {
      arguments.add(bindings.getOrDefault(parameter, Types.UNKNOWN));
    }
    return arguments;
  }

  /** The type parameters nothing is known of say nothing outside their function. */
  private static Map<String, Type> closed(Callee callee, Map<String, Type> bindings) {
    Map<String, Type> closed = new HashMap<>(bindings);
    for (String name : callee.open) {
      closed.putIfAbsent(name, Types.UNKNOWN);
    }
    return closed;
  }

  /** Returns the functions a call may mean, in the order in which they are tried. */
  private List<Callee> callees(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int arity = references.arity(row);
    if (references.role(row) == ReferenceRole.INSTANTIATION) {
      Type made = types.of(at, row);
      return made instanceof Type.Instance instance
          ? constructors(at, row, instance.symbol(), explicitArguments(at, row, made))
          : List.of();
    }
    List<Callee> found = new ArrayList<>();
    int receiver = references.receiver(row);
    Type owner = receiver < 0 ? null : types.of(at, receiver);
    Binding binding = types.bindingOf(at, row);
    List<Type> explicit = explicitArguments(at, row, null);
    if (binding instanceof Binding.Symbols symbols) {
      for (int symbol : symbols.ids()) {
        Definition definition = index.definition(symbol);
        if (definition != null
            && definition.kind().isCallable()
            && Arity.of(definition).takes(arity)) {
          List<String> own = names.typeParameters(symbol);
          Map<String, Type> bindings = new HashMap<>(bindings(owner, index.parent(symbol)));
          own.forEach(bindings::remove);
          bindings.putAll(Types.bindings(own, explicit));
          Set<String> open = new HashSet<>(own);
          open.addAll(typeParametersAround(symbol, at));
          found.add(new Callee(signature(symbol, definition), bindings, open));
        }
      }
    }
    if (found.isEmpty()) {
      Type library = ofLibrary(at, owner, references.name(row));
      Type.Function function =
          asFunction(library != null ? library : types.ofBinding(at, binding, owner));
      if (function != null) {
        found.add(new Callee(function, Map.of(), variables(function)));
      }
    }
    return found;
  }

  /** The type parameters of the type around a member mean something inside that type only. */
  private List<String> typeParametersAround(int symbol, FileContext at) {
    int parent = index.parent(symbol);
    return parent < 0 || !index.kind(parent).isType() || index.file(parent) == at.file
        ? List.of()
        : names.typeParameters(parent);
  }

  private static Set<String> variables(Type.Function function) {
    Set<String> found = new HashSet<>();
    List<Type> open = new ArrayList<>(function.parameters());
    open.add(function.result());
    for (int i = 0; i < open.size() && i < 100; i++) {
      Type type = open.get(i);
      if (type instanceof Type.Variable variable) {
        found.add(variable.name());
      } else if (type instanceof Type.Function inner) {
        open.addAll(inner.parameters());
        open.add(inner.result());
      } else if (type instanceof Type.Union union) {
        open.addAll(union.alternatives());
      } else {
        open.addAll(type.arguments());
      }
    }
    return found;
  }

  private List<Callee> constructors(FileContext at, int row, int type, List<Type> arguments) {
    List<Callee> found = new ArrayList<>();
    List<String> parameters = names.typeParameters(type);
    int arity = at.facts.references().arity(row);
    for (int symbol : types.targets().constructorsOf(type)) {
      Definition definition = index.definition(symbol);
      if (definition != null && Arity.of(definition).takes(arity)) {
        int declaring = index.parent(symbol);
        Map<String, Type> bindings =
            declaring == type
                ? Types.bindings(parameters, arguments)
                : bindings(new Type.Instance(type, arguments), declaring);
        found.add(new Callee(signature(symbol, definition), bindings, new HashSet<>(parameters)));
      }
    }
    return found;
  }

  private List<Type> explicitArguments(FileContext at, int row, @Nullable Type made) {
    ReferenceTable references = at.facts.references();
    String text = references.type(row);
    if (text == null || text.indexOf('<') < 0) {
      return List.of();
    }
    return made != null ? made.arguments() : names.typeArguments(at, references.scope(row), text);
  }

  // ---- inference -------------------------------------------------------------------------------

  private void inferFrom(
      FileContext at, int row, Callee callee, Map<String, Type> bindings, boolean withFunctions) {
    if (callee.open.isEmpty()) {
      return;
    }
    ReferenceTable references = at.facts.references();
    for (int i = 0; i < references.arity(row); i++) {
      int argument = references.argument(row, i);
      Type wanted = parameterAt(callee.function, i);
      boolean isFunction = isFunction(references, argument);
      if (wanted == null || (isFunction && !withFunctions)) {
        continue;
      }
      infer(wanted, types.of(at, argument), callee.open, bindings, 0);
    }
  }

  private static boolean isFunction(ReferenceTable references, int row) {
    return row >= 0 && references.role(row) == ReferenceRole.FUNCTION;
  }

  private static @Nullable Type parameterAt(Type.Function function, int position) {
    int last = function.parameters().size() - 1;
    if (last < 0 || (position > last && !function.isVariadic())) {
      return null;
    }
    if (!function.isVariadic() || position < last) {
      return Types.known(function.parameters().get(position));
    }
    Type rest = function.parameters().get(last);
    return rest.arguments().isEmpty() ? null : Types.known(rest.arguments().get(0));
  }

  /** Finds what type parameters must stand for if a value of one type is to be of another. */
  private void infer(
      Type wanted, @Nullable Type given, Set<String> open, Map<String, Type> found, int level) {
    if (given == null || given.equals(Types.UNKNOWN) || level > MAX_DEPTH) {
      return;
    }
    if (wanted instanceof Type.Variable variable) {
      if (open.contains(variable.name())) {
        found.putIfAbsent(variable.name(), given);
      }
      return;
    }
    if (wanted instanceof Type.Union union) {
      for (Type alternative : union.alternatives()) {
        infer(alternative, given, open, found, level + 1);
      }
      return;
    }
    if (wanted instanceof Type.Instance pattern && given instanceof Type.Instance instance) {
      Type.Instance view = names.seenAs(instance, pattern.symbol());
      if (view != null) {
        inferAll(pattern.arguments(), view.arguments(), open, found, level);
        return;
      }
      Type target = names.aliasTarget(pattern);
      if (target != null) {
        infer(target, given, open, found, level + 1);
      }
      return;
    }
    if (wanted instanceof Type.External pattern && given instanceof Type.External external) {
      String name = LibraryMembers.canonical(pattern.name());
      if (name.equals(LibraryMembers.canonical(external.name()))) {
        inferAll(pattern.arguments(), external.arguments(), open, found, level);
      }
      return;
    }
    Type.Function callback = asFunction(wanted);
    Type.Function function = callback == null ? null : asFunction(given);
    if (callback != null && function != null) {
      inferAll(callback.parameters(), function.parameters(), open, found, level);
      infer(callback.result(), function.result(), open, found, level + 1);
    }
  }

  private void inferAll(
      List<Type> wanted, List<Type> given, Set<String> open, Map<String, Type> found, int level) {
    for (int i = 0; i < wanted.size() && i < given.size(); i++) {
      infer(wanted.get(i), given.get(i), open, found, level + 1);
    }
  }

  // ---- expectations ----------------------------------------------------------------------------

  /** Returns the type a parameter without a declared one gets from where its function stands. */
  @Nullable Type ofParameter(FileContext at, LocalVariable local) {
    int row = at.functions().row(local.scope());
    if (row < 0) {
      return null;
    }
    Type.Function function = expectedFunction(at, row);
    return function == null ? null : parameterAt(function, local.parameter());
  }

  private Type.@Nullable Function expectedFunction(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String text = references.type(row);
    if (text != null && references.name(row).equals("typed")) {
      return asFunction(names.resolveType(at, at.scope(references.scope(row)).parent(), text));
    }
    return asFunction(expected(at, row));
  }

  /** Returns what a function without a name is called on, if its place says so. */
  @Nullable Type expectedSelf(FileContext at, int row) {
    Type.Function function = expectedFunction(at, row);
    Type self = function == null ? null : Types.known(function.self());
    if (self != null || !at.facts.references().name(row).equals("member")) {
      return self;
    }
    FunctionUses.Use use = at.functions().use(row);
    if (use == null) {
      return null;
    }
    Type object = expected(at, use.row());
    return object != null ? object : new Type.Literal(at.file, use.row());
  }

  /** Returns the type of a function without a name. */
  Type ofFunction(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int scope = references.scope(row);
    List<Type> parameters = new ArrayList<>();
    for (LocalVariable local : at.functions().parameters(scope)) {
      parameters.add(Types.orUnknown(types.ofLocal(at, local)));
    }
    String declared = declaredResult(references, row);
    Type result = declared != null ? names.resolveType(at, scope, declared) : returned(at, scope);
    return new Type.Function(parameters, false, Types.UNKNOWN, Types.orUnknown(result));
  }

  /** What is written with a function without a name is its result, its own type or its key. */
  private static @Nullable String declaredResult(ReferenceTable references, int row) {
    return switch (references.name(row)) {
      case "typed", "member" -> null;
      default -> references.type(row);
    };
  }

  /** Returns the type that the place of an expression asks for. */
  @Nullable Type expected(FileContext at, int row) {
    FunctionUses.Use use = at.functions().use(row);
    if (use == null || depth > MAX_DEPTH) {
      return null;
    }
    depth++;
    try {
      return switch (use.kind()) {
        case ARGUMENT -> expectedArgument(at, use.row(), use.index());
        case MEMBER -> {
          Type object = expected(at, use.row());
          yield object == null ? null : types.ofMember(object, entryName(at, row));
        }
        case ENTRY -> expected(at, use.row());
        case ELEMENT -> types.element(expected(at, use.row()));
        case LOCAL -> declaredType(at, use.index());
        case DEFINITION -> declaredBy(at, use.index());
        case RESULT -> expectedResult(at, use.index());
      };
    } finally {
      depth--;
    }
  }

  static String entryName(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String key = references.type(row);
    return references.role(row) == ReferenceRole.READ || key == null ? references.name(row) : key;
  }

  private @Nullable Type declaredType(FileContext at, int local) {
    LocalVariable variable = at.facts.locals().get(local);
    return variable.type() == null
        ? null
        : names.resolveType(at, variable.scope(), variable.type());
  }

  private @Nullable Type declaredBy(FileContext at, int definition) {
    Definition declared = at.facts.definitions().get(definition);
    return declared.type() == null || declared.kind().isCallable()
        ? null
        : names.resolveType(at, declared.scope(), declared.type());
  }

  private @Nullable Type expectedResult(FileContext at, int scope) {
    int definition = at.scope(scope).definition();
    if (definition >= 0 && at.scopeOf(definition) == scope) {
      String declared = at.facts.definitions().get(definition).type();
      if (declared != null) {
        return names.resolveType(at, scope, declared);
      }
    }
    int row = at.functions().row(scope);
    if (row < 0) {
      return null;
    }
    String declared = declaredResult(at.facts.references(), row);
    if (declared != null) {
      return names.resolveType(at, scope, declared);
    }
    Type.Function function = expectedFunction(at, row);
    return function == null ? null : Types.known(function.result());
  }

  private @Nullable Type expectedArgument(FileContext at, int call, int position) {
    for (Callee callee : callees(at, call)) {
      Type wanted = parameterAt(callee.function, position);
      if (wanted == null) {
        continue;
      }
      boolean isCallback = isFunction(at.facts.references(), argument(at, call, position));
      if (isCallback && asFunction(wanted) == null) {
        continue;
      }
      Map<String, Type> bindings = new HashMap<>(callee.bindings);
      inferFrom(at, call, callee, bindings, false);
      return Types.substitute(wanted, closed(callee, bindings));
    }
    return null;
  }

  private static int argument(FileContext at, int call, int position) {
    ReferenceTable references = at.facts.references();
    return position < references.arity(call) ? references.argument(call, position) : -1;
  }
}
