package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names stand for: lexical scopes first, then members of enclosing types where the language
 * looks there, then imports, the package, wildcard imports and built-ins. Not thread-safe.
 */
final class NameResolution {
  private static final int MAX_CONTEXTS = 512;
  private static final int MAX_DEPTH = 24;
  private static final int MAX_TYPE_DEPTH = 8;
  private static final int MAX_SUPERTYPES = 100;

  private final FactIndex index;
  private final Map<Integer, List<Type>> supertypes = new HashMap<>();
  private final Set<Integer> supertypesUnderWay = new HashSet<>();
  private int importsUnderWay;
  final Inclusions inclusions;
  final SelfTypes selfTypes = new SelfTypes(this);
  private final Linearization linearization = new Linearization(this, selfTypes);
  private final Map<Integer, FileContext> contexts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, FileContext> eldest) {
          return size() > MAX_CONTEXTS;
        }
      };

  NameResolution(FactIndex index) {
    this.index = index;
    this.inclusions = new Inclusions(index);
  }

  FileContext context(int file) {
    FileContext known = contexts.get(file);
    if (known == null) {
      known = new FileContext(index, file);
      contexts.put(file, known);
    }
    return known;
  }

  // ---- names ----------------------------------------------------------------------------------

  /**
   * Returns what a name without receiver stands for.
   *
   * @param typesOnly whether a type is wanted: values of that name are passed over
   */
  @Nullable Binding find(FileContext at, int scope, String name, boolean typesOnly) {
    if (name.indexOf('\\') >= 0) {
      return ofPath(at, name.replace('\\', '.'));
    }
    for (int s = scope; s >= 0; s = at.scope(s).parent()) {
      Binding found = findInScope(at, s, scope, name, typesOnly);
      if (found != null) {
        return found;
      }
    }
    int[] siblings = only(inclusions.seenFirst(at, index.siblings(at.file, name)), typesOnly);
    if (siblings.length > 0) {
      return new Binding.Symbols(siblings);
    }
    for (Import wildcard : at.wildcards()) {
      Binding found = inWildcard(at, wildcard, name, typesOnly);
      if (found != null) {
        return found;
      }
    }
    for (String implicit : at.profile.implicitModules()) {
      int module = index.modules().named(at.profile.family(), implicit);
      if (module != ModuleTable.UNKNOWN) {
        Binding found = memberOfModule(module, name, typesOnly, 0);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Returns what a path of namespaces leads to; one that begins with a dot begins at the top. */
  private @Nullable Binding ofPath(FileContext at, String path) {
    if (path.startsWith(".")) {
      Binding found = qualified(at.profile, path.substring(1));
      return found != null ? found : new Binding.External(path.substring(1));
    }
    int dot = path.indexOf('.');
    Binding first = find(at, 0, path.substring(0, dot), false);
    if (first == null) {
      String full = join(index.modules().name(index.module(at.file)), path);
      Binding found = qualified(at.profile, full);
      return found != null ? found : new Binding.External(full);
    }
    while (dot > 0 && first != null) {
      int next = path.indexOf('.', dot + 1);
      first = memberOf(first, path.substring(dot + 1, next < 0 ? path.length() : next));
      dot = next;
    }
    return first;
  }

  private @Nullable Binding findInScope(
      FileContext at, int s, int from, String name, boolean typesOnly) {
    LocalVariable local = at.local(s, name);
    if (local != null && (!typesOnly || isTypeParameter(at, local))) {
      return new Binding.Local(local);
    }
    int type = typeOpenedBy(at, s);
    if (type >= 0 && at.profile.hasImplicitSelf()) {
      int[] found = inheritedNameable(at, type, name, typesOnly);
      if (found.length > 0) {
        return new Binding.Symbols(found);
      }
    } else if (type < 0 || s == from || typesOnly) {
      int[] found = only(definitions(at, s, name), typesOnly);
      if (found.length > 0) {
        return new Binding.Symbols(found);
      }
    }
    int extended = at.profile.hasImplicitSelf() ? typeOfMember(at, s) : -1;
    if (extended >= 0) {
      int[] found = inclusions.seenFirst(at, inheritedNameable(at, extended, name, typesOnly));
      if (found.length > 0) {
        return new Binding.Symbols(found);
      }
    }
    if (at.profile.hasImplicitSelf() && selfTypes.of(at, s) instanceof Type.Instance self) {
      int[] found = inheritedNameable(at, self.symbol(), name, typesOnly);
      if (found.length > 0) {
        return new Binding.Symbols(found);
      }
    }
    for (Import taken : at.imports(s, name)) {
      Binding found = bindingOf(at, taken);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Returns what is defined in a scope or, of a type, outside its declaration. */
  private int[] definitions(FileContext at, int s, String name) {
    int definition = at.scope(s).definition();
    boolean isOwn = definition >= 0 && at.scopeOf(definition) == s;
    if (!isOwn) {
      return at.definitions(s, name);
    }
    int symbol = index.symbol(at.file, definition);
    return index.kind(symbol) == SymbolKind.NAMESPACE && index.isContinued(symbol)
        ? inclusions.seenFirst(at, index.members(symbol, name))
        : at.definitions(s, name);
  }

  private static boolean isTypeParameter(FileContext at, LocalVariable local) {
    return local.value() == ReferenceTable.NONE
        && !local.isElement()
        && !local.name().isEmpty()
        && Character.isUpperCase(local.name().charAt(0))
        && at.scope(local.scope()).definition() >= 0;
  }

  /** Returns the type whose members are visible because of this scope, or null. */
  @Nullable Type typeAround(FileContext at, int s) {
    int type = typeOpenedBy(at, s);
    return type >= 0 ? new Type.Instance(type, List.of()) : selfTypes.of(at, s);
  }

  /**
   * Returns the type of a member that is defined outside its type, if it opens the scope; or -1.
   */
  private int typeOfMember(FileContext at, int s) {
    int definition = at.scope(s).definition();
    if (definition < 0
        || at.scopeOf(definition) != s
        || at.facts.definitions().get(definition).owner() == null) {
      return -1;
    }
    int parent = index.parent(index.symbol(at.file, definition));
    return parent >= 0 && index.kind(parent).isType() ? parent : -1;
  }

  /** Returns the type whose own scope this is, or -1. */
  private int typeOpenedBy(FileContext at, int s) {
    int definition = at.scope(s).definition();
    if (definition < 0 || at.scopeOf(definition) != s) {
      return -1;
    }
    int symbol = index.symbol(at.file, definition);
    return index.kind(symbol).isType() ? symbol : -1;
  }

  private @Nullable Binding inWildcard(
      FileContext at, Import wildcard, String name, boolean typesOnly) {
    if (wildcard.isReexport() && at.profile.modules() == ModuleRule.ECMASCRIPT) {
      return null;
    }
    int module = index.modules().imported(at.file, at.profile, at.facts.path(), wildcard.module());
    if (module != ModuleTable.UNKNOWN) {
      return memberOfModule(module, name, typesOnly, 0);
    }
    Binding type =
        at.profile.modules() == ModuleRule.INCLUDE
            ? path(at, wildcard.module())
            : qualified(at.profile, wildcard.module());
    if (type instanceof Binding.Symbols symbols) {
      int[] found = inclusions.seenFirst(at, inherited(symbols.ids()[0], name, typesOnly));
      return found.length == 0 ? null : new Binding.Symbols(found);
    }
    return null;
  }

  private int[] inheritedNameable(FileContext at, int type, String name, boolean typesOnly) {
    // Most names are looked for in many types and are in none: do not ask their supertypes.
    return at.profile.separatesMethods() && !index.mayBeMemberValue(name)
        ? FactIndex.NONE
        : nameable(at, inherited(type, name, typesOnly));
  }

  /** Leaves out what only a call can mean, where methods have names of their own. */
  private int[] nameable(FileContext at, int[] symbols) {
    // A constructor may have the name of its type, which is what is named.
    return at.profile.separatesMethods()
        ? index.ofKind(symbols, kind -> !kind.isCallable())
        : index.ofKind(symbols, kind -> kind != SymbolKind.CONSTRUCTOR);
  }

  /** Returns the module that a path begins with by a word of the language, or null. */
  @Nullable Binding pathRoot(FileContext at, String name) {
    if (at.profile.modules() != ModuleRule.RUST) {
      return null;
    }
    if (name.equals("self")) {
      return new Binding.Module(index.module(at.file));
    }
    if (!name.equals("crate") && !name.equals("super")) {
      return null;
    }
    int module = index.modules().imported(at.file, at.profile, at.facts.path(), name);
    return module == ModuleTable.UNKNOWN ? null : new Binding.Module(module);
  }

  /** Returns the module that a namespace without body stands for, or null. */
  Binding.@Nullable Module moduleOf(int namespace) {
    Definition definition = index.definition(namespace);
    if (definition == null || definition.kind() != SymbolKind.NAMESPACE || definition.hasBody()) {
      return null;
    }
    int file = index.file(namespace);
    int module =
        index
            .modules()
            .imported(
                file, index.profile(file), index.facts(file).path(), "self." + definition.name());
    return module == ModuleTable.UNKNOWN ? null : new Binding.Module(module);
  }

  private int[] members(int container, String name, boolean typesOnly) {
    return only(index.members(container, name), typesOnly);
  }

  private int[] only(int[] symbols, boolean typesOnly) {
    return typesOnly
        ? index.ofKind(symbols, kind -> kind.isType() || kind == SymbolKind.NAMESPACE)
        : symbols;
  }

  // ---- modules and imports ----------------------------------------------------------------------

  /** Returns what an imported name stands for; null if the module is known but the name is not. */
  @Nullable Binding bindingOf(FileContext at, Import taken) {
    Map<Import, Binding> known = at.importBindings();
    if (known.containsKey(taken)) {
      if (known.get(taken) == null && importsUnderWay > 0) {
        selfTypes.cut();
      }
      return known.get(taken);
    }
    known.put(taken, null);
    importsUnderWay++;
    selfTypes.turned();
    try {
      Binding binding = resolveImport(at, taken, 0);
      known.put(taken, binding);
      return binding;
    } catch (RuntimeException | Error e) {
      known.remove(taken);
      throw e;
    } finally {
      importsUnderWay--;
      selfTypes.turned();
    }
  }

  /** Returns what a path from the top of what a file sees leads to, or null. */
  @Nullable Binding path(FileContext at, String name) {
    String[] parts = name.replace("::", ".").split("\\.", -1);
    int[] found = inclusions.seenFirst(at, index.siblings(at.file, parts[0]));
    for (int i = 1; i < parts.length && found.length > 0; i++) {
      found = inclusions.seenFirst(at, inherited(found[0], parts[i], false));
    }
    return found.length == 0 ? null : new Binding.Symbols(found);
  }

  private @Nullable Binding resolveImport(FileContext at, Import taken, int depth) {
    LanguageProfile profile = at.profile;
    if (profile.modules() == ModuleRule.INCLUDE
        && (taken.member() != null || taken.alias() != null)) {
      String full = join(taken.module(), taken.isWildcard() ? null : taken.member());
      Binding found = path(at, full);
      return found != null ? found : new Binding.External(full.replace("::", "."));
    }
    int module = index.modules().imported(at.file, profile, at.facts.path(), taken.module());
    String member = taken.isWildcard() ? null : taken.member();
    if (profile.modules() == ModuleRule.DECLARED) {
      String full = join(taken.module(), member);
      Binding found = qualified(profile, full);
      return found != null ? found : new Binding.External(full);
    }
    if (member == null) {
      if (profile.modules() == ModuleRule.PYTHON && taken.alias() == null) {
        return pythonRoot(profile, taken.module(), module);
      }
      return module != ModuleTable.UNKNOWN
          ? new Binding.Module(module)
          : externalOrPath(taken.module());
    }
    if (module != ModuleTable.UNKNOWN) {
      Binding found = memberOfModule(module, member, false, depth + 1);
      if (found != null) {
        return found;
      }
      int nested =
          index.modules().imported(at.file, profile, at.facts.path(), join(taken.module(), member));
      return nested == ModuleTable.UNKNOWN ? null : new Binding.Module(nested);
    }
    int nested =
        index
            .modules()
            .imported(
                at.file,
                profile,
                at.facts.path(),
                taken.module().endsWith(".")
                    ? taken.module() + member
                    : join(taken.module(), member));
    if (nested != ModuleTable.UNKNOWN) {
      return new Binding.Module(nested);
    }
    Binding external = externalOrPath(taken.module());
    return external instanceof Binding.External e
        ? new Binding.External(join(e.name(), member))
        : null;
  }

  /** A relative import that leads nowhere is not external: it is missing, and stays unknown. */
  private static @Nullable Binding externalOrPath(String module) {
    return module.startsWith(".") ? null : new Binding.External(module.replace("::", "."));
  }

  /** {@code import a.b.c} makes {@code a} visible. */
  private @Nullable Binding pythonRoot(LanguageProfile profile, String module, int found) {
    int dot = module.indexOf('.');
    if (dot < 0) {
      return found != ModuleTable.UNKNOWN
          ? new Binding.Module(found)
          : new Binding.External(module);
    }
    int root = index.modules().named(profile.family(), module.substring(0, dot));
    return root != ModuleTable.UNKNOWN
        ? new Binding.Module(root)
        : new Binding.External(module.substring(0, dot));
  }

  private static String join(String module, @Nullable String member) {
    if (member == null) {
      return module;
    }
    return module.isEmpty() || module.endsWith(".") ? module + member : module + "." + member;
  }

  /** Returns the type or member a qualified name in declared packages stands for. */
  @Nullable Binding qualified(LanguageProfile profile, String name) {
    String dotted = name.replace("::", ".").replace('\\', '.');
    for (int dot = dotted.length(); dot >= 0; dot = dotted.lastIndexOf('.', dot - 1)) {
      int module = index.modules().named(profile.family(), dotted.substring(0, Math.max(dot, 0)));
      if (module != ModuleTable.UNKNOWN) {
        if (dot == dotted.length()) {
          return new Binding.Module(module);
        }
        String[] rest = dotted.substring(dot == 0 ? 0 : dot + 1).split("\\.", -1);
        int[] symbols = index.members(FactIndex.containerOfModule(module), rest[0]);
        for (int i = 1; i < rest.length && symbols.length > 0; i++) {
          symbols = inherited(symbols[0], rest[i], false);
        }
        if (symbols.length > 0) {
          return new Binding.Symbols(symbols);
        }
      }
      if (dot == 0) {
        break;
      }
    }
    return null;
  }

  /** Returns what a module offers under a name: its own, what it re-exports, its submodules. */
  @Nullable Binding memberOfModule(int module, String name, boolean typesOnly, int depth) {
    int[] own = members(FactIndex.containerOfModule(module), name, typesOnly);
    if (own.length > 0) {
      return new Binding.Symbols(own);
    }
    if (depth > MAX_DEPTH) {
      return null;
    }
    IntList files = index.modules().files(module);
    for (int i = 0; i < files.size(); i++) {
      FileContext offering = context(files.get(i));
      ModuleRule rule = offering.profile.modules();
      if (rule == ModuleRule.DECLARED || rule == ModuleRule.GO || rule == ModuleRule.GLOBAL) {
        break;
      }
      Binding offered = offered(offering, name, typesOnly, depth);
      if (offered != null) {
        return offered;
      }
      int nested =
          index
              .modules()
              .named(offering.profile.family(), index.modules().name(module) + "." + name);
      if (nested != ModuleTable.UNKNOWN && rule != ModuleRule.ECMASCRIPT) {
        return new Binding.Module(nested);
      }
    }
    return null;
  }

  private @Nullable Binding offered(
      FileContext offering, String name, boolean typesOnly, int depth) {
    for (String export : offering.facts.exports()) {
      int colon = export.indexOf(':');
      String own = export.substring(colon + 1);
      if (export.substring(0, colon).equals(name) && !own.equals(name)) {
        Binding found = find(offering, 0, own, typesOnly);
        if (found != null) {
          return found;
        }
      }
    }
    boolean offersImports = offering.profile.modules() != ModuleRule.ECMASCRIPT;
    for (Import taken : offering.imports(0, name)) {
      boolean isOffered =
          offersImports
              || taken.isReexport()
              || offering.facts.exports().contains(name + ":" + name);
      if (isOffered && !offering.importBindings().containsKey(taken)) {
        Binding found = resolveImport(offering, taken, depth);
        if (found != null) {
          return found;
        }
      } else if (isOffered) {
        Binding found = offering.importBindings().get(taken);
        if (found != null) {
          return found;
        }
      }
    }
    for (Import wildcard : offering.wildcards()) {
      if (offersImports || wildcard.isReexport()) {
        int module =
            index
                .modules()
                .imported(
                    offering.file, offering.profile, offering.facts.path(), wildcard.module());
        if (module != ModuleTable.UNKNOWN && module != index.module(offering.file)) {
          Binding found = memberOfModule(module, name, typesOnly, depth + 1);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  // ---- members and hierarchy -------------------------------------------------------------------

  /** Returns the supertypes a type declares, resolved; external ones too. */
  List<Type> supertypes(int type) {
    List<Type> known = supertypes.get(type);
    if (known != null) {
      return known;
    }
    if (!supertypesUnderWay.add(type)) {
      selfTypes.cut();
      return List.of();
    }
    selfTypes.turned();
    try {
      List<Type> found = new ArrayList<>();
      for (int part : index.parts(type)) {
        int file = index.file(part);
        FileContext at = context(file);
        ReferenceTable references = at.facts.references();
        for (int row : extensionRows(at)) {
          if (index.enclosing(file, references.scope(row)) == part) {
            addSupertype(found, at, row);
          }
        }
      }
      for (RowIn outside : outsideExtensions().getOrDefault(type, List.of())) {
        addSupertype(found, context(outside.file()), outside.row());
      }
      supertypes.put(type, found);
      return found;
    } finally {
      supertypesUnderWay.remove(type);
      selfTypes.turned();
    }
  }

  private void addSupertype(List<Type> found, FileContext at, int row) {
    Type supertype = supertypeAt(at, row);
    if (supertype != null && !found.contains(supertype)) {
      found.add(supertype);
    }
  }

  private record RowIn(int file, int row) {}

  private @Nullable Map<Integer, List<RowIn>> outsideExtensions;

  /** Returns by type where its supertypes are named outside its declaration. */
  private Map<Integer, List<RowIn>> outsideExtensions() {
    Map<Integer, List<RowIn>> known = outsideExtensions;
    if (known != null) {
      return known;
    }
    Map<Integer, List<RowIn>> found = new HashMap<>();
    outsideExtensions = found;
    for (int file = 0; file < index.fileCount(); file++) {
      if (index.profile(file).implementsOutside()) {
        FileContext at = context(file);
        for (int row : extensionRows(at)) {
          int type = extendedType(at, row);
          if (type >= 0) {
            found.computeIfAbsent(type, key -> new ArrayList<>()).add(new RowIn(file, row));
          }
        }
      }
    }
    return found;
  }

  /** Returns the type whose supertype is named in a row: around it, or extended there; or -1. */
  int extendedType(FileContext at, int row) {
    int scope = at.facts.references().scope(row);
    Scope extension = at.scope(scope);
    if (extension.selfType() != null && at.profile.implementsOutside() && extension.parent() >= 0) {
      return selfTypes.of(at, scope) instanceof Type.Instance self ? self.symbol() : -1;
    }
    int around = index.enclosing(at.file, scope);
    return index.kind(around).isType() && !at.profile.implementsOutside() ? around : -1;
  }

  private final Map<Integer, int[]> extensionRows = new HashMap<>();

  private int[] extensionRows(FileContext at) {
    return extensionRows.computeIfAbsent(
        at.file,
        file -> {
          IntList rows = new IntList();
          ReferenceTable references = at.facts.references();
          for (int row = 0; row < references.size(); row++) {
            ReferenceRole role = references.role(row);
            if (role == ReferenceRole.EXTENSION || role == ReferenceRole.IMPLEMENTATION) {
              rows.add(row);
            }
          }
          return rows.toArray();
        });
  }

  /** Returns the type named in an {@code extends} or {@code implements}. */
  @Nullable Type supertypeAt(FileContext at, int row) {
    ReferenceTable references = at.facts.references();
    int scope = references.scope(row);
    int definition = at.scope(scope).definition();
    // The type's own members are not in scope where its supertypes are named; its parameters are.
    Type found = resolveTypeAround(at, scope, definition, references, row);
    return found instanceof Type.Instance instance
            && instance.symbol() == index.enclosing(at.file, scope)
        ? null
        : found;
  }

  private @Nullable Type resolveTypeAround(
      FileContext at, int scope, int definition, ReferenceTable references, int row) {
    int outer =
        definition < 0 ? scope : Math.max(0, at.facts.definitions().get(definition).scope());
    int receiver = references.receiver(row);
    if (receiver >= 0) {
      Binding module = receiverBinding(at, receiver, outer);
      Binding member = module == null ? null : memberOf(module, references.name(row));
      return typeFromBinding(at, member, List.of());
    }
    Type found = resolveType(at, outer, TypeText.parse(references.name(row)), scope, 0);
    if (found == null
        && findType(at, outer, TypeText.parse(references.name(row)).name())
            instanceof Binding.Symbols mixin) {
      return new Type.Instance(mixin.ids()[0], List.of());
    }
    String type = references.type(row);
    return type != null && found instanceof Type.Instance instance && instance.arguments().isEmpty()
        ? new Type.Instance(instance.symbol(), typeArguments(at, scope, type))
        : found;
  }

  /** Resolves the dotted names before a type without asking for the types of values. */
  private @Nullable Binding receiverBinding(FileContext at, int row, int scope) {
    ReferenceTable references = at.facts.references();
    int receiver = references.receiver(row);
    if (receiver >= 0) {
      Binding outer = receiverBinding(at, receiver, scope);
      return outer == null ? null : memberOf(outer, references.name(row));
    }
    return find(at, scope, references.name(row), false);
  }

  private @Nullable Binding memberOf(Binding owner, String name) {
    if (owner instanceof Binding.Module module) {
      return memberOfModule(module.module(), name, false, 0);
    }
    if (owner instanceof Binding.External external) {
      return new Binding.External(external.name() + "." + name);
    }
    if (owner instanceof Binding.Symbols symbols && isContainer(symbols.ids()[0])) {
      int[] found = inherited(symbols.ids()[0], name, false);
      return found.length == 0 ? null : new Binding.Symbols(found);
    }
    return null;
  }

  private boolean isContainer(int symbol) {
    SymbolKind kind = index.kind(symbol);
    return kind.isType() || kind == SymbolKind.NAMESPACE;
  }

  /**
   * Returns the members of a name in a type, or in the nearest supertype that has any. With
   * overloads those of supertypes are added unless they have the same parameters.
   */
  int[] inherited(int type, String name, boolean typesOnly) {
    if (typesOnly && !index.mayBeMemberType(name)) {
      return FactIndex.NONE;
    }
    LanguageProfile profile = index.profile(index.file(type));
    if (profile.linearizesSupertypes()) {
      return inLine(linearization.of(type), name, typesOnly);
    }
    int[] own = members(type, name, typesOnly);
    boolean seesOverloads = profile.hasOverloads();
    if ((own.length > 0 && (!seesOverloads || !index.kind(own[0]).isCallable()))
        || supertypes(type).isEmpty()) {
      return own;
    }
    IntList found = new IntList();
    for (int symbol : own) {
      found.add(symbol);
    }
    IntList types = new IntList();
    types.add(type);
    int next = 0;
    for (int depth = 0; depth < MAX_DEPTH && next < types.size(); depth++) {
      for (int end = types.size(); next < end; next++) {
        for (Type supertype : supertypes(types.get(next))) {
          if (supertype instanceof Type.Instance instance && !types.contains(instance.symbol())) {
            types.add(instance.symbol());
            for (int symbol : members(instance.symbol(), name, typesOnly)) {
              if (!hasSameParameters(found, symbol)) {
                found.add(symbol);
              }
            }
            if (found.size() > 0 && !seesOverloads) {
              return found.toArray();
            }
          }
        }
      }
    }
    return found.size() == 0 ? FactIndex.NONE : found.toArray();
  }

  private int[] inLine(List<Integer> types, String name, boolean typesOnly) {
    for (int each : types) {
      int[] found = members(each, name, typesOnly);
      if (found.length > 0) {
        return found;
      }
    }
    return FactIndex.NONE;
  }

  /** Returns the members of a name that a type has from its supertypes alone. */
  int[] inheritedAbove(int type, String name) {
    List<Integer> line = linearization.of(type);
    return inLine(line.subList(1, line.size()), name, false);
  }

  private boolean hasSameParameters(IntList found, int symbol) {
    Definition definition = index.definition(symbol);
    for (int i = 0; i < found.size(); i++) {
      Definition other = index.definition(found.get(i));
      if (definition != null
          && other != null
          && definition.kind().isCallable() == other.kind().isCallable()
          && sameParameters(definition, other)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether two callables have the same parameter types, erased and by simple name. */
  static boolean sameParameters(Definition one, Definition other) {
    if (one.parameters().size() != other.parameters().size()) {
      return false;
    }
    for (int i = 0; i < one.parameters().size(); i++) {
      String a = one.parameters().get(i).type();
      String b = other.parameters().get(i).type();
      if (a == null || b == null) {
        continue;
      }
      String first = simple(TypeText.parse(a).name());
      String second = simple(TypeText.parse(b).name());
      boolean isGeneric = first.length() <= 2 || second.length() <= 2;
      if (!first.equals(second) && !isGeneric) {
        return false;
      }
    }
    return true;
  }

  static String simple(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
  }

  /**
   * Returns a value's type seen as the type that declares a member: {@code class A extends B<C>}
   * seen as {@code B} is {@code B<C>}. Null if the value is of no such type.
   */
  Type.@Nullable Instance seenAs(Type.Instance type, int declaring) {
    if (type.symbol() == declaring) {
      return type;
    }
    Set<Integer> seen = new HashSet<>(Set.of(type.symbol()));
    List<Type.Instance> open = new ArrayList<>(List.of(type));
    for (int i = 0; i < open.size() && i < MAX_SUPERTYPES; i++) {
      Type.Instance below = open.get(i);
      if (below.symbol() == declaring) {
        return below;
      }
      Map<String, Type> bindings =
          Types.bindings(typeParameters(below.symbol()), below.arguments());
      for (Type supertype : supertypes(below.symbol())) {
        if (Types.substitute(supertype, bindings) instanceof Type.Instance above
            && seen.add(above.symbol())) {
          open.add(above);
        }
      }
      if (aliasTarget(below) instanceof Type.Instance target && seen.add(target.symbol())) {
        open.add(target);
      }
    }
    return null;
  }

  /** Returns the name of an external type above a type, or null if all above it is in the index. */
  @Nullable String externalSupertype(int type) {
    if (index.profile(index.file(type)).implementsOutside()) {
      // One of many traits, or none that is written here: nobody can tell which.
      return null;
    }
    Set<Integer> seen = new HashSet<>();
    List<Integer> open = new ArrayList<>(List.of(type));
    for (int i = 0; i < open.size() && i < 200; i++) {
      for (Type supertype : supertypes(open.get(i))) {
        if (supertype instanceof Type.External external) {
          return external.name();
        }
        if (supertype instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
        }
      }
    }
    return null;
  }

  /** Tells whether {@code type} is {@code other} or below it. */
  boolean isSubtype(int type, int other) {
    Set<Integer> seen = new HashSet<>(Set.of(type));
    List<Integer> open = new ArrayList<>(List.of(type));
    for (int i = 0; i < open.size() && i < 500; i++) {
      if (open.get(i) == other) {
        return true;
      }
      for (Type supertype : supertypes(open.get(i))) {
        if (supertype instanceof Type.Instance instance && seen.add(instance.symbol())) {
          open.add(instance.symbol());
        }
      }
    }
    return false;
  }

  // ---- types as written
  // ---------------------------------------------------------------------------

  /** Returns the type a text names at a place; null if it names none that can be known. */
  @Nullable Type resolveType(FileContext at, int scope, String text) {
    return resolveType(at, scope, TypeText.parse(text), -1, 0);
  }

  /** Returns what stands between the angle brackets of a type or call as written. */
  List<Type> typeArguments(FileContext at, int scope, String text) {
    List<Type> arguments = new ArrayList<>();
    for (TypeText argument : TypeText.parse(text).arguments()) {
      arguments.add(Types.orUnknown(resolveType(at, scope, argument, -1, 0)));
    }
    return arguments;
  }

  /**
   * Resolves a type.
   *
   * @param header a scope whose type parameters are visible though its names are not, or -1
   */
  private @Nullable Type resolveType(
      FileContext at, int scope, TypeText text, int header, int depth) {
    if (text.name().isEmpty() || depth > MAX_TYPE_DEPTH) {
      return null;
    }
    List<Type> arguments = new ArrayList<>(text.arguments().size());
    for (TypeText argument : text.arguments()) {
      arguments.add(Types.orUnknown(resolveType(at, scope, argument, header, depth + 1)));
    }
    return switch (text.name()) {
      case TypeText.ARRAY -> new Type.External(TypeText.ARRAY, arguments);
      case TypeText.FUNCTION -> Types.function(text, arguments);
      case TypeText.UNION -> at.profile.hasOverloads() ? arguments.get(0) : Types.union(arguments);
      case TypeText.ALL ->
          at.profile.hasOverloads() ? new Type.Intersection(arguments) : Types.union(arguments);
      case TypeText.TUPLE -> new Type.Tuple(arguments);
      case TypeText.CHANNEL -> new Type.External(TypeText.CHANNEL, arguments);
      case TypeText.VARIADIC, TypeText.SELF -> arguments.isEmpty() ? null : arguments.get(0);
      default -> named(at, scope, text.name(), header, arguments);
    };
  }

  private @Nullable Type named(
      FileContext at, int scope, String name, int header, List<Type> arguments) {
    if (!arguments.isEmpty() && at.profile.transparentTypes().contains(simple(name))) {
      return Types.known(arguments.get(0));
    }
    LocalVariable parameter = header < 0 ? null : at.local(header, name);
    return parameter != null && isTypeParameter(at, parameter)
        ? new Type.Variable(parameter.name(), ownerOf(at, parameter))
        : orSelf(at, scope, name, typeFromBinding(at, findType(at, scope, name), arguments));
  }

  /** Where no type is called so, the name may stand for the type around. */
  private @Nullable Type orSelf(FileContext at, int scope, String name, @Nullable Type found) {
    boolean isSelf = at.profile.selfNames().contains(name) && found instanceof Type.External;
    for (int s = scope; isSelf && s >= 0; s = at.scope(s).parent()) {
      Type around = typeAround(at, s);
      if (around != null) {
        return around;
      }
    }
    return found;
  }

  /** Returns what declares a type parameter. */
  private int ownerOf(FileContext at, LocalVariable parameter) {
    return index.enclosing(at.file, parameter.scope());
  }

  /** Returns the bound of a symbol's type parameter, or null if it has none. */
  @Nullable Type boundOf(int symbol, String name) {
    int file = index.file(symbol);
    FileContext there = context(file);
    int definition = symbol - index.fileSymbol(file) - 1;
    LocalVariable parameter = definition < 0 ? null : there.local(there.scopeOf(definition), name);
    return parameter == null || parameter.type() == null
        ? null
        : resolveType(there, parameter.scope(), parameter.type());
  }

  /** Returns what a dotted type name stands for. */
  @Nullable Binding findType(FileContext at, int scope, String dotted) {
    if (at.profile.separator().equals("\\") && dotted.indexOf('.') >= 0) {
      return ofPath(at, dotted);
    }
    int dot = dotted.indexOf('.');
    String first = dot < 0 ? dotted : dotted.substring(0, dot);
    Binding binding = find(at, scope, first, true);
    if (binding == null && dot > 0) {
      binding = find(at, scope, first, false);
      if (binding == null) {
        Binding whole = qualified(at.profile, dotted);
        return whole != null ? whole : new Binding.External(outsideName(at, dotted));
      }
    }
    if (binding == null && at.profile.isDynamic()) {
      Binding value = find(at, scope, first, false);
      return value == null ? new Binding.External(dotted) : aliasedType(value);
    }
    if (binding == null) {
      return new Binding.External(outsideName(at, dotted));
    }
    while (dot > 0 && binding != null) {
      int next = dotted.indexOf('.', dot + 1);
      binding = memberOf(binding, dotted.substring(dot + 1, next < 0 ? dotted.length() : next));
      dot = next;
    }
    return binding;
  }

  /** A type may be the value of a variable; what else that may hold is not known to be a type. */
  private @Nullable Binding aliasedType(Binding value) {
    if (!(value instanceof Binding.Symbols symbols) || !begin(symbols.ids()[0])) {
      return null;
    }
    int symbol = symbols.ids()[0];
    try {
      FileContext there = context(index.file(symbol));
      ReferenceTable references = there.facts.references();
      Definition definition = index.definition(symbol);
      int row = definition == null ? -1 : definition.value();
      if (row < 0 || references.role(row) != ReferenceRole.READ) {
        return null;
      }
      Binding type = receiverBinding(there, row, references.scope(row));
      boolean isType =
          type instanceof Binding.External
              || (type instanceof Binding.Symbols found && index.kind(found.ids()[0]).isType());
      return isType ? type : null;
    } finally {
      end(symbol);
    }
  }

  private @Nullable Type typeFromBinding(
      FileContext at, @Nullable Binding binding, List<Type> arguments) {
    if (binding instanceof Binding.Module module) {
      // A module may be one type that it offers.
      Binding whole = memberOfModule(module.module(), "default", true, 0);
      return whole instanceof Binding.Symbols ? typeFromBinding(at, whole, arguments) : null;
    }
    if (binding instanceof Binding.External external) {
      return new Type.External(external.name(), arguments);
    }
    if (binding instanceof Binding.Symbols symbols) {
      int symbol = symbols.ids()[0];
      if (index.kind(symbol).isType()) {
        return aliased(symbol, arguments);
      }
      return null;
    }
    if (binding instanceof Binding.Local local) {
      LocalVariable variable = local.variable();
      return new Type.Variable(variable.name(), ownerOf(at, variable));
    }
    return null;
  }

  /** Returns the full name of a type outside the index that a file sees under a shorter one. */
  String outsideName(FileContext at, String name) {
    if (at.profile.platform().isEmpty() || Conversions.isPrimitive(name)) {
      return name;
    }
    PlatformTypes platform = PlatformTypes.of(at.profile.platform());
    for (String module : at.profile.implicitModules()) {
      if (platform.type(module + "." + name) != null) {
        return module + "." + name;
      }
    }
    for (Import wildcard : at.wildcards()) {
      if (platform.type(wildcard.module() + "." + name) != null) {
        return wildcard.module() + "." + name;
      }
    }
    String elsewhere = onlyForeignWildcard(at, platform);
    return elsewhere == null ? name : elsewhere + "." + name;
  }

  /**
   * Returns the one package outside index and platform all names of which are imported, or null.
   */
  private @Nullable String onlyForeignWildcard(FileContext at, PlatformTypes platform) {
    String only = null;
    for (Import wildcard : at.wildcards()) {
      boolean isForeign =
          !wildcard.isStatic()
              && !platform.hasPackage(wildcard.module())
              && qualified(at.profile, wildcard.module()) == null;
      if (isForeign && only != null) {
        return null;
      }
      only = isForeign ? wildcard.module() : only;
    }
    return only;
  }

  private final Set<Integer> aliasesUnderWay = new HashSet<>();

  private boolean begin(int alias) {
    if (!aliasesUnderWay.add(alias)) {
      selfTypes.cut();
      return false;
    }
    selfTypes.turned();
    return true;
  }

  private void end(int alias) {
    aliasesUnderWay.remove(alias);
    selfTypes.turned();
  }

  /** A type that is another name for a type is that type, unless it has members of its own. */
  private Type aliased(int symbol, List<Type> arguments) {
    Type.Instance instance = new Type.Instance(symbol, arguments);
    if (index.hasMembers(symbol) || index.profile(index.file(symbol)).modules() == ModuleRule.GO) {
      return instance;
    }
    Type target = aliasTarget(instance);
    return target == null || (target instanceof Type.External external && !isBuiltin(external))
        ? instance
        : target;
  }

  private static boolean isBuiltin(Type.External external) {
    return external.name().equals(TypeText.ARRAY);
  }

  /** Returns what a type is another name for, its parameters replaced; null if it is none. */
  @Nullable Type aliasTarget(Type.Instance alias) {
    int symbol = alias.symbol();
    Definition definition = index.definition(symbol);
    if (definition == null
        || definition.kind() != SymbolKind.TYPE
        || definition.type() == null
        || !begin(symbol)) {
      return null;
    }
    try {
      FileContext there = context(index.file(symbol));
      int inner = there.scopeOf(symbol - index.fileSymbol(there.file) - 1);
      Type target = resolveType(there, inner, definition.type());
      return Types.substitute(target, Types.bindings(typeParameters(symbol), alias.arguments()));
    } finally {
      end(symbol);
    }
  }

  private final Map<Integer, List<String>> typeParameters = new HashMap<>();

  /** Returns the type parameters of a definition, in order. */
  List<String> typeParameters(int symbol) {
    List<String> known = typeParameters.get(symbol);
    if (known == null) {
      known = readTypeParameters(symbol);
      typeParameters.put(symbol, known);
    }
    return known;
  }

  private List<String> readTypeParameters(int symbol) {
    Definition definition = index.definition(symbol);
    if (definition == null) {
      return List.of();
    }
    int file = index.file(symbol);
    FileContext at = context(file);
    FileFacts facts = at.facts;
    int scope = at.scopeOf(symbol - index.fileSymbol(file) - 1);
    List<String> names = new ArrayList<>();
    for (LocalVariable local : facts.locals()) {
      if (local.scope() == scope && isTypeParameter(at, local)) {
        names.add(local.name());
      }
    }
    return names;
  }
}
