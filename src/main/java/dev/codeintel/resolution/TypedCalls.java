package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.Import;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.resolution.OverloadChoice.Argument;
import dev.codeintel.resolution.OverloadChoice.Choice;
import dev.codeintel.resolution.OverloadChoice.FunctionShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls in languages with declared types and overloads: which methods there are, which one the
 * arguments choose, what type comes back and what types the parameters of lambdas have. Not
 * thread-safe.
 */
final class TypedCalls {
  private static final int MAX_DEPTH = 40;

  private final FactIndex index;
  private final NameResolution names;
  private final ExpressionTypes types;
  private final TypeHierarchy hierarchy;
  private final MemberTable members;
  private final Conversions conversions;
  private final OverloadChoice choice;
  private final Inference inference;
  private final FrameworkRules frameworks;
  private int depth;

  TypedCalls(
      FactIndex index,
      NameResolution names,
      ExpressionTypes types,
      TypeHierarchy hierarchy,
      FrameworkRules frameworks) {
    this.frameworks = frameworks;
    this.index = index;
    this.names = names;
    this.types = types;
    this.hierarchy = hierarchy;
    this.members = new MemberTable(index, hierarchy);
    this.conversions = new Conversions(hierarchy);
    this.choice = new OverloadChoice(index, conversions, members);
    this.inference = new Inference(hierarchy, conversions);
  }

  Conversions conversions() {
    return conversions;
  }

  // ---- calls ----------------------------------------------------------------------------------

  /**
   * Returns the methods a call without receiver can mean: those of the nearest type that has any.
   */
  private @Nullable Invocation plain(FileContext at, int row, String name) {
    int from = at.facts.references().scope(row);
    String unknown = null;
    for (int s = from; s >= 0; s = at.scope(s).parent()) {
      Type type = names.typeAround(at, s);
      if (type != null && at.profile.hasImplicitSelf()) {
        List<Member> found = withAnonymous(at, s, name, members.methods(type, name));
        if (!found.isEmpty()) {
          return chosen(at, row, found, unknown == null ? Evidence.RESOLVED : Evidence.CANDIDATE);
        }
        String above = hierarchy.unknownSupertype(hierarchy.bound(type));
        unknown = unknown == null ? above : unknown;
      }
    }
    Evidence best = unknown == null ? Evidence.RESOLVED : Evidence.CANDIDATE;
    List<Member> imported = new ArrayList<>();
    String outside = imported(at, name, imported);
    if (!imported.isEmpty()) {
      return chosen(at, row, imported, best);
    }
    if (outside != null) {
      return new Invocation(Target.external(outside), null);
    }
    return unknown == null ? null : new Invocation(Target.external(unknown + "#" + name), null);
  }

  /** Adds the methods of an anonymous class to those of what it extends. */
  private List<Member> withAnonymous(
      FileContext at, int scope, String name, List<Member> inherited) {
    if (at.scope(scope).selfType() == null) {
      return inherited;
    }
    List<Member> all = new ArrayList<>();
    for (int symbol : at.definitions(scope, name)) {
      if (index.kind(symbol).isCallable()) {
        all.add(new Member(hierarchy.signature(symbol), Map.of()));
      }
    }
    for (Member member : inherited) {
      if (all.stream().noneMatch(own -> members.hasSameParameters(own, member))) {
        all.add(member);
      }
    }
    return all;
  }

  /**
   * Collects the methods a name is statically imported for.
   *
   * @return the qualified name if it is imported from where nothing is known, or null
   */
  private @Nullable String imported(FileContext at, String name, List<Member> found) {
    String outside = null;
    for (Import taken : at.imports(0, name)) {
      outside = taken.isStatic() ? addMethods(at, taken.module(), name, found, outside) : outside;
    }
    if (!found.isEmpty() || outside != null) {
      return outside;
    }
    for (Import wildcard : at.wildcards()) {
      outside =
          wildcard.isStatic() ? addMethods(at, wildcard.module(), name, found, outside) : outside;
    }
    return outside;
  }

  private @Nullable String addMethods(
      FileContext at, String module, String name, List<Member> found, @Nullable String outside) {
    Type type =
        names.qualified(at.profile, module) instanceof Binding.Symbols symbols
            ? new Type.Instance(symbols.ids()[0], List.of())
            : hierarchy.named(module);
    if (!hierarchy.isKnown(type)) {
      return module + "#" + name;
    }
    found.addAll(preferStatic(members.methods(type, name)));
    return outside;
  }

  /**
   * Returns what a call means, or null if it is none that types can tell.
   *
   * @param owner type of the receiver; null if there is none
   */
  @Nullable Invocation of(FileContext at, int row, @Nullable Type owner) {
    String name = at.facts.references().name(row);
    if (owner == null) {
      return at.profile.separatesMethods() ? plain(at, row, name) : null;
    }
    if (owner instanceof Type.Super above) {
      List<Member> found = new ArrayList<>();
      for (Type supertype : hierarchy.supertypes(new Type.Instance(above.symbol(), List.of()))) {
        found.addAll(members.methods(supertype, name));
      }
      return found.isEmpty()
          ? missing(new Type.Instance(above.symbol(), List.of()), name)
          : chosen(at, row, found, Evidence.RESOLVED);
    }
    Type type = owner.instance();
    if (!hierarchy.isKnown(hierarchy.bound(type))) {
      return null;
    }
    List<Member> found = members.methods(type, name);
    if (found.isEmpty()) {
      return generated(at, row, type, name);
    }
    return chosen(
        at,
        row,
        owner instanceof Type.Meta && at.facts.references().role(row) == ReferenceRole.CALL
            ? preferStatic(found)
            : found,
        Evidence.RESOLVED);
  }

  /** A method that is nowhere declared may be generated for a field. */
  private @Nullable Invocation generated(FileContext at, int row, Type type, String name) {
    int field =
        type instanceof Type.Instance instance
            ? frameworks.accessed(instance.symbol(), name, at.facts.references().arity(row))
            : -1;
    if (field < 0) {
      return missing(type, name);
    }
    Type result = types.ofBinding(at, new Binding.Symbols(new int[] {field}), type);
    return new Invocation(
        Target.of(new int[] {field}, Evidence.HEURISTIC),
        new Member(Signature.giving(Types.orUnknown(result)), Map.of()));
  }

  private @Nullable Invocation missing(Type type, String name) {
    String unknown = hierarchy.unknownSupertype(hierarchy.bound(type));
    if (unknown != null) {
      return new Invocation(Target.external(unknown + "#" + name), null);
    }
    PlatformTypes.PlatformType outside = hierarchy.platformType(type);
    return outside != null
        ? new Invocation(Target.external(outside.name() + "#" + name), null)
        : null;
  }

  private static List<Member> preferStatic(List<Member> found) {
    List<Member> all = new ArrayList<>();
    for (Member member : found) {
      if (member.signature().isStatic()) {
        all.add(member);
      }
    }
    return all.isEmpty() ? found : all;
  }

  /**
   * Returns what making an instance with these arguments means; null if no constructor is declared.
   */
  @Nullable Invocation constructor(FileContext at, int row, int type, int[] constructors) {
    List<Member> found = declared(constructors);
    int arity = at.facts.references().arity(row);
    boolean takes = false;
    for (Member member : found) {
      takes |= member.signature().arity().takes(arity);
    }
    // A record has its canonical constructor beside those it declares.
    return found.isEmpty() || (!takes && index.kind(type) == SymbolKind.RECORD)
        ? null
        : chosen(at, row, found, Evidence.RESOLVED);
  }

  /** Chooses among symbols that were found by name. */
  Target among(FileContext at, int row, int[] symbols, Evidence best) {
    return target(choice.choose(declared(symbols), arguments(at, row)), best);
  }

  private List<Member> declared(int[] symbols) {
    List<Member> members = new ArrayList<>();
    for (int symbol : symbols) {
      members.add(new Member(hierarchy.signature(symbol), Map.of()));
    }
    return members;
  }

  private Invocation chosen(FileContext at, int row, List<Member> found, Evidence best) {
    boolean isReference = at.facts.references().role(row) == ReferenceRole.METHOD_REFERENCE;
    boolean isOnly = found.size() == 1;
    Choice made =
        isReference
            ? referred(at, row, found)
            : choice.choose(found, isOnly ? null : arguments(at, row));
    Target target = target(made, best);
    if (made.members().size() != 1) {
      return new Invocation(target, commonResult(made.members()));
    }
    Invocation invocation = new Invocation(target, made.members().get(0));
    bind(at, row, invocation);
    return invocation;
  }

  /** Where several methods are possible but all give the same, what comes back is still known. */
  private @Nullable Member commonResult(List<Member> all) {
    Member first = all.get(0);
    Type result = first.signature().result().substitute(first.substitution());
    for (Member each : all) {
      if (!each.signature().result().substitute(each.substitution()).equals(result)
          || !each.signature().typeParameters().isEmpty()) {
        return null;
      }
    }
    return new Member(Signature.giving(result), Map.of());
  }

  private static Target target(Choice made, Evidence best) {
    IntList symbols = new IntList();
    String external = "";
    for (Member member : made.members()) {
      if (member.signature().symbol() >= 0) {
        symbols.add(member.signature().symbol());
      } else {
        external = member.signature().external();
      }
    }
    return symbols.size() == 0
        ? Target.external(external)
        : Target.of(
            symbols.toArray(), made.evidence() == Evidence.RESOLVED ? best : made.evidence());
  }

  private @Nullable List<Argument> arguments(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int arity = references.arity(row);
    if (arity < 0) {
      return references.role(row) == ReferenceRole.CONSTANT ? List.of() : null;
    }
    List<Argument> arguments = new ArrayList<>(arity);
    for (int i = 0; i < arity; i++) {
      arguments.add(argument(at, references.argument(row, i)));
    }
    return arguments;
  }

  private Argument argument(FileContext at, int row) {
    if (row < 0) {
      return Argument.UNKNOWN;
    }
    ReferenceTable references = at.facts.references();
    return switch (references.role(row)) {
      case FUNCTION -> new Argument(Type.External.UNKNOWN, shape(at, row));
      case METHOD_REFERENCE -> new Argument(Type.External.UNKNOWN, referenceShape(at, row));
      default -> {
        Type type = types.of(at, row);
        yield type == null ? Argument.UNKNOWN : new Argument(type, null);
      }
    };
  }

  /** What the methods a reference may mean take and give. */
  private FunctionShape referenceShape(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int receiver = references.receiver(row);
    Type owner = receiver < 0 ? null : types.of(at, receiver);
    if (owner == null) {
      return new FunctionShape(Set.of(), true, true);
    }
    if (references.name(row).equals("new")) {
      return new FunctionShape(constructorArities(owner), true, true);
    }
    Type type = owner.instance();
    boolean mayBeType = owner instanceof Type.Meta || owner instanceof Type.External;
    Set<Integer> arities = new HashSet<>();
    boolean gives = false;
    for (Member member : members.methods(type, references.name(row))) {
      Signature signature = member.signature();
      if (signature.isVariadic()) {
        return new FunctionShape(Set.of(), true, true);
      }
      int own = signature.parameters().size();
      arities.add(own);
      if (mayBeType && !signature.isStatic()) {
        arities.add(own + 1);
      }
      gives |= !OverloadChoice.isVoid(signature.result());
    }
    return new FunctionShape(arities, gives || arities.isEmpty(), true);
  }

  private Set<Integer> constructorArities(Type owner) {
    Set<Integer> arities = new HashSet<>();
    if (owner.isArray()) {
      arities.add(1);
    } else if (owner instanceof Type.Meta meta) {
      for (int symbol : index.members(meta.symbol(), simpleName(meta.symbol()))) {
        arities.add(hierarchy.signature(symbol).parameters().size());
      }
      if (arities.isEmpty()) {
        arities.add(0);
      }
    }
    return arities;
  }

  private String simpleName(int type) {
    Definition definition = index.definition(type);
    return definition == null ? "" : definition.name();
  }

  private static FunctionShape shape(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    Set<Integer> arity = Set.of(at.functions().parameters(references.scope(row)).size());
    if (references.arity(row) == 0) {
      boolean returns = at.functions().returned(references.scope(row)).length > 0;
      return new FunctionShape(arity, returns, !returns);
    }
    int body = references.argument(row, 0);
    boolean isStatement =
        body >= 0
            && switch (references.role(body)) {
              case CALL, INSTANTIATION, WRITE -> true;
              default -> false;
            };
    return new FunctionShape(arity, true, isStatement || body < 0);
  }

  // ---- results --------------------------------------------------------------------------------

  private void bind(FileContext at, int row, Invocation invocation) {
    Member member = invocation.member;
    if (member == null || member.signature().typeParameters().isEmpty()) {
      return;
    }
    ReferenceTable references = at.facts.references();
    int arity = references.arity(row);
    for (int i = 0; i < arity; i++) {
      int argument = references.argument(row, i);
      if (argument >= 0 && !isFunction(references.role(argument))) {
        Type given = types.of(at, argument);
        Type wanted = passed(member, i, arity, given).substitute(member.substitution());
        inference.unify(wanted, given, member.signature().typeParameters(), invocation.bindings);
      }
    }
  }

  /** The last of the arguments of a variadic method may be the array itself. */
  private static Type passed(Member member, int position, int arity, @Nullable Type given) {
    Signature signature = member.signature();
    boolean isArray = given != null && given.isArray() && arity == signature.parameters().size();
    return signature.parameter(position, !isArray);
  }

  private static boolean isFunction(ReferenceRole role) {
    return role == ReferenceRole.FUNCTION || role == ReferenceRole.METHOD_REFERENCE;
  }

  /** Returns the type of what a call gives back, or null. */
  @Nullable Type result(FileContext at, int row, Invocation invocation) {
    int receiver = at.facts.references().receiver(row);
    Type owner = receiver < 0 ? null : types.of(at, receiver);
    Type implicit = owner == null ? null : implicitResult(owner, at.facts.references().name(row));
    Member member = invocation.member;
    if (implicit != null || member == null) {
      return implicit;
    }
    Signature signature = member.signature();
    Type result = signature.result().substitute(member.substitution());
    if (signature.typeParameters().isEmpty()) {
      return result.isUnknown() ? null : result;
    }
    bindFunctions(at, row, invocation);
    Type bound = result.substitute(invocation.bindings);
    if (bound instanceof Type.Variable variable && signature.typeParameters().contains(variable)) {
      Type least = hierarchy.bound(variable);
      return least.isUnknown() || least.equals(hierarchy.root()) ? null : least;
    }
    return bound.isUnknown() ? null : bound;
  }

  /** Returns the type of what arrays and enums give back without declaring it, or null. */
  private @Nullable Type implicitResult(Type owner, String name) {
    if (owner.isArray()) {
      return name.equals("clone") ? owner : null;
    }
    if (!(owner instanceof Type.Meta meta) || index.kind(meta.symbol()) != SymbolKind.ENUM) {
      return null;
    }
    Type constant = new Type.Instance(meta.symbol(), List.of());
    return switch (name) {
      case "valueOf" -> constant;
      case "values" -> new Type.External(TypeText.ARRAY, List.of(constant));
      default -> null;
    };
  }

  private void bindFunctions(FileContext at, int row, Invocation invocation) {
    Member member = invocation.member;
    if (invocation.knowsFunctions || member == null) {
      return;
    }
    invocation.knowsFunctions = true;
    ReferenceTable references = at.facts.references();
    int arity = references.arity(row);
    for (int i = 0; i < arity; i++) {
      int argument = references.argument(row, i);
      if (argument < 0 || !isFunction(references.role(argument))) {
        continue;
      }
      Member function = members.function(invocation.parameter(i, arity));
      if (function != null) {
        Type wanted = function.signature().result().substitute(function.substitution());
        Type given =
            references.role(argument) == ReferenceRole.FUNCTION
                ? body(at, argument)
                : referred(at, argument, function);
        inference.unify(wanted, given, member.signature().typeParameters(), invocation.bindings);
      }
    }
  }

  private @Nullable Type body(FileContext at, int function) {
    ReferenceTable references = at.facts.references();
    int[] returned = at.functions().returned(references.scope(function));
    return returned.length == 0 || returned[0] < 0 ? null : types.of(at, returned[0]);
  }

  // ---- functions ------------------------------------------------------------------------------

  /** Returns the type of a lambda's parameter from the place the lambda stands in, or null. */
  @Nullable Type parameter(FileContext at, int scope, int position) {
    int function = at.functions().row(scope);
    Member wanted = function < 0 ? null : wanted(at, function);
    if (wanted == null || position >= wanted.signature().parameters().size()) {
      return null;
    }
    Type type = wanted.signature().parameters().get(position).substitute(wanted.substitution());
    return type.isUnknown() ? null : type;
  }

  /** Returns the method a function expression stands for, by where it stands; or null. */
  private @Nullable Member wanted(FileContext at, int function) {
    ReferenceTable references = at.facts.references();
    FunctionUses.Use use = at.functions().use(function);
    if (use == null || depth > MAX_DEPTH) {
      return null;
    }
    depth++;
    try {
      return switch (use.kind()) {
        case ARGUMENT ->
            members.function(
                types
                    .targets()
                    .invocation(at, use.row())
                    .parameter(use.index(), references.arity(use.row())));
        case ENTRY ->
            references.role(use.row()) == ReferenceRole.OPERATION ? wanted(at, use.row()) : null;
        case LOCAL -> {
          LocalVariable local = at.facts.locals().get(use.index());
          yield declared(at, local.scope(), local.type());
        }
        case DEFINITION -> {
          Definition definition = at.facts.definitions().get(use.index());
          yield declared(at, definition.scope(), definition.type());
        }
        case RESULT -> wantedResult(at, use.index());
        case MEMBER, ELEMENT -> null;
      };
    } finally {
      depth--;
    }
  }

  private @Nullable Member declared(FileContext at, int scope, @Nullable String type) {
    Type declared = type == null ? null : names.resolveType(at, scope, type);
    return declared == null ? null : members.function(declared);
  }

  /** Returns what a function that is returned stands for: by what is declared, or wanted, there. */
  private @Nullable Member wantedResult(FileContext at, int scope) {
    int outer = at.functions().row(scope);
    if (outer >= 0) {
      Member wanted = wanted(at, outer);
      return wanted == null
          ? null
          : members.function(wanted.signature().result().substitute(wanted.substitution()));
    }
    int definition = at.scope(scope).definition();
    return definition < 0
        ? null
        : declared(at, scope, at.facts.definitions().get(definition).type());
  }

  /** Chooses the method a method reference names by what is wanted where it stands. */
  private Choice referred(FileContext at, int row, List<Member> found) {
    Member wanted = found.size() == 1 ? null : wanted(at, row);
    if (wanted == null) {
      return choice.choose(found, null);
    }
    List<Argument> arguments = new ArrayList<>();
    for (Type type : wanted.signature().parameters()) {
      arguments.add(new Argument(type.substitute(wanted.substitution()), null));
    }
    List<Member> all = takingAll(found, arguments.size(), true);
    List<Member> rest = takingAll(found, arguments.size() - 1, false);
    int receiver = at.facts.references().receiver(row);
    Type owner = receiver < 0 ? null : types.of(at, receiver);
    boolean isType = owner instanceof Type.Meta || owner instanceof Type.External;
    if (all.isEmpty() || (isType && onlyInstance(all) && !rest.isEmpty())) {
      return rest.isEmpty()
          ? choice.choose(found, null)
          : choice.choose(rest, arguments.subList(1, arguments.size()));
    }
    return choice.choose(all, arguments);
  }

  private static boolean onlyInstance(List<Member> all) {
    for (Member member : all) {
      if (member.signature().isStatic()) {
        return false;
      }
    }
    return true;
  }

  private static List<Member> takingAll(List<Member> found, int arguments, boolean isAny) {
    List<Member> all = new ArrayList<>();
    for (Member member : found) {
      if (arguments >= 0
          && member.signature().arity().takes(arguments)
          && (isAny || !member.signature().isStatic())) {
        all.add(member);
      }
    }
    return all;
  }

  /** Returns the type a method reference gives back where a function is wanted, or null. */
  private @Nullable Type referred(FileContext at, int row, Member wanted) {
    ReferenceTable references = at.facts.references();
    int receiver = references.receiver(row);
    Type owner = receiver < 0 ? null : types.of(at, receiver);
    if (owner == null) {
      return null;
    }
    if (references.name(row).equals("new")) {
      return owner.instance();
    }
    List<Type> parameters = wanted.signature().parameters();
    Type first = parameters.isEmpty() ? null : parameters.get(0).substitute(wanted.substitution());
    Type type = owner.instance();
    if (first != null && hierarchy.isSubtype(first, type) == TypeHierarchy.Answer.YES) {
      // Type::method of what is passed: its type arguments are known.
      type = first;
    }
    List<Member> found = members.methods(type, references.name(row));
    Member common = found.isEmpty() ? null : found.size() == 1 ? found.get(0) : commonResult(found);
    if (common == null) {
      return null;
    }
    Type result = common.signature().result().substitute(common.substitution());
    return result instanceof Type.Variable v && common.signature().typeParameters().contains(v)
        ? null
        : result;
  }

  /** Returns the type of a loop's variable over this type, or null. */
  @Nullable Type element(Type container) {
    if (container.isArray()) {
      return container.arguments().isEmpty() ? null : container.arguments().get(0);
    }
    Type iterable = hierarchy.asSuper(container, hierarchy.named("java.lang.Iterable"));
    return iterable == null || iterable.arguments().isEmpty() ? null : iterable.arguments().get(0);
  }
}
