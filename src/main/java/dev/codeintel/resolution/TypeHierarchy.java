package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.Parameter;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.resolution.PlatformTypes.PlatformType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What types there are above a type and what their type parameters stand for, for types of the
 * index and of the platform alike. Not thread-safe.
 */
final class TypeHierarchy {
  private static final int MAX_DEPTH = 12;

  private final FactIndex index;
  private final NameResolution names;
  private final PlatformTypes platform;
  private final @Nullable LanguageProfile platformUser;
  private final Map<Object, Ancestors> ancestors = new HashMap<>();
  private final Map<Integer, Signature> signatures = new HashMap<>();
  private final Map<PlatformTypes.Method, Signature> platformSignatures = new HashMap<>();
  private final Map<String, Type> platformNames = new HashMap<>();
  private int depth;

  TypeHierarchy(FactIndex index, NameResolution names) {
    this.index = index;
    this.names = names;
    this.platformUser = index.platformUser();
    this.platform = PlatformTypes.of(platformUser == null ? "" : platformUser.platform());
  }

  /** Whether something holds, as far as can be known. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * What is above a type.
   *
   * @param unknown a type above of which nothing is known, or null
   * @param mayLeadInside whether such a type may have types of the index above it
   */
  private record Ancestors(Set<Object> heads, @Nullable String unknown, boolean mayLeadInside) {}

  // ---- single types ---------------------------------------------------------------------------

  /** Returns what makes a type that type, without its arguments. */
  static Object head(Type type) {
    return type instanceof Type.Instance instance
        ? (Object) instance.symbol()
        : type instanceof Type.External external ? external.name() : type;
  }

  @Nullable PlatformType platformType(Type type) {
    return type instanceof Type.External external && !external.name().isEmpty()
        ? platform.type(external.name())
        : null;
  }

  /** Tells whether all members and supertypes of a type can be known. */
  boolean isKnown(Type type) {
    return type instanceof Type.Instance
        || type instanceof Type.Intersection
        || type.isArray()
        || Conversions.isPrimitive(type)
        || platformType(type) != null;
  }

  boolean isInterface(Type type) {
    PlatformType outside = platformType(type);
    return outside != null
        ? outside.isInterface()
        : type instanceof Type.Instance instance
            && (index.kind(instance.symbol()) == SymbolKind.INTERFACE
                || index.kind(instance.symbol()) == SymbolKind.TRAIT
                || index.kind(instance.symbol()) == SymbolKind.ANNOTATION);
  }

  /** Returns a type's own type parameters. */
  List<Type.Variable> parameters(Type type) {
    if (type instanceof Type.Instance instance) {
      return variables(instance.symbol());
    }
    PlatformType outside = platformType(type);
    return outside == null ? List.of() : variables(outside.owner(), outside.parameters());
  }

  private List<Type.Variable> variables(int symbol) {
    List<Type.Variable> variables = new ArrayList<>();
    for (String name : names.typeParameters(symbol)) {
      variables.add(new Type.Variable(name, symbol));
    }
    return variables;
  }

  private static List<Type.Variable> variables(int owner, List<PlatformTypes.Parameter> all) {
    List<Type.Variable> variables = new ArrayList<>();
    for (PlatformTypes.Parameter parameter : all) {
      variables.add(new Type.Variable(parameter.name(), owner));
    }
    return variables;
  }

  /** Returns what a type's parameters stand for, as far as its arguments say. */
  Map<Type.Variable, Type> substitution(Type type) {
    if (type.arguments().isEmpty()) {
      return Map.of();
    }
    List<Type.Variable> parameters = parameters(type);
    Map<Type.Variable, Type> map = new HashMap<>();
    for (int i = 0; i < parameters.size() && i < type.arguments().size(); i++) {
      if (!type.arguments().get(i).isUnknown()) {
        map.put(parameters.get(i), type.arguments().get(i));
      }
    }
    return map;
  }

  /** Returns the type whose members a type parameter has: its bound, or the root of all types. */
  Type bound(Type type) {
    Type bound = type;
    for (int i = 0; i < MAX_DEPTH && bound instanceof Type.Variable variable; i++) {
      Type next =
          variable.owner() >= 0
              ? names.boundOf(variable.owner(), variable.name())
              : platformBound(variable);
      bound = next == null ? Type.External.UNKNOWN : next;
      if (next == null) {
        Type root = root();
        return root == null ? Type.External.UNKNOWN : root;
      }
    }
    return bound instanceof Type.Variable ? Type.External.UNKNOWN : bound;
  }

  private @Nullable Type platformBound(Type.Variable variable) {
    String bound = platformBounds.get(variable);
    return bound == null ? null : platform(TypeText.parse(bound), List.of(variable), 0);
  }

  private final Map<Type.Variable, String> platformBounds = new HashMap<>();

  @Nullable Type root() {
    return platformUser == null ? null : implicit(platformUser, SymbolKind.CLASS);
  }

  private @Nullable Type implicit(LanguageProfile profile, SymbolKind kind) {
    String name = profile.implicitSupertypes().get(kind.label());
    return name == null ? null : named(name);
  }

  // ---- supertypes -----------------------------------------------------------------------------

  /** Returns the direct supertypes, in terms of the type's own arguments. */
  List<Type> supertypes(Type type) {
    List<Type> declared = declaredSupertypes(type);
    Map<Type.Variable, Type> substitution = substitution(type);
    if (substitution.isEmpty()) {
      return declared;
    }
    List<Type> all = new ArrayList<>(declared.size());
    for (Type each : declared) {
      all.add(each.substitute(substitution));
    }
    return all;
  }

  private final Map<Object, List<Type>> declaredSupertypes = new HashMap<>();

  private List<Type> declaredSupertypes(Type type) {
    Object head = head(type);
    List<Type> known = declaredSupertypes.get(head);
    if (known == null) {
      known = readSupertypes(type);
      declaredSupertypes.put(head, known);
    }
    return known;
  }

  private List<Type> readSupertypes(Type type) {
    if (type instanceof Type.Intersection all) {
      return all.types();
    }
    if (type instanceof Type.Instance instance) {
      List<Type> all = new ArrayList<>(names.supertypes(instance.symbol()));
      SymbolKind kind = index.kind(instance.symbol());
      LanguageProfile profile = index.profile(index.file(instance.symbol()));
      Type implied = implicit(profile, kind);
      boolean hasClass = false;
      for (Type each : all) {
        hasClass |= !isInterface(each);
      }
      if (implied != null && (!hasClass || kind != SymbolKind.CLASS)) {
        all.add(
            implied instanceof Type.External external && kind == SymbolKind.ENUM
                ? new Type.External(external.name(), List.of(type))
                : implied);
      }
      return all;
    }
    PlatformType outside = platformType(type);
    if (outside == null) {
      Type root = type.isArray() ? root() : null;
      return root == null ? List.of() : List.of(root);
    }
    List<Type> all = new ArrayList<>();
    List<Type.Variable> scope = variables(outside.owner(), outside.parameters());
    for (String each : outside.supertypes()) {
      all.add(platform(TypeText.parse(each), scope, 0));
    }
    return all;
  }

  private Ancestors ancestors(Type type) {
    Object head = head(type);
    Ancestors known = ancestors.get(head);
    if (known != null) {
      return known;
    }
    Set<Object> heads = new HashSet<>();
    String unknown = null;
    boolean mayLeadInside = false;
    Deque<Type> open = new ArrayDeque<>(List.of(type));
    heads.add(head);
    while (!open.isEmpty()) {
      Type each = open.pop();
      if (!isKnown(each)) {
        String name = each instanceof Type.External external ? external.name() : "";
        unknown = unknown == null ? name : unknown;
        mayLeadInside |= !isElsewhere(name);
      }
      for (Type above : declaredSupertypes(each)) {
        if (heads.add(head(above))) {
          open.add(above);
        }
      }
    }
    Ancestors found = new Ancestors(heads, unknown, mayLeadInside);
    ancestors.put(head, found);
    return found;
  }

  /** Returns the name of a type above this one that nothing is known of, or null. */
  @Nullable String unknownSupertype(Type type) {
    return ancestors(type).unknown();
  }

  /** Tells whether a type is another or below it, type arguments aside. */
  Answer isSubtype(Type type, Type other) {
    Type low = bound(type);
    Type high = bound(other);
    if (low.isUnknown() || high.isUnknown()) {
      return Answer.UNKNOWN;
    }
    if (head(low).equals(head(high)) || high.equals(root())) {
      return Answer.YES;
    }
    if (!isKnown(low) && cannotExtend(low, high)) {
      return Answer.NO;
    }
    Ancestors above = ancestors(low);
    return above.heads().contains(head(high))
        ? Answer.YES
        : above.unknown() == null || (high instanceof Type.Instance && !above.mayLeadInside())
            ? Answer.NO
            : Answer.UNKNOWN;
  }

  /** What comes from elsewhere extends nothing in here, and nothing extends a final class. */
  private boolean cannotExtend(Type low, Type high) {
    PlatformType outside = platformType(high);
    return outside != null
        ? outside.isFinal()
        : high instanceof Type.Instance
            && low instanceof Type.External external
            && isElsewhere(external.name());
  }

  /** Tells whether a qualified name is of no package of the index. */
  private boolean isElsewhere(String name) {
    if (platformUser == null || name.indexOf('.') < 0) {
      return false;
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      String prefix = name.substring(0, dot);
      if (index.modules().named(platformUser.family(), prefix) != ModuleTable.UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /** Returns a type seen as one of its supertypes, with the arguments it has there; or null. */
  @Nullable Type asSuper(Type type, Type target) {
    Type low = bound(type);
    return ancestors(low).heads().contains(head(target)) ? asSuper(low, head(target), 0) : null;
  }

  private @Nullable Type asSuper(Type type, Object target, int level) {
    if (head(type).equals(target)) {
      return type;
    }
    if (level > MAX_DEPTH) {
      return null;
    }
    for (Type above : supertypes(type)) {
      if (ancestors(above).heads().contains(target)) {
        Type found = asSuper(above, target, level + 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  // ---- platform types as written --------------------------------------------------------------

  /** Returns the type of a qualified name: the index's own if it holds the platform's sources. */
  Type named(String name) {
    Type known = platformNames.get(name);
    if (known == null) {
      Binding own =
          platformUser == null || platform.type(name) == null
              ? null
              : names.qualified(platformUser, name);
      known =
          own instanceof Binding.Symbols symbols && index.kind(symbols.ids()[0]).isType()
              ? new Type.Instance(symbols.ids()[0], List.of())
              : new Type.External(name, List.of());
      platformNames.put(name, known);
    }
    return known;
  }

  private Type platform(TypeText text, List<Type.Variable> scope, int level) {
    if (text.name().isEmpty() || level > MAX_DEPTH) {
      return Type.External.UNKNOWN;
    }
    for (Type.Variable variable : scope) {
      if (variable.name().equals(text.name())) {
        return variable;
      }
    }
    List<Type> arguments = new ArrayList<>(text.arguments().size());
    for (TypeText argument : text.arguments()) {
      arguments.add(platform(argument, scope, level + 1));
    }
    Type plain = named(text.name());
    return arguments.isEmpty()
        ? plain
        : plain instanceof Type.Instance instance
            ? new Type.Instance(instance.symbol(), arguments)
            : new Type.External(text.name(), arguments);
  }

  /** Returns the type of a platform type's field, or null if it has none of that name. */
  @Nullable Type platformField(Type owner, String name) {
    Deque<Type> open = new ArrayDeque<>(List.of(owner));
    for (int i = 0; i < 200 && !open.isEmpty(); i++) {
      Type each = open.pop();
      PlatformType outside = platformType(each);
      String field = outside == null ? null : outside.fields().get(name);
      if (outside != null && field != null) {
        return platform(TypeText.parse(field), variables(outside.owner(), outside.parameters()), 0);
      }
      open.addAll(supertypes(each));
    }
    return null;
  }

  // ---- signatures -----------------------------------------------------------------------------

  /** Returns the signature of a callable of the index. */
  Signature signature(int symbol) {
    Signature known = signatures.get(symbol);
    if (known == null) {
      known = read(symbol);
      signatures.put(symbol, known);
    }
    return known;
  }

  private Signature read(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null || depth > MAX_DEPTH) {
      return new Signature(
          symbol,
          "",
          false,
          false,
          false,
          List.of(),
          List.of(),
          new Arity(0, 0),
          Type.External.UNKNOWN);
    }
    depth++;
    try {
      int file = index.file(symbol);
      FileContext there = names.context(file);
      int scope = there.scopeOf(symbol - index.fileSymbol(file) - 1);
      List<Type> parameters = new ArrayList<>();
      boolean isVariadic = false;
      for (Parameter parameter : definition.parameters()) {
        Type type =
            orUnknown(
                parameter.type() == null
                    ? null
                    : names.resolveType(there, scope, parameter.type()));
        parameters.add(
            parameter.variadic() ? new Type.External(TypeText.ARRAY, List.of(type)) : type);
        isVariadic |= parameter.variadic();
      }
      return new Signature(
          symbol,
          "",
          definition.isStatic(),
          definition.isAbstract(),
          isVariadic,
          variables(symbol),
          parameters,
          Arity.of(definition),
          result(symbol, definition, there, scope));
    } finally {
      depth--;
    }
  }

  private Type result(int symbol, Definition definition, FileContext there, int scope) {
    if (definition.kind() == SymbolKind.CONSTRUCTOR) {
      int parent = index.parent(symbol);
      return parent < 0
          ? Type.External.UNKNOWN
          : new Type.Instance(parent, List.copyOf(variables(parent)));
    }
    return orUnknown(
        definition.type() == null ? null : names.resolveType(there, scope, definition.type()));
  }

  private static Type orUnknown(@Nullable Type type) {
    return type == null ? Type.External.UNKNOWN : type;
  }

  /** Returns the signature of a platform's method. */
  Signature signature(PlatformType type, PlatformTypes.Method method) {
    Signature known = platformSignatures.get(method);
    if (known == null) {
      known = read(type, method);
      platformSignatures.put(method, known);
    }
    return known;
  }

  private Signature read(PlatformType type, PlatformTypes.Method method) {
    List<Type.Variable> own = variables(method.owner(), method.typeParameters());
    List<Type.Variable> scope = new ArrayList<>(own);
    scope.addAll(variables(type.owner(), type.parameters()));
    noteBounds(method.owner(), method.typeParameters());
    noteBounds(type.owner(), type.parameters());
    List<Type> parameters = new ArrayList<>();
    for (String parameter : method.parameters()) {
      parameters.add(platform(TypeText.parse(parameter), scope, 0));
    }
    return new Signature(
        -1,
        type.name() + "#" + method.name(),
        method.isStatic(),
        method.isAbstract(),
        method.isVariadic(),
        own,
        parameters,
        method.isVariadic()
            ? new Arity(parameters.size() - 1, Integer.MAX_VALUE)
            : new Arity(parameters.size(), parameters.size()),
        platform(TypeText.parse(method.result()), scope, 0));
  }

  private void noteBounds(int owner, List<PlatformTypes.Parameter> parameters) {
    for (PlatformTypes.Parameter parameter : parameters) {
      if (parameter.bound() != null) {
        platformBounds.put(new Type.Variable(parameter.name(), owner), parameter.bound());
      }
    }
  }
}
