package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions are: types of receivers and values, and what names and members stand for. Types
 * come from declarations, constructors, literals and the results of resolved calls; nothing is
 * guessed. Not thread-safe.
 */
final class ExpressionTypes {
  private static final int MAX_DEPTH = 40;
  private static final byte UNDER_WAY = 1;
  private static final byte KNOWN = 2;
  static final Set<String> INFERRED = Set.of("var", "val", "auto", "let", "const", "any");
  private final FactIndex index;
  private final NameResolution names;
  private final FunctionTypes functions;
  private final InferredTypes inferred;
  private final TypeHierarchy hierarchy;
  private final TypedCalls calls;
  private final CallTargets targets;
  private int depth;

  ExpressionTypes(FactIndex index, NameResolution names, FrameworkRules frameworks) {
    this.index = index;
    this.names = names;
    this.functions = new FunctionTypes(index, names, this);
    this.inferred = new InferredTypes(index, names, this);
    this.hierarchy = new TypeHierarchy(index, names);
    this.calls = new TypedCalls(index, names, this, hierarchy, frameworks);
    this.targets = new CallTargets(index, names, this, hierarchy, calls);
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

  /** Goes one expression deeper; false if that is too deep. Always ended by {@link #leave}. */
  boolean enter() {
    return ++depth <= MAX_DEPTH;
  }

  void leave() {
    depth--;
  }

  /** Returns what calls mean. */
  CallTargets targets() {
    return targets;
  }

  private @Nullable Type compute(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    return switch (references.role(row)) {
      case VALUE -> {
        String type = references.type(row);
        yield type == null || INFERRED.contains(type)
            ? null
            : names.resolveType(at, references.scope(row), type);
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

  private Type either(Type first, Type second) {
    if (first.isNull()) {
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
    Target target = targets.targetOfType(at, row);
    if (target.symbols().length > 0) {
      return new Type.Instance(target.symbols()[0], List.of());
    }
    return target.external().isEmpty() ? null : new Type.External(target.external(), List.of());
  }

  @Nullable Type ofName(FileContext at, int row) {
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
      return outer == null ? null : outer.instance();
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
  boolean isSelf(FileContext at, int scope, String name) {
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
        return names.selfTypes.of(at, s);
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
    Target target = targets.targetOfCall(at, row);
    if (at.profile.hasOverloads()) {
      Type result = calls.result(at, row, targets.invocation(at, row));
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

  static int symbolOf(Type type) {
    return type instanceof Type.Instance instance
        ? instance.symbol()
        : type instanceof Type.Meta meta ? meta.symbol() : -1;
  }

  /** In {@code stack := stack(3)} the function is called, the variable is not there yet. */
  @Nullable Binding callee(FileContext at, int row, int scope, String name) {
    Binding found = names.find(at, scope, name, false);
    if (found instanceof Binding.Local local && local.variable().value() == row) {
      LocalVariable first = at.assignments(local.variable()).get(0);
      if (first.startByte() < local.variable().startByte()) {
        // A parameter that is set anew.
        return new Binding.Local(first);
      }
      int outer = at.scope(local.variable().scope()).parent();
      return outer < 0 ? null : names.find(at, outer, name, false);
    }
    return found;
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
    int[] values = index.ofKind(symbols.ids(), kind -> !kind.isCallable());
    return values.length == 0 ? null : new Binding.Symbols(values);
  }
}
