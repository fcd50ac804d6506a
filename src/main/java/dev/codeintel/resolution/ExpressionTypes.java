package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions are: types of receivers and values, and which symbols a call means. Types come
 * from declarations, constructors, literals and the results of resolved calls; nothing is guessed.
 * Not thread-safe.
 */
final class ExpressionTypes {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_CANDIDATES = 8;
  private static final byte UNDER_WAY = 1;
  private static final byte KNOWN = 2;
  private static final Set<String> INFERRED = Set.of("var", "val", "auto", "let", "const", "any");
  private final FactIndex index;
  private final NameResolution names;
  private final Redefinitions redefinitions;
  private final FunctionTypes functions;
  private final InferredTypes inferred;
  private final TypeHierarchy hierarchy;
  private final TypedCalls calls;
  private int depth;

  ExpressionTypes(FactIndex index, NameResolution names, FrameworkRules frameworks) {
    this.index = index;
    this.names = names;
    this.redefinitions = new Redefinitions(index, names);
    this.functions = new FunctionTypes(index, names, this);
    this.inferred = new InferredTypes(index, names, this);
    this.hierarchy = new TypeHierarchy(index, names);
    this.calls = new TypedCalls(index, names, this, hierarchy, frameworks);
  }

  /** Returns the type of a row's expression, or null if it is not known. */
  @Nullable Type of(FileContext at, int row) {
    if (row < 0 || at.typeStates[row] == UNDER_WAY || depth > MAX_DEPTH) {
      return null;
    }
    if (at.typeStates[row] == KNOWN) {
      return at.types[row];
    }
    at.typeStates[row] = UNDER_WAY;
    depth++;
    try {
      Type type = compute(at, row);
      at.types[row] = type;
      at.typeStates[row] = KNOWN;
      return type;
    } finally {
      depth--;
      if (at.typeStates[row] == UNDER_WAY) {
        at.typeStates[row] = 0;
      }
    }
  }

  private @Nullable Type compute(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    return switch (references.role(row)) {
      case VALUE -> {
        String type = references.type(row);
        yield type == null ? null : names.resolveType(at, references.scope(row), type);
      }
      case INSTANTIATION -> {
        String type = references.type(row);
        Type made =
            type == null
                ? instantiated(at, row)
                : names.resolveType(at, references.scope(row), type);
        yield withInferredArguments(at, row, made);
      }
      case READ, WRITE -> ofName(at, row);
      case CALL -> ofCall(at, row);
      case OPERATION -> ofOperation(at, row);
      case FUNCTION -> at.profile.infersFunctions() ? functions.ofFunction(at, row) : null;
      default -> null;
    };
  }

  private @Nullable Type ofOperation(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    Type first = of(at, references.receiver(row));
    return switch (references.name(row)) {
      case "element", "item" -> first == null ? null : element(at, first);
      case "first" -> part(first, 0);
      case "second" -> part(first, 1);
      case "entered" -> inferred.entered(first);
      case "result2" -> result(first, 1);
      case "result3" -> result(first, 2);
      case "received" -> isChannel(first) ? element(first) : null;
      case "choice" -> choice(first, of(at, references.argument(row, 0)), at);
      case "object" -> new Type.Literal(at.file, row);
      case "array" -> ofArray(at, row);
      case "await" -> awaited(first);
      case "member" -> ofMember(first, FunctionTypes.entryName(at, row));
      case "pattern" -> ofPattern(at, row);
      default -> at.profile.hasOverloads() ? arithmetic(at, row, first) : first;
    };
  }

  private @Nullable Type arithmetic(FileContext at, int row, @Nullable Type first) {
    ReferenceTable references = at.facts.references();
    Type second = references.arity(row) == 0 ? first : of(at, references.argument(row, 0));
    if (references.name(row).equals("sum") && references.arity(row) > 0) {
      return sum(at, first, second);
    }
    return first == null || second == null ? null : calls.conversions().promoted(first, second);
  }

  private @Nullable Type choice(@Nullable Type one, @Nullable Type other, FileContext at) {
    if (at.profile.followsAssignments()) {
      return InferredTypes.common(one, other);
    }
    if (one == null || other == null) {
      return one != null ? one : other;
    }
    if (at.profile.infersFunctions()) {
      return Types.union(List.of(one, other));
    }
    return at.profile.hasOverloads() ? either(one, other) : one;
  }

  private @Nullable Type ofArray(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    List<Type> parts = new ArrayList<>();
    for (int i = 0; i < references.arity(row); i++) {
      parts.add(Types.orUnknown(of(at, references.argument(row, i))));
    }
    return new Type.External(TypeText.ARRAY, List.of(Types.orUnknown(Types.union(parts))));
  }

  private @Nullable Type awaited(@Nullable Type promise) {
    boolean isPromise =
        promise instanceof Type.External external
            && (external.name().equals("Promise") || external.name().equals("PromiseLike"));
    return isPromise ? awaited(element(promise)) : promise;
  }

  /** What a parameter's pattern takes apart is the parameter. */
  private @Nullable Type ofPattern(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String text = references.type(row);
    LocalVariable local = text == null ? null : at.local(references.scope(row), text);
    return local == null ? null : ofLocal(at, local);
  }

  private @Nullable Type part(@Nullable Type whole, int position) {
    if (whole instanceof Type.Tuple tuple) {
      return position < tuple.parts().size() ? Types.known(tuple.parts().get(position)) : null;
    }
    return element(whole);
  }

  private @Nullable Type result(@Nullable Type results, int position) {
    return results instanceof Type.Tuple ? part(results, position) : null;
  }

  private static boolean isChannel(@Nullable Type type) {
    return type instanceof Type.External external && external.name().equals(TypeText.CHANNEL);
  }

  /** Type arguments that are not written follow from what the constructor gets. */
  private @Nullable Type withInferredArguments(FileContext at, int row, @Nullable Type made) {
    return made instanceof Type.Instance instance
            && instance.arguments().isEmpty()
            && at.profile.infersFunctions()
        ? new Type.Instance(
            instance.symbol(), functions.inferredArguments(at, row, instance.symbol()))
        : made;
  }

  private static boolean isNull(Type type) {
    return type instanceof Type.External external && external.name().equals(Conversions.NULL);
  }

  private Type either(Type first, Type second) {
    if (isNull(first)) {
      return second;
    }
    Type number = calls.conversions().promoted(first, second);
    return number != null && Conversions.isPrimitive(first) && !first.equals(second)
        ? number
        : first;
  }

  private @Nullable Type sum(FileContext at, @Nullable Type first, @Nullable Type second) {
    String text = at.profile.literalTypes().get("string");
    Type string = text == null ? null : hierarchy.named(text);
    if (string != null && (string.equals(first) || string.equals(second))) {
      return string;
    }
    return first == null || second == null ? null : calls.conversions().promoted(first, second);
  }

  private @Nullable Type element(FileContext at, Type container) {
    return at.profile.platform().isEmpty() ? element(container) : calls.element(container);
  }

  private @Nullable Type instantiated(FileContext at, int row) {
    Target target = targetOfType(at, row);
    if (target.symbols().length > 0) {
      return new Type.Instance(target.symbols()[0], List.of());
    }
    return target.external().isEmpty() ? null : new Type.External(target.external(), List.of());
  }

  private @Nullable Type ofName(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String name = references.name(row);
    int scope = references.scope(row);
    int receiver = references.receiver(row);
    if (receiver == ReferenceTable.NONE) {
      if (isSelf(at, scope, name)) {
        Type self = selfType(at, scope);
        if (self != null) {
          return self;
        }
      }
      if (at.profile.superNames().contains(name)) {
        return superType(at, scope);
      }
      Binding root = names.pathRoot(at, name);
      if (root != null) {
        return ofBinding(at, root, null);
      }
      Binding found = names.find(at, scope, name, false);
      if (found instanceof Binding.Local local && at.profile.followsAssignments()) {
        return ofAssigned(at, local.variable(), row);
      }
      if (found instanceof Binding.Local local && at.profile.hasOverloads()) {
        return ofLocal(at, at.latest(local.variable(), references.startByte(row)));
      }
      if (found == null) {
        return isGlobal(at, name) ? global(at, name) : outsideType(at, scope, name);
      }
      return ofBinding(at, found, null);
    }
    if (receiver == ReferenceTable.OPAQUE) {
      return null;
    }
    if (at.profile.selfNames().contains(name)) {
      Type outer = of(at, receiver);
      return outer instanceof Type.Meta meta ? new Type.Instance(meta.symbol(), List.of()) : outer;
    }
    Type owner = of(at, receiver);
    Type outside = owner == null ? null : platformMember(at, owner, name);
    if (outside != null) {
      return outside;
    }
    // What lies outside the index stays there.
    return Types.UNKNOWN.equals(owner) && !at.profile.isDynamic()
        ? owner
        : ofMemberAt(at, owner, name);
  }

  private @Nullable Type ofMemberAt(FileContext at, @Nullable Type owner, String name) {
    Type library = functions.ofLibrary(at, owner, name);
    return library != null ? library : ofBinding(at, member(owner, name), owner);
  }

  /** In a module a name that nothing in it binds is one of the language's own. */
  private static boolean isGlobal(FileContext at, String name) {
    boolean isBuiltin = at.profile.followsAssignments() && !at.profile.implicitModules().isEmpty();
    boolean isEcma = at.profile.modules() == ModuleRule.ECMASCRIPT && !at.profile.isDynamic();
    return (isBuiltin || isEcma) && !at.profile.selfNames().contains(name);
  }

  private static Type global(FileContext at, String name) {
    List<String> implicit = at.profile.implicitModules();
    return new Type.External(implicit.isEmpty() ? name : implicit.get(0) + "." + name, List.of());
  }

  /** Returns the type of a member of a value. */
  @Nullable Type ofMember(@Nullable Type owner, String name) {
    return ofBinding(null, member(owner, name), owner);
  }

  /** Tells whether a name is the current instance, and no variable that happens to be called so. */
  private boolean isSelf(FileContext at, int scope, String name) {
    if (!at.profile.selfNames().contains(name)) {
      return false;
    }
    for (int s = scope; s >= 0; s = at.scope(s).parent()) {
      if (at.local(s, name) != null) {
        return isFirstParameter(at, s, name);
      }
    }
    return true;
  }

  private static boolean isFirstParameter(FileContext at, int scope, String name) {
    int definition = at.scope(scope).definition();
    if (definition < 0) {
      return false;
    }
    List<Parameter> parameters = at.facts.definitions().get(definition).parameters();
    return !parameters.isEmpty() && parameters.get(0).name().equals(name);
  }

  /**
   * Returns the type outside the index that a name without declaration must be, or null. A field of
   * a supertype nothing is known of would begin with a small letter, or be a constant.
   */
  private @Nullable Type outsideType(FileContext at, int scope, String name) {
    if (at.profile.platform().isEmpty()) {
      return null;
    }
    Type type = hierarchy.named(names.outsideName(at, name));
    if (hierarchy.platformType(type) != null) {
      return type;
    }
    Type self = selfType(at, scope);
    boolean mayBeField = self != null && hierarchy.unknownSupertype(self) != null;
    return mayBeField && !Character.isUpperCase(name.codePointAt(0)) ? null : type;
  }

  /**
   * Returns the type of a platform type's field or the type nested in it; the length of an array.
   */
  private @Nullable Type platformMember(FileContext at, Type owner, String name) {
    if (at.profile.platform().isEmpty()) {
      return null;
    }
    if (owner.isArray() && name.equals("length")) {
      return hierarchy.named("int");
    }
    if (owner instanceof Type.External external && hierarchy.platformType(owner) != null) {
      Type nested = hierarchy.named(external.name() + "." + name);
      return hierarchy.platformType(nested) != null ? nested : hierarchy.platformField(owner, name);
    }
    return null;
  }

  /**
   * Returns what the current instance is seen as its supertype: of an anonymous class what it
   * extends.
   */
  private @Nullable Type superType(FileContext at, int scope) {
    for (int s = scope; s >= 0; s = at.scope(s).parent()) {
      Type around = names.typeAround(at, s);
      if (around != null) {
        return at.scope(s).selfType() == null && around instanceof Type.Instance instance
            ? new Type.Super(instance.symbol())
            : around;
      }
    }
    return null;
  }

  /** Returns the type of the current instance at a place, or null outside every type. */
  @Nullable Type selfType(FileContext at, int scope) {
    for (int s = scope; s >= 0; s = at.scope(s).parent()) {
      Scope each = at.scope(s);
      if (at.profile.infersFunctions()) {
        LocalVariable declared = at.local(s, TypeText.SELF);
        if (declared != null && declared.type() != null) {
          return names.resolveType(at, s, declared.type());
        }
        if (hasOwnSelf(at, s)) {
          int row = at.functions().row(s);
          return row < 0 ? null : functions.expectedSelf(at, row);
        }
      }
      if (each.selfType() != null && each.parent() >= 0) {
        return names.resolveType(at, each.parent(), each.selfType());
      }
      if (each.definition() >= 0 && at.scopeOf(each.definition()) == s) {
        int symbol = index.symbol(at.file, each.definition());
        if (index.kind(symbol).isType()) {
          return self(symbol);
        }
        int parent = index.parent(symbol);
        if (parent >= 0 && index.kind(parent).isType()) {
          return self(parent);
        }
      }
    }
    return null;
  }

  /** A function that is no method has a {@code this} of its own, unless it is an arrow. */
  private boolean hasOwnSelf(FileContext at, int s) {
    int row = at.functions().row(s);
    if (row >= 0) {
      String kind = at.facts.references().name(row);
      return kind.equals("self") || kind.equals("member");
    }
    int definition = at.scope(s).definition();
    return definition >= 0
        && at.scopeOf(definition) == s
        && at.facts.definitions().get(definition).kind() == SymbolKind.FUNCTION;
  }

  /** Inside a type its parameters stand for themselves. */
  private Type self(int type) {
    List<Type> arguments = new ArrayList<>();
    if (index.profile(index.file(type)).infersFunctions()) {
      names.typeParameters(type).forEach(name -> arguments.add(new Type.Variable(name, type)));
    }
    return new Type.Instance(type, arguments);
  }

  /**
   * Returns the type of what a name stands for.
   *
   * @param owner what stands before the dot, if anything
   */
  @Nullable Type ofBinding(
      @Nullable FileContext at, @Nullable Binding binding, @Nullable Type owner) {
    if (binding instanceof Binding.Local local) {
      return at == null ? null : ofLocal(at, local.variable());
    }
    if (binding instanceof Binding.Value value) {
      return of(names.context(value.file()), value.row());
    }
    if (binding instanceof Binding.OneOf oneOf) {
      List<Type> all = new ArrayList<>();
      for (Binding choice : oneOf.choices()) {
        all.add(Types.orUnknown(ofBinding(at, choice, owner)));
      }
      return Types.union(all);
    }
    if (binding instanceof Binding.Module module) {
      return new Type.Module(module.module());
    }
    if (binding instanceof Binding.External external) {
      return new Type.External(external.name(), List.of());
    }
    if (binding instanceof Binding.Symbols symbols) {
      int symbol = symbols.ids()[0];
      SymbolKind kind = index.kind(symbol);
      Binding.Module module = names.moduleOf(symbol);
      if (module != null) {
        return new Type.Module(module.module());
      }
      if (kind.isType() || kind == SymbolKind.NAMESPACE) {
        return new Type.Meta(symbol);
      }
      if (index.profile(index.file(symbol)).infersFunctions()) {
        return ofInferred(symbol, kind, owner);
      }
      if (kind.isValue()) {
        return substitute(ofValue(symbol), symbol, owner);
      }
      if (isProperty(symbol)) {
        return ofResult(symbol, owner);
      }
    }
    return null;
  }

  private @Nullable Type ofInferred(int symbol, SymbolKind kind, @Nullable Type owner) {
    if (kind.isValue()) {
      return Types.substitute(ofValue(symbol), bindingsFor(owner, symbol));
    }
    Type type = kind.isCallable() ? functions.ofSymbol(symbol, owner) : null;
    return type instanceof Type.Function function && isAccessor(symbol)
        ? Types.known(function.result())
        : type;
  }

  private Map<String, Type> bindingsFor(@Nullable Type owner, int member) {
    if (owner instanceof Type.Union union) {
      for (Type alternative : union.alternatives()) {
        Map<String, Type> found = functions.bindings(alternative, index.parent(member));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return functions.bindings(owner, index.parent(member));
  }

  /** A method that is read and written like a field. */
  private boolean isAccessor(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null || definition.kind() != SymbolKind.METHOD) {
      return false;
    }
    String signature = definition.signature();
    int get = signature.indexOf("get " + definition.name());
    return get == 0 || (get > 0 && signature.charAt(get - 1) == ' ');
  }

  /** A method that is read like a field: a getter, a Python property. */
  private boolean isProperty(int symbol) {
    Definition definition = index.definition(symbol);
    return definition != null
        && index.profile(index.file(symbol)).followsAssignments()
        && inferred.isProperty(symbol);
  }

  /** A variable is what was assigned to it last or, if that is not known, as it was declared. */
  private @Nullable Type ofAssigned(FileContext at, LocalVariable variable, int row) {
    LocalVariable assigned = at.assigned(variable, row);
    Type type = assigned == null ? null : ofLocal(at, assigned);
    boolean isDeclared = variable.type() != null && !variable.isElement();
    return type == null && isDeclared ? ofLocal(at, variable) : type;
  }

  /** Returns the type of a local variable or parameter. */
  @Nullable Type ofLocal(FileContext at, LocalVariable local) {
    String declared = local.type();
    if (declared != null && !INFERRED.contains(declared)) {
      Type type = names.resolveType(at, local.scope(), declared);
      if (!local.isElement() || local.value() == ReferenceTable.NONE || at.profile.hasOverloads()) {
        return type;
      }
      return iterated(at, type);
    }
    if (local.value() == ReferenceTable.NONE
        && local.parameter() >= 0
        && at.profile.hasOverloads()) {
      return calls.parameter(at, local.scope(), local.parameter());
    }
    if (local.value() == ReferenceTable.NONE
        && local.parameter() >= 0
        && at.profile.infersFunctions()) {
      return functions.ofParameter(at, local);
    }
    Type value = of(at, local.value());
    if (local.isElement()) {
      return iterated(at, value);
    }
    // Of several results a variable that stands alone or first gets the first.
    return value instanceof Type.Tuple ? part(value, 0) : value;
  }

  private @Nullable Type iterated(FileContext at, @Nullable Type container) {
    if (at.profile.followsAssignments()) {
      return inferred.element(container);
    }
    return container == null ? null : element(at, container);
  }

  /** Returns what a loop over a value runs over. */
  @Nullable Type element(@Nullable Type container) {
    if (container instanceof Type.Instance instance) {
      Type target = depth > MAX_DEPTH ? null : names.aliasTarget(instance);
      if (target != null && !target.equals(container)) {
        return element(target);
      }
    }
    if (container instanceof Type.External map
        && map.arguments().size() == 2
        && LibraryMembers.canonical(map.name()).equals("Map")) {
      return new Type.Tuple(map.arguments());
    }
    if (container instanceof Type.Union union) {
      List<Type> all = new ArrayList<>();
      union.alternatives().forEach(each -> all.add(Types.orUnknown(element(each))));
      return Types.union(all);
    }
    if (container == null || container.arguments().isEmpty()) {
      return null;
    }
    return Types.known(container.arguments().get(container.arguments().size() - 1));
  }

  /** Returns the type of a field or variable, wherever it is defined. */
  private @Nullable Type ofValue(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null) {
      return null;
    }
    FileContext there = names.context(index.file(symbol));
    String declared = definition.type();
    if (declared != null && !INFERRED.contains(declared)) {
      return names.resolveType(there, definition.scope(), declared);
    }
    if (definition.kind() == SymbolKind.CONSTANT && definition.value() == ReferenceTable.NONE) {
      int parent = index.parent(symbol);
      return parent >= 0 && index.kind(parent) == SymbolKind.ENUM
          ? new Type.Instance(parent, List.of())
          : null;
    }
    return of(there, definition.value());
  }

  private @Nullable Type ofCall(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String name = references.name(row);
    boolean isPlain = references.receiver(row) == ReferenceTable.NONE;
    if (isPlain && at.profile.superNames().contains(name) && at.profile.instantiatesByCall()) {
      int type = index.enclosingType(at.file, references.scope(row));
      return type < 0 ? null : new Type.Super(type);
    }
    if (at.profile.infersFunctions()) {
      Type result = functions.resultOfCall(at, row);
      if (result != null) {
        return result;
      }
    }
    Target target = targetOfCall(at, row);
    if (at.profile.hasOverloads()) {
      Type result = calls.result(at, row, invocation(at, row));
      if (result != null) {
        return result;
      }
    }
    if (target.symbols().length > 0) {
      if (at.profile.infersFunctions()) {
        return null;
      }
      int symbol = target.symbols()[0];
      Type owner = isPlain ? null : of(at, references.receiver(row));
      if (index.kind(symbol).isType()) {
        return new Type.Instance(symbol, List.of());
      }
      if (target.evidence() == Evidence.CANDIDATE && target.symbols().length > 1) {
        return commonResult(target.symbols());
      }
      return resultOn(owner, symbol);
    }
    if (!target.external().isEmpty()) {
      // What comes out of code outside the index may be one of the type arguments that went in.
      Type owner = isPlain ? null : of(at, references.receiver(row));
      Type known = inferred.ofLibrary(at, row, target.external(), owner);
      if (known != null) {
        return known;
      }
      List<Type> gone = owner == null ? List.of() : owner.arguments();
      return new Type.External(
          "", at.profile.followsAssignments() ? inferred.withArguments(at, row, gone) : gone);
    }
    return null;
  }

  private @Nullable Type commonResult(int[] symbols) {
    Type first = ofResult(symbols[0], null);
    for (int symbol : symbols) {
      Type next = ofResult(symbol, null);
      if (first == null || !first.equals(next)) {
        return null;
      }
    }
    return first;
  }

  /** Returns what a callable returns that is called on a value; null if it is called on none. */
  @Nullable Type resultOn(@Nullable Type owner, int symbol) {
    Type result = ofResult(symbol, owner);
    // What returns the current instance returns the one it was called on.
    boolean isSelf =
        owner instanceof Type.Instance
            && result instanceof Type.Instance instance
            && instance.symbol() == index.parent(symbol)
            && returnsSelf(symbol);
    return isSelf ? owner : result;
  }

  private boolean returnsSelf(int symbol) {
    Definition definition = index.definition(symbol);
    return definition != null
        && (definition.type() == null
            ? index.profile(index.file(symbol)).followsAssignments() && !definition.isStatic()
            : definition.type().endsWith("Self"));
  }

  private @Nullable Type ofResult(int symbol, @Nullable Type owner) {
    Definition definition = index.definition(symbol);
    if (definition == null) {
      return null;
    }
    if (definition.kind() == SymbolKind.CONSTRUCTOR) {
      int parent = index.parent(symbol);
      return parent < 0 ? null : new Type.Instance(parent, List.of());
    }
    String declared = definition.type();
    if (declared == null) {
      return index.profile(index.file(symbol)).followsAssignments()
          ? inferred.result(symbol)
          : null;
    }
    int file = index.file(symbol);
    FileContext there = names.context(file);
    int inner = there.scopeOf(symbol - index.fileSymbol(file) - 1);
    if (there.profile.selfNames().contains(declared)
        || declared.equals("Self")
        || declared.endsWith(".Self")) {
      return selfType(there, inner);
    }
    return substitute(names.resolveType(there, inner, declared), symbol, owner);
  }

  /**
   * Replaces type parameters in a member's type by the receiver's arguments, where there are any.
   */
  private @Nullable Type substitute(@Nullable Type type, int member, @Nullable Type owner) {
    if (type == null) {
      return null;
    }
    int parent = index.parent(member);
    Type seen =
        parent < 0 || owner == null
            ? null
            : hierarchy.asSuper(owner, new Type.Instance(parent, List.of()));
    Type replaced = seen == null ? type : type.substitute(hierarchy.substitution(seen));
    boolean isOpen =
        replaced instanceof Type.Variable && !index.profile(index.file(member)).hasOverloads();
    return isOpen || replaced.isUnknown() ? null : replaced;
  }

  // ---- members
  // ------------------------------------------------------------------------------------

  /** Returns what a name after a dot stands for; null if it cannot be known. */
  @Nullable Binding member(@Nullable Type owner, String name) {
    if (owner == null) {
      return null;
    }
    if (owner instanceof Type.Union union) {
      return memberOfAny(union, name);
    }
    if (owner instanceof Type.Literal literal) {
      return memberOfLiteral(literal, name);
    }
    if (owner instanceof Type.Function) {
      return new Binding.External("Function#" + name);
    }
    if (owner instanceof Type.Tuple) {
      return new Binding.External(TypeText.ARRAY + "#" + name);
    }
    if (owner instanceof Type.Module module) {
      Binding found = names.memberOfModule(module.module(), name, false, 0);
      return found != null ? found : memberOfDefault(module.module(), name);
    }
    if (owner instanceof Type.External external) {
      return external.name().isEmpty() || external.name().equals(TypeText.ARRAY)
          ? null
          : new Binding.External(external.name() + "#" + name);
    }
    if (owner instanceof Type.Super above) {
      if (index.profile(index.file(above.symbol())).linearizesSupertypes()) {
        int[] found = names.inheritedAbove(above.symbol(), name);
        if (found.length > 0) {
          return new Binding.Symbols(found);
        }
      }
      for (Type supertype : names.supertypes(above.symbol())) {
        Binding found = member(supertype, name);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    int type = symbolOf(owner instanceof Type.Variable ? hierarchy.bound(owner) : owner);
    if (type < 0) {
      return null;
    }
    int[] found = names.inherited(type, name, false);
    if (found.length > 0) {
      return new Binding.Symbols(onSide(found, owner instanceof Type.Meta));
    }
    Binding aliased = throughAlias(type, name);
    if (aliased != null) {
      return aliased;
    }
    String external = names.externalSupertype(type);
    return external == null ? null : new Binding.External(external + "#" + name);
  }

  /** A module may be one thing that it offers, where it is asked for as a whole. */
  private @Nullable Binding memberOfDefault(int module, String name) {
    return names.memberOfModule(module, "default", false, 0) instanceof Binding.Symbols symbols
            && index.kind(symbols.ids()[0]).isType()
        ? member(new Type.Meta(symbols.ids()[0]), name)
        : null;
  }

  /** A type and its instances may have different members of one name. */
  private int[] onSide(int[] found, boolean isStatic) {
    if (found.length < 2 || !index.profile(index.file(found[0])).infersFunctions()) {
      return found;
    }
    IntList fitting = new IntList();
    for (int symbol : found) {
      Definition definition = index.definition(symbol);
      if (definition != null && definition.isStatic() == isStatic) {
        fitting.add(symbol);
      }
    }
    return fitting.size() == 0 ? found : fitting.toArray();
  }

  private @Nullable Binding memberOfAny(Type.Union union, String name) {
    List<Binding> known = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    Binding external = null;
    for (Type alternative : union.alternatives()) {
      Binding found = member(alternative, name);
      if (found instanceof Binding.Symbols symbols) {
        if (!first.contains(symbols.ids()[0])) {
          first.add(symbols.ids()[0]);
          known.add(found);
        }
      } else if (found instanceof Binding.External) {
        external = found;
      } else if (found != null) {
        known.add(found);
      }
    }
    return known.isEmpty() ? external : known.size() == 1 ? known.get(0) : new Binding.OneOf(known);
  }

  private @Nullable Binding memberOfLiteral(Type.Literal literal, String name) {
    FileContext there = names.context(literal.file());
    ReferenceTable references = there.facts.references();
    for (int i = 0; i < references.arity(literal.row()); i++) {
      int entry = references.argument(literal.row(), i);
      if (entry >= 0 && FunctionTypes.entryName(there, entry).equals(name)) {
        int definition = there.literalMember(references.startByte(entry));
        return definition >= 0
            ? new Binding.Symbols(new int[] {index.symbol(there.file, definition)})
            : new Binding.Value(there.file, entry);
      }
    }
    return null;
  }

  /** A defined type without members of its own has those of the type it is made of. */
  private @Nullable Binding throughAlias(int type, String name) {
    Definition definition = index.definition(type);
    if (definition == null || definition.kind() != SymbolKind.TYPE || definition.type() == null) {
      return null;
    }
    FileContext there = names.context(index.file(type));
    if (depth > MAX_DEPTH) {
      return null;
    }
    depth++;
    try {
      Type target = names.resolveType(there, definition.scope(), definition.type());
      boolean isItself = target instanceof Type.Instance instance && instance.symbol() == type;
      return isItself ? null : member(target, name);
    } finally {
      depth--;
    }
  }

  private static int symbolOf(Type type) {
    return type instanceof Type.Instance instance
        ? instance.symbol()
        : type instanceof Type.Meta meta ? meta.symbol() : -1;
  }

  // ---- calls
  // --------------------------------------------------------------------------------------

  /** Returns what a call or method reference means. */
  Target targetOfCall(FileContext at, int row) {
    return at.profile.hasOverloads() ? invocation(at, row).target : untyped(at, row);
  }

  /** Returns what a call means in a language with overloads, with what its types stand for. */
  Invocation invocation(FileContext at, int row) {
    Invocation known = at.invocations[row];
    if (known == null) {
      at.invocations[row] = Invocation.NONE;
      depth++;
      try {
        known = depth > MAX_DEPTH ? Invocation.NONE : invoked(at, row);
      } finally {
        depth--;
      }
      at.invocations[row] = known;
    }
    return known;
  }

  private Invocation invoked(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String name = references.name(row);
    int receiver = references.receiver(row);
    switch (references.role(row)) {
      case INSTANTIATION -> {
        Target type = targetOfType(at, row);
        return type.symbols().length > 0 && index.kind(type.symbols()[0]).isType()
            ? constructed(at, row, type.symbols()[0])
            : new Invocation(type, null);
      }
      case CONSTANT -> {
        int type = index.enclosingType(at.file, references.scope(row));
        return type < 0 ? Invocation.NONE : constructed(at, row, type);
      }
      default -> {
        // A call or a method reference.
      }
    }
    if (receiver == ReferenceTable.NONE
        && (at.profile.selfNames().contains(name) || at.profile.superNames().contains(name))) {
      int type = constructedBy(at, row, at.profile.superNames().contains(name));
      return type < 0 ? Invocation.NONE : constructed(at, row, type);
    }
    Type owner = receiver < 0 ? null : of(at, receiver);
    Invocation typed =
        owner == null && receiver != ReferenceTable.NONE ? null : calls.of(at, row, owner);
    return typed != null ? defined(typed) : wrapped(untyped(at, row));
  }

  /** What is declared in one place may be defined in another. */
  private Invocation defined(Invocation typed) {
    Target target = typed.target;
    if (target.symbols().length != 1) {
      return typed;
    }
    int[] definitions = names.inclusions.defined(target.symbols()[0]);
    return definitions[0] == target.symbols()[0]
        ? typed
        : new Invocation(
            Target.of(
                definitions, definitions.length == 1 ? target.evidence() : Evidence.CANDIDATE),
            typed.member);
  }

  private Invocation wrapped(Target target) {
    boolean isCertain =
        target.symbols().length == 1 && index.kind(target.symbols()[0]).isCallable();
    return new Invocation(
        target,
        isCertain
            ? new Member(hierarchy.signature(target.symbols()[0]), java.util.Map.of())
            : null);
  }

  private Invocation constructed(FileContext at, int row, int type) {
    List<Integer> found = new java.util.ArrayList<>();
    Definition definition = index.definition(type);
    for (String name : constructorNames(type, definition)) {
      for (int symbol : index.members(type, name)) {
        if (index.kind(symbol) == SymbolKind.CONSTRUCTOR) {
          found.add(symbol);
        }
      }
    }
    Invocation made = calls.constructor(at, row, type, found);
    return made != null
        ? made
        : new Invocation(Target.of(new int[] {type}, Evidence.RESOLVED), null);
  }

  /** Returns the type whose constructor {@code this(…)} or {@code super(…)} calls, or -1. */
  private int constructedBy(FileContext at, int row, boolean isSuper) {
    Type self = selfType(at, at.facts.references().scope(row));
    if (!(self instanceof Type.Instance instance)) {
      return -1;
    }
    if (!isSuper) {
      return instance.symbol();
    }
    for (Type supertype : names.supertypes(instance.symbol())) {
      if (supertype instanceof Type.Instance above && !hierarchy.isInterface(above)) {
        return above.symbol();
      }
    }
    return -1;
  }

  private Target untyped(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String name = references.name(row);
    int receiver = references.receiver(row);
    if (receiver == ReferenceTable.NONE) {
      return targetOfPlainCall(at, row, name);
    }
    Type owner = receiver == ReferenceTable.OPAQUE ? null : of(at, receiver);
    boolean saysNothing = at.profile.followsAssignments() && InferredTypes.isNothing(owner);
    if (owner instanceof Type.Variable || saysNothing) {
      boolean hasBounds = at.profile.hasOverloads() || at.profile.implementsOutside();
      owner = hasBounds && owner != null ? hierarchy.bound(owner) : null;
    }
    if (owner == null) {
      return byName(at, row, name, MAX_CANDIDATES);
    }
    if (owner instanceof Type.External external && external.name().isEmpty()) {
      for (Type argument : external.arguments()) {
        Binding found = argument instanceof Type.Instance ? member(argument, name) : null;
        if (found instanceof Binding.Symbols symbols) {
          return choose(at, row, symbols.ids(), Evidence.CANDIDATE);
        }
      }
      // Typed code says what comes back, only not to us: a namesake in here is not meant. Nor is it
      // likely where nothing from in here went in.
      if (at.profile.followsAssignments() && external.arguments().isEmpty()) {
        return byName(at, row, name, 0);
      }
      return at.profile.isDynamic() ? byName(at, row, name, MAX_CANDIDATES) : Target.NONE;
    }
    if (owner instanceof Type.External external && external.name().equals(TypeText.ARRAY)) {
      return Target.external(TypeText.ARRAY + "#" + name);
    }
    Binding found = member(owner, name);
    if (owner instanceof Type.Meta made
        && name.equals(at.profile.makingMethod())
        && !(found instanceof Binding.Symbols)) {
      return Target.of(new int[] {made.symbol()}, Evidence.RESOLVED);
    }
    if (found instanceof Binding.Symbols symbols) {
      return choose(at, row, symbols.ids(), Evidence.RESOLVED);
    }
    if (found instanceof Binding.OneOf oneOf) {
      return oneOf(at, row, oneOf);
    }
    if (found instanceof Binding.Value) {
      return Target.NONE;
    }
    if (found instanceof Binding.External external) {
      return Target.external(external.name());
    }
    if (found instanceof Binding.Module) {
      return Target.NONE;
    }
    // The type is known, the member is not: a subclass, a mixin or a run-time trick may have it.
    return owner instanceof Type.Instance && at.profile.isDynamic()
        ? byName(at, row, name, MAX_CANDIDATES)
        : Target.NONE;
  }

  private Target oneOf(FileContext at, int row, Binding.OneOf oneOf) {
    IntList all = new IntList();
    for (Binding choice : oneOf.choices()) {
      if (choice instanceof Binding.Symbols symbols) {
        for (int symbol : choose(at, row, symbols.ids(), Evidence.RESOLVED).symbols()) {
          if (!all.contains(symbol)) {
            all.add(symbol);
          }
        }
      }
    }
    return all.size() == 0
        ? Target.NONE
        : Target.of(all.toArray(), all.size() == 1 ? Evidence.RESOLVED : Evidence.CANDIDATE);
  }

  private Target targetOfPlainCall(FileContext at, int row, String name) {
    int scope = at.facts.references().scope(row);
    boolean isSelf = isSelf(at, scope, name);
    boolean isSuper = at.profile.superNames().contains(name);
    if (isSelf && at.profile.instantiatesByCall()) {
      return targetOfSelfCall(at, row);
    }
    if (isSuper && at.profile.superRepeats()) {
      return targetOfRepeated(at, row);
    }
    if (name.equals(at.profile.makingMethod()) && isOnType(at, scope)) {
      Type made = selfType(at, scope);
      return made instanceof Type.Instance instance
          ? Target.of(new int[] {instance.symbol()}, Evidence.LIKELY)
          : Target.NONE;
    }
    if (isSelf || isSuper) {
      return targetOfConstructorCall(at, row, isSuper);
    }
    Binding found = callee(at, row, scope, name);
    if (found instanceof Binding.Symbols symbols) {
      return choose(at, row, symbols.ids(), Evidence.RESOLVED);
    }
    if (found instanceof Binding.External external) {
      return Target.external(external.name());
    }
    if (found instanceof Binding.Module module) {
      Binding callable = names.memberOfModule(module.module(), "default", false, 0);
      return callable instanceof Binding.Symbols symbols
          ? choose(at, row, symbols.ids(), Evidence.RESOLVED)
          : Target.NONE;
    }
    if (found instanceof Binding.Local local) {
      return targetOfLocal(at, row, local.variable());
    }
    if (at.profile.hasImplicitSelf()) {
      int type = index.enclosingType(at.file, scope);
      String external = type < 0 ? null : names.externalSupertype(type);
      if (external != null) {
        return Target.external(external + "#" + name);
      }
    }
    ModuleRule rule = at.profile.modules();
    if (rule == ModuleRule.INCLUDE || rule == ModuleRule.GLOBAL) {
      return byName(at, row, name, MAX_CANDIDATES);
    }
    if (!at.profile.implicitModules().isEmpty()) {
      return Target.external(at.profile.implicitModules().get(0) + "." + name);
    }
    return Target.NONE;
  }

  /**
   * The type a class method runs on is called, and it or a subtype makes an instance; or an
   * instance calls itself.
   */
  private Target targetOfSelfCall(FileContext at, int row) {
    int scope = at.facts.references().scope(row);
    Type self = selfType(at, scope);
    if (!(self instanceof Type.Instance instance)) {
      return Target.NONE;
    }
    return isOnType(at, scope)
        ? Target.of(new int[] {instance.symbol()}, Evidence.LIKELY)
        : targetOfInstanceCall(at, row, self);
  }

  /** The method of the same name above the one around is called. */
  private Target targetOfRepeated(FileContext at, int row) {
    int scope = at.facts.references().scope(row);
    Type self = selfType(at, scope);
    Definition method = index.definition(index.enclosing(at.file, scope));
    if (!(self instanceof Type.Instance instance) || method == null) {
      return Target.NONE;
    }
    Binding found = member(new Type.Super(instance.symbol()), method.name());
    if (found instanceof Binding.Symbols symbols) {
      return choose(at, row, symbols.ids(), Evidence.RESOLVED);
    }
    return found instanceof Binding.External external
        ? Target.external(external.name())
        : Target.NONE;
  }

  private boolean isOnType(FileContext at, int scope) {
    int method = index.enclosing(at.file, scope);
    while (method >= 0 && !index.isFile(method)) {
      int parent = index.parent(method);
      Definition definition = index.definition(method);
      if (parent >= 0 && index.kind(parent).isType() && definition != null) {
        return definition.isStatic()
            || at.profile.constructorNames().lastIndexOf(definition.name()) > 0;
      }
      method = parent;
    }
    return false;
  }

  private Target targetOfInstanceCall(FileContext at, int row, @Nullable Type instance) {
    if (at.profile.callName().isEmpty() || !(instance instanceof Type.Instance)) {
      return Target.NONE;
    }
    Binding found = member(instance, at.profile.callName());
    return found instanceof Binding.Symbols symbols
        ? choose(at, row, symbols.ids(), Evidence.RESOLVED)
        : Target.NONE;
  }

  /** In {@code stack := stack(3)} the function is called, the variable is not there yet. */
  private @Nullable Binding callee(FileContext at, int row, int scope, String name) {
    Binding found = names.find(at, scope, name, false);
    if (found instanceof Binding.Local local && local.variable().value() == row) {
      int outer = at.scope(local.variable().scope()).parent();
      return outer < 0 ? null : names.find(at, outer, name, false);
    }
    return found;
  }

  /** A local variable that was set to a function, or to several in turn. */
  private Target targetOfLocal(FileContext at, int row, LocalVariable variable) {
    IntList found = new IntList();
    Target external = Target.NONE;
    for (LocalVariable each : at.assignments(variable)) {
      Binding binding = functionIn(at, each);
      if (binding instanceof Binding.Symbols symbols) {
        for (int symbol : choose(at, row, symbols.ids(), Evidence.LIKELY).symbols()) {
          if (!found.contains(symbol)) {
            found.add(symbol);
          }
        }
      } else if (binding instanceof Binding.External outside) {
        external = Target.external(outside.name());
      }
    }
    if (found.size() == 0) {
      return external;
    }
    return Target.of(found.toArray(), found.size() == 1 ? Evidence.LIKELY : Evidence.CANDIDATE);
  }

  /**
   * Returns the function that a variable holds because something outside the index passed it on, as
   * partial application does; or null.
   */
  @Nullable Binding passedOn(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null || definition.value() < 0) {
      return null;
    }
    FileContext there = names.context(index.file(symbol));
    int value = passedOn(there, definition.value());
    boolean isName =
        value >= 0
            && value != definition.value()
            && there.facts.references().role(value) == ReferenceRole.READ;
    return isName ? bindingOf(there, value) : null;
  }

  /** Returns the row of what a value is made of by functions that give back their argument. */
  private int passedOn(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int value = row;
    for (int i = 0; i < MAX_DEPTH && value >= 0; i++) {
      if (references.role(value) != ReferenceRole.CALL || references.arity(value) < 1) {
        return value;
      }
      String name = targetOfCall(at, value).external().replace('#', '.');
      if (!"argument".equals(at.profile.libraryResults().get(name))) {
        return value;
      }
      value = references.argument(value, 0);
    }
    return value;
  }

  private @Nullable Binding functionIn(FileContext at, LocalVariable local) {
    int value = passedOn(at, local.value());
    // What a parameter is if it is not given says little of what it is.
    boolean isDefault = local.parameter() >= 0 && at.profile.infersFunctions();
    boolean isName =
        value >= 0
            && !isDefault
            && !local.isElement()
            && at.facts.references().role(value) == ReferenceRole.READ;
    return isName ? bindingOf(at, value) : null;
  }

  private Target targetOfConstructorCall(FileContext at, int row, boolean isSuper) {
    Type self = selfType(at, at.facts.references().scope(row));
    if (!(self instanceof Type.Instance instance)) {
      return Target.NONE;
    }
    if (!isSuper) {
      return constructors(at, row, instance.symbol());
    }
    if (at.profile.instantiatesByCall()) {
      return Target.NONE;
    }
    List<Type> supertypes = names.supertypes(instance.symbol());
    for (Type supertype : supertypes) {
      if (supertype instanceof Type.Instance above) {
        return constructors(at, row, above.symbol());
      }
      if (supertype instanceof Type.External external) {
        return Target.external(external.name());
      }
    }
    return Target.NONE;
  }

  /** Returns the constructors of a type, or of the nearest type above it that has any. */
  int[] constructorsOf(int type) {
    for (String name : constructorNames(type, index.definition(type))) {
      int[] found = names.inherited(type, name, false);
      if (found.length > 0 && index.kind(found[0]) == SymbolKind.CONSTRUCTOR) {
        return found;
      }
    }
    return FactIndex.NONE;
  }

  /** Returns the constructor a call with these arguments runs, or the type if it declares none. */
  Target constructors(FileContext at, int row, int type) {
    if (at.profile.hasOverloads()) {
      return constructed(at, row, type).target;
    }
    IntList found = new IntList();
    Definition definition = index.definition(type);
    List<String> constructorNames = constructorNames(type, definition);
    for (String name : constructorNames) {
      for (int symbol : index.members(type, name)) {
        if (index.kind(symbol) == SymbolKind.CONSTRUCTOR) {
          found.add(symbol);
        }
      }
      if (found.size() > 0) {
        break;
      }
    }
    // Where the call names the type alone, an inherited constructor is not what it names.
    if (found.size() == 0 && at.profile.isDynamic() && !at.profile.instantiatesByCall()) {
      for (String name : constructorNames) {
        for (int symbol : names.inherited(type, name, false)) {
          if (index.kind(symbol) == SymbolKind.CONSTRUCTOR && !found.contains(symbol)) {
            found.add(symbol);
          }
        }
        if (found.size() > 0) {
          break;
        }
      }
    }
    if (found.size() == 0) {
      return Target.of(new int[] {type}, Evidence.RESOLVED);
    }
    return choose(at, row, found.toArray(), Evidence.RESOLVED);
  }

  /** A constructor is called like its type, or has a name the language reserves. */
  private List<String> constructorNames(int type, @Nullable Definition definition) {
    List<String> reserved = index.profile(index.file(type)).constructorNames();
    return reserved.isEmpty() && definition != null ? List.of(definition.name()) : reserved;
  }

  private static boolean isInstanceName(FileContext at, String name) {
    return at.profile.selfNames().contains(name) || at.profile.superNames().contains(name);
  }

  private int superclass(int type) {
    for (Type supertype : names.supertypes(type)) {
      if (supertype instanceof Type.Instance instance) {
        return instance.symbol();
      }
    }
    return -1;
  }

  /** Returns the type an instantiation names. */
  Target targetOfType(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int receiver = references.receiver(row);
    if (receiver == ReferenceTable.NONE && isInstanceName(at, references.name(row))) {
      Type self = ofName(at, row);
      int symbol =
          self instanceof Type.Super above
              ? superclass(above.symbol())
              : self == null ? -1 : symbolOf(self);
      return symbol < 0 ? Target.NONE : Target.of(new int[] {symbol}, Evidence.RESOLVED);
    }
    Binding found =
        receiver >= 0
            ? member(of(at, receiver), references.name(row))
            : names.findType(
                at, references.scope(row), TypeText.parse(references.name(row)).name());
    Binding whole =
        found instanceof Binding.Module module
            ? names.memberOfModule(module.module(), "default", false, 0)
            : found;
    if (whole instanceof Binding.Symbols symbols) {
      return Target.of(new int[] {symbols.ids()[0]}, Evidence.RESOLVED);
    }
    return whole instanceof Binding.External external
        ? Target.external(external.name())
        : Target.NONE;
  }

  /** Returns what a name that is read or written stands for. */
  @Nullable Binding bindingOf(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    String name = references.name(row);
    int receiver = references.receiver(row);
    if (receiver == ReferenceTable.NONE) {
      return callee(at, row, references.scope(row), name);
    }
    return receiver < 0 ? null : valueOf(at, member(of(at, receiver), name));
  }

  /** Where methods have names of their own, what is read is no method. */
  private @Nullable Binding valueOf(FileContext at, @Nullable Binding member) {
    if (!at.profile.isDynamic()
        || !at.profile.separatesMethods()
        || !(member instanceof Binding.Symbols symbols)) {
      return member;
    }
    IntList values = new IntList();
    for (int symbol : symbols.ids()) {
      if (!index.kind(symbol).isCallable()) {
        values.add(symbol);
      }
    }
    return values.size() == 0 ? null : new Binding.Symbols(values.toArray());
  }

  // ---- choosing
  // -----------------------------------------------------------------------------------

  private Target choose(FileContext at, int row, int[] named, Evidence best) {
    int[] symbols = names.inclusions.meant(at, named);
    if (symbols.length == 0) {
      return Target.NONE;
    }
    int first = symbols[0];
    if (at.profile.isDynamic() && at.profile.separatesMethods()) {
      symbols = callables(symbols);
    }
    if (at.profile.isDynamic()) {
      return redefinitions.choose(symbols, best);
    }
    if (symbols.length == 1) {
      return Target.of(symbols, best);
    }
    IntList callable = new IntList();
    for (int symbol : symbols) {
      if (index.kind(symbol).isCallable()) {
        callable.add(symbol);
      }
    }
    if (callable.size() == 0) {
      return Target.of(new int[] {first}, best);
    }
    IntList fitting = new IntList();
    int arity = at.facts.references().arity(row);
    for (int i = 0; i < callable.size(); i++) {
      if (fits(callable.get(i), arity)) {
        fitting.add(callable.get(i));
      }
    }
    if (fitting.size() == 0) {
      return Target.of(callable.toArray(), callable.size() == 1 ? best : Evidence.CANDIDATE);
    }
    if (fitting.size() == 1) {
      return Target.of(fitting.toArray(), best);
    }
    if (at.profile.infersFunctions()) {
      return implementations(callable, best);
    }
    if (!at.profile.hasOverloads()) {
      // Declared twice: conditional definitions, or the signatures before an implementation.
      return Target.of(fitting.toArray(), best == Evidence.RESOLVED ? best : Evidence.CANDIDATE);
    }
    return calls.among(at, row, fitting.toArray(), best);
  }

  /** Leaves out the values that have the name of a method, and says nothing if nothing is left. */
  private int[] callables(int[] symbols) {
    IntList callable = new IntList();
    for (int symbol : symbols) {
      if (index.kind(symbol).isCallable()) {
        callable.add(symbol);
      }
    }
    return callable.size() == 0 ? symbols : callable.toArray();
  }

  /**
   * The signatures before an implementation are no functions of their own; implementations in
   * several files are for several platforms.
   */
  private Target implementations(IntList declarations, Evidence best) {
    IntList found = new IntList();
    for (int i = 0; i < declarations.size(); i++) {
      Definition definition = index.definition(declarations.get(i));
      boolean isElsewhere =
          found.size() == 0
              || index.file(found.get(found.size() - 1)) != index.file(declarations.get(i));
      if (definition != null && definition.hasBody() && isElsewhere) {
        found.add(declarations.get(i));
      }
    }
    if (found.size() == 0) {
      found.add(declarations.get(0));
    }
    return Target.of(found.toArray(), found.size() == 1 ? best : Evidence.CANDIDATE);
  }

  private boolean fits(int symbol, int arity) {
    if (arity < 0 || !index.profile(index.file(symbol)).checksArity()) {
      return true;
    }
    Definition definition = index.definition(symbol);
    if (definition == null) {
      return true;
    }
    int least = 0;
    boolean isOpen = false;
    int most = 0;
    for (Parameter parameter : definition.parameters()) {
      isOpen |= parameter.variadic();
      most += parameter.variadic() ? 0 : 1;
      least += parameter.optional() || parameter.variadic() ? 0 : 1;
    }
    if (index.profile(index.file(symbol)).isDynamic() && definition.kind() != SymbolKind.FUNCTION) {
      // The receiver is a parameter of its own.
      least = Math.max(0, least - 1);
    }
    return arity >= least && (isOpen || arity <= most);
  }

  /** What is static outside every type can be used in its own file alone. */
  private boolean isPrivateElsewhere(FileContext at, int symbol) {
    Definition definition = index.definition(symbol);
    return at.profile.modules() == ModuleRule.INCLUDE
        && index.file(symbol) != at.file
        && definition != null
        && definition.isStatic()
        && definition.kind() == SymbolKind.FUNCTION;
  }

  /** Nothing is known of the receiver: the members of that name that could be meant. */
  private Target byName(FileContext at, int row, String name, int most) {
    ReferenceTable references = at.facts.references();
    boolean hasReceiver = references.receiver(row) != ReferenceTable.NONE;
    int arity = references.arity(row);
    int[] named = index.named(index.family(at.file), name);
    if (named.length == 0) {
      return Target.NONE;
    }
    if (hasReceiver && at.profile.builtinMembers().contains(name)) {
      return Target.NAME_ONLY;
    }
    IntList fitting = new IntList();
    for (int symbol : named) {
      if (index.kind(symbol).isCallable() && fits(symbol, arity)) {
        int parent = index.parent(symbol);
        boolean isMember = parent >= 0 && index.kind(parent).isType();
        if (isMember == hasReceiver && !isPrivateElsewhere(at, symbol)) {
          fitting.add(symbol);
          if (fitting.size() > most) {
            return Target.NAME_ONLY;
          }
        }
      }
    }
    if (fitting.size() == 0) {
      return Target.NONE;
    }
    boolean isSeen = at.profile.modules() != ModuleRule.INCLUDE;
    boolean isOnly = fitting.size() == 1 && !hasReceiver && isSeen;
    return Target.of(fitting.toArray(), isOnly ? Evidence.LIKELY : Evidence.CANDIDATE);
  }
}
