package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SymbolKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which symbols calls, instantiations and method references mean, by the types of receivers and
 * arguments; where these are not known, by name alone. Not thread-safe.
 */
final class CallTargets {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_CANDIDATES = 8;

  /** A name for a function that passes another on; more would be names for such names. */
  private static final int MAX_CALLS_UNDER_WAY = 2;

  private final FactIndex index;
  private final NameResolution names;
  private final ExpressionTypes types;
  private final TypeHierarchy hierarchy;
  private final TypedCalls calls;
  private final Redefinitions redefinitions;

  /** Calls of which it is being found out what they give back, by file and row. */
  private final Set<Long> underWay = new HashSet<>();

  CallTargets(
      FactIndex index,
      NameResolution names,
      ExpressionTypes types,
      TypeHierarchy hierarchy,
      TypedCalls calls) {
    this.index = index;
    this.names = names;
    this.types = types;
    this.hierarchy = hierarchy;
    this.calls = calls;
    this.redefinitions = new Redefinitions(index, names);
  }

  /** Returns what a call or method reference means. */
  Target targetOfCall(FileContext at, int row) {
    return at.profile.hasOverloads() ? invocation(at, row).target : untyped(at, row);
  }

  /** Returns what a call means in a language with overloads, with what its types stand for. */
  Invocation invocation(FileContext at, int row) {
    Invocation known = at.invocations[row];
    if (known == null) {
      at.invocations[row] = Invocation.NONE;
      boolean isTooDeep = !types.enter();
      try {
        known = isTooDeep ? Invocation.NONE : invoked(at, row);
      } finally {
        types.leave();
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
    Type owner = receiver < 0 ? null : types.of(at, receiver);
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
        target, isCertain ? new Member(hierarchy.signature(target.symbols()[0]), Map.of()) : null);
  }

  private Invocation constructed(FileContext at, int row, int type) {
    Invocation made = calls.constructor(at, row, type, declaredConstructors(type).toArray());
    return made != null
        ? made
        : new Invocation(Target.of(new int[] {type}, Evidence.RESOLVED), null);
  }

  /** Returns the type whose constructor {@code this(…)} or {@code super(…)} calls, or -1. */
  private int constructedBy(FileContext at, int row, boolean isSuper) {
    Type self = types.selfType(at, at.facts.references().scope(row));
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
    Type owner = receiver == ReferenceTable.OPAQUE ? null : types.of(at, receiver);
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
        Binding found = argument instanceof Type.Instance ? types.member(argument, name) : null;
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
    Binding found = types.member(owner, name);
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
    boolean isSelf = types.isSelf(at, scope, name);
    boolean isSuper = at.profile.superNames().contains(name);
    if (isSelf && at.profile.instantiatesByCall()) {
      return targetOfSelfCall(at, row);
    }
    if (isSuper && at.profile.superRepeats()) {
      return targetOfRepeated(at, row);
    }
    if (name.equals(at.profile.makingMethod()) && isOnType(at, scope)) {
      Type made = types.selfType(at, scope);
      return made instanceof Type.Instance instance
          ? Target.of(new int[] {instance.symbol()}, Evidence.LIKELY)
          : Target.NONE;
    }
    if (isSelf || isSuper) {
      return targetOfConstructorCall(at, row, isSuper);
    }
    Binding found = types.callee(at, row, scope, name);
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
    Type self = types.selfType(at, scope);
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
    Type self = types.selfType(at, scope);
    Definition method = index.definition(index.enclosing(at.file, scope));
    if (!(self instanceof Type.Instance instance) || method == null) {
      return Target.NONE;
    }
    Binding found = types.member(new Type.Super(instance.symbol()), method.name());
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
    Binding found = types.member(instance, at.profile.callName());
    return found instanceof Binding.Symbols symbols
        ? choose(at, row, symbols.ids(), Evidence.RESOLVED)
        : Target.NONE;
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
    return value == definition.value() ? null : named(there, value);
  }

  private @Nullable Binding named(FileContext at, int value) {
    return value >= 0 && at.facts.references().role(value) == ReferenceRole.READ
        ? types.bindingOf(at, value)
        : null;
  }

  /** Returns the row of what a value is made of by functions that give back their argument. */
  private int passedOn(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int value = row;
    for (int i = 0; i < MAX_DEPTH && value >= 0; i++) {
      if (references.role(value) != ReferenceRole.CALL || references.arity(value) < 1) {
        return value;
      }
      if (!"argument".equals(at.profile.libraryResults().get(outside(at, value)))) {
        return value;
      }
      value = references.argument(value, 0);
    }
    return value;
  }

  /**
   * Returns the name of what a call means outside the index, or an empty one. What is called may be
   * a variable that calls of itself are assigned to, many times over.
   */
  private String outside(FileContext at, int row) {
    long call = (long) at.file << 32 | row;
    if (underWay.size() >= MAX_CALLS_UNDER_WAY || !underWay.add(call)) {
      return "";
    }
    try {
      return targetOfCall(at, row).external().replace('#', '.');
    } finally {
      underWay.remove(call);
    }
  }

  private @Nullable Binding functionIn(FileContext at, LocalVariable local) {
    // What a parameter is if it is not given says little of what it is.
    boolean isDefault = local.parameter() >= 0 && at.profile.infersFunctions();
    return isDefault || local.isElement() ? null : named(at, passedOn(at, local.value()));
  }

  private Target targetOfConstructorCall(FileContext at, int row, boolean isSuper) {
    Type self = types.selfType(at, at.facts.references().scope(row));
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
    for (String name : constructorNames(type)) {
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
    IntList found = declaredConstructors(type);
    // Where the call names the type alone, an inherited constructor is not what it names.
    if (found.size() == 0 && at.profile.isDynamic() && !at.profile.instantiatesByCall()) {
      for (String name : constructorNames(type)) {
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

  /** Returns the constructors a type declares under the first of the names that has any. */
  private IntList declaredConstructors(int type) {
    IntList found = new IntList();
    for (String name : constructorNames(type)) {
      for (int symbol : index.members(type, name)) {
        if (index.kind(symbol) == SymbolKind.CONSTRUCTOR) {
          found.add(symbol);
        }
      }
      if (found.size() > 0) {
        break;
      }
    }
    return found;
  }

  /** A constructor is called like its type, or has a name the language reserves. */
  private List<String> constructorNames(int type) {
    Definition definition = index.definition(type);
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
      Type self = types.ofName(at, row);
      int symbol =
          self instanceof Type.Super above
              ? superclass(above.symbol())
              : self == null ? -1 : ExpressionTypes.symbolOf(self);
      return symbol < 0 ? Target.NONE : Target.of(new int[] {symbol}, Evidence.RESOLVED);
    }
    Binding found =
        receiver >= 0
            ? types.member(types.of(at, receiver), references.name(row))
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
    int[] callable = index.ofKind(symbols, SymbolKind::isCallable);
    if (callable.length == 0) {
      return Target.of(new int[] {first}, best);
    }
    IntList fitting = new IntList();
    int arity = at.facts.references().arity(row);
    for (int symbol : callable) {
      if (fits(symbol, arity)) {
        fitting.add(symbol);
      }
    }
    if (fitting.size() == 0) {
      return Target.of(callable, callable.length == 1 ? best : Evidence.CANDIDATE);
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
    int[] callable = index.ofKind(symbols, SymbolKind::isCallable);
    return callable.length == 0 ? symbols : callable;
  }

  /**
   * The signatures before an implementation are no functions of their own; implementations in
   * several files are for several platforms.
   */
  private Target implementations(int[] declarations, Evidence best) {
    IntList found = new IntList();
    for (int symbol : declarations) {
      Definition definition = index.definition(symbol);
      boolean isElsewhere =
          found.size() == 0 || index.file(found.get(found.size() - 1)) != index.file(symbol);
      if (definition != null && definition.hasBody() && isElsewhere) {
        found.add(symbol);
      }
    }
    if (found.size() == 0) {
      found.add(declarations[0]);
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
    Arity declared = Arity.of(definition);
    boolean hasReceiver =
        index.profile(index.file(symbol)).isDynamic() && definition.kind() != SymbolKind.FUNCTION;
    // The receiver is a parameter of its own.
    return hasReceiver
        ? new Arity(Math.max(0, declared.least() - 1), declared.most()).takes(arity)
        : declared.takes(arity);
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
