package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LocalVariable;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of one file arranged for looking up names, and what was found out so far. */
final class FileContext {
  final int file;
  final FileFacts facts;
  final LanguageProfile profile;
  final Type[] types;
  final byte[] typeStates;
  final @Nullable Invocation[] invocations;

  private final Map<ScopedName, LocalVariable> locals = new HashMap<>();
  private final Map<ScopedName, int[]> definitions = new HashMap<>();
  private final Map<ScopedName, List<Import>> imports = new HashMap<>();
  private final List<Import> wildcards = new ArrayList<>();
  private final Map<ScopedName, List<LocalVariable>> assignments = new HashMap<>();
  private @Nullable Map<Integer, IntList> returns;
  private @Nullable Map<Integer, IntList> decorators;
  private final int[] scopeOfDefinition;
  private final Map<Integer, Integer> literalMembers = new HashMap<>();
  private final Map<Import, Binding> importBindings = new HashMap<>();
  private final Map<Integer, SelfTypes.Found> selfTypes = new HashMap<>();
  private @Nullable FunctionUses functions;

  FileContext(FactIndex index, int file) {
    this.file = file;
    facts = index.facts(file);
    profile = index.profile(file);
    types = new Type[facts.references().size()];
    typeStates = new byte[types.length];
    invocations = new Invocation[types.length];
    for (LocalVariable local : facts.locals()) {
      ScopedName key = new ScopedName(local.scope(), local.name());
      LocalVariable earlier = locals.get(key);
      if (earlier != null) {
        assignments.computeIfAbsent(key, each -> new ArrayList<>(List.of(earlier))).add(local);
      }
      locals.merge(
          key,
          local,
          (old, next) -> old.type() == null && next.value() >= 0 && old.value() < 0 ? next : old);
    }
    List<Definition> all = facts.definitions();
    for (int i = 0; i < all.size(); i++) {
      Definition definition = all.get(i);
      if (Definition.IN_LITERAL.equals(definition.owner())) {
        literalMembers.put(definition.range().startByte(), i);
      }
      if (definition.owner() == null) {
        definitions.merge(
            new ScopedName(definition.scope(), definition.name()),
            new int[] {index.symbol(file, i)},
            FactIndex::joined);
      }
    }
    for (Import taken : facts.imports()) {
      if (taken.isWildcard() && taken.alias() == null) {
        wildcards.add(taken);
        continue;
      }
      String bound =
          taken.alias() != null
              ? taken.alias()
              : taken.member() != null
                  ? lastName(taken.member())
                  : index.modules().boundName(file, taken.module());
      imports
          .computeIfAbsent(new ScopedName(taken.scope(), bound), key -> new ArrayList<>(1))
          .add(taken);
    }
    scopeOfDefinition = new int[all.size()];
    List<Scope> scopes = facts.scopes();
    for (int scope = scopes.size() - 1; scope > 0; scope--) {
      int definition = scopes.get(scope).definition();
      // A definition with several signatures opens a scope for each; the last is the body's.
      if (definition >= 0 && scopes.get(scope).endByte() == all.get(definition).range().endByte()) {
        scopeOfDefinition[definition] = scope;
      }
    }
  }

  private record ScopedName(int scope, String name) {

    /** Scopes are numbered in a row: unmixed, neighbours with short names would collide. */
    @Override
    public int hashCode() {
      return scope * 0x9E37_79B1 ^ name.hashCode();
    }

    /** Written out: what a record is given is not inlined by C1. */
    @Override
    public boolean equals(Object other) {
      return other instanceof ScopedName key && scope == key.scope && name.equals(key.name);
    }
  }

  private static String lastName(String dotted) {
    return dotted.substring(Math.max(dotted.lastIndexOf('.'), dotted.lastIndexOf(':')) + 1);
  }

  Scope scope(int scope) {
    return facts.scopes().get(scope);
  }

  /** Returns the scope a definition opens. */
  int scopeOf(int definition) {
    return scopeOfDefinition[definition];
  }

  @Nullable LocalVariable local(int scope, String name) {
    return locals.get(new ScopedName(scope, name));
  }

  /**
   * Returns the assignment of a variable that holds at a row: the last one before it. Branches are
   * taken in the order of the source.
   *
   * @return null if the row is in another function, which may run at any time
   */
  @Nullable LocalVariable assigned(LocalVariable variable, int row) {
    List<LocalVariable> all = assignments.get(new ScopedName(variable.scope(), variable.name()));
    if (all == null) {
      return variable;
    }
    ReferenceTable references = facts.references();
    if (scope(references.scope(row)).definition() != scope(variable.scope()).definition()) {
      return null;
    }
    LocalVariable last = null;
    for (LocalVariable each : all) {
      // Rows are in the order of their ends: what comes later is not part of the value.
      boolean isBefore =
          each.value() >= 0 ? each.value() < row : each.startByte() < references.startByte(row);
      if (isBefore && (last == null || each.startByte() > last.startByte())) {
        last = each;
      }
    }
    return last == null ? variable : last;
  }

  /** Returns every assignment of a variable, in the order of the source. */
  List<LocalVariable> assignments(LocalVariable variable) {
    return assignments.getOrDefault(
        new ScopedName(variable.scope(), variable.name()), List.of(variable));
  }

  /** Returns the rows of what a definition returns or yields. */
  int[] returnsOf(int definition) {
    if (returns == null) {
      returns = rowsByDefinition(ReferenceRole.RETURN);
    }
    IntList rows = returns.get(definition);
    return rows == null ? FactIndex.NONE : rows.toArray();
  }

  /** Returns the rows of the names in a definition's decorators. */
  int[] decoratorsOf(int definition) {
    if (decorators == null) {
      decorators = rowsByDefinition(ReferenceRole.ANNOTATION);
    }
    IntList rows = decorators.get(definition);
    return rows == null ? FactIndex.NONE : rows.toArray();
  }

  private Map<Integer, IntList> rowsByDefinition(ReferenceRole role) {
    Map<Integer, IntList> rows = new HashMap<>();
    ReferenceTable references = facts.references();
    for (int row = 0; row < references.size(); row++) {
      if (references.role(row) == role) {
        int definition = scope(references.scope(row)).definition();
        rows.computeIfAbsent(definition, key -> new IntList()).add(row);
      }
    }
    return rows;
  }

  /**
   * Returns the declaration of a variable's name in its scope that is the last before an offset.
   */
  LocalVariable latest(LocalVariable variable, int offset) {
    LocalVariable latest = variable;
    for (LocalVariable other : assignments(variable)) {
      latest = other.startByte() <= offset ? other : latest;
    }
    return latest;
  }

  int[] definitions(int scope, String name) {
    return definitions.getOrDefault(new ScopedName(scope, name), FactIndex.NONE);
  }

  List<Import> imports(int scope, String name) {
    return imports.getOrDefault(new ScopedName(scope, name), List.of());
  }

  /** Imports of all names of a module, in the order of the source. */
  List<Import> wildcards() {
    return wildcards;
  }

  /** Returns the function that is the part of an object that begins at an offset, or -1. */
  int literalMember(int startByte) {
    return literalMembers.getOrDefault(startByte, -1);
  }

  /** The functions of the file as values. */
  FunctionUses functions() {
    FunctionUses known = functions;
    if (known == null) {
      known = new FunctionUses(this);
      functions = known;
    }
    return known;
  }

  Map<Import, Binding> importBindings() {
    return importBindings;
  }

  /** The types that scopes name as their own, by scope. */
  Map<Integer, SelfTypes.Found> selfTypes() {
    return selfTypes;
  }
}
