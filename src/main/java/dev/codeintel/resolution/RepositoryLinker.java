package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.Evidence;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.Import;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.ReferenceRole;
import dev.codeintel.model.ReferenceTable;
import dev.codeintel.model.Relationship;
import dev.codeintel.model.RelationshipKind;
import dev.codeintel.model.Symbol;
import dev.codeintel.model.SymbolKind;
import dev.codeintel.model.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The second phase: goes through the references of every file and says what each means. */
final class RepositoryLinker implements ResolvedSymbols {
  private static final int MAX_FIELD_CANDIDATES = 3;
  private static final int MAX_IMPLEMENTATIONS = 5;

  private final FactIndex index;
  private final NameResolution names;
  private final Implementations implementations;
  private final FrameworkRules frameworks;
  private final ExpressionTypes types;
  private final CallTargets targets;
  private final Map<String, Integer> outside = new LinkedHashMap<>();
  private final List<SymbolKind> outsideKinds = new ArrayList<>();
  private final List<String> outsideNames = new ArrayList<>();
  private final List<LinkFailure> failures = new ArrayList<>();
  private final Predicate<String> isWanted;

  RepositoryLinker(FactIndex index) {
    this(index, path -> true);
  }

  /**
   * Makes a linker of some files.
   *
   * @param isWanted tells by its path whether a file is to be linked
   */
  RepositoryLinker(FactIndex index, Predicate<String> isWanted) {
    this.index = index;
    this.isWanted = isWanted;
    this.names = new NameResolution(index);
    this.implementations = new Implementations(index, names);
    this.frameworks = new FrameworkRules(index, names);
    this.types = new ExpressionTypes(index, names, frameworks);
    this.targets = types.targets();
  }

  @Override
  public void relationships(Consumer<Relationship> sink) {
    for (int file = 0; file < index.fileCount(); file++) {
      if (isWanted.test(index.facts(file).path())) {
        link(file, sink);
      }
    }
    linkImplementations(sink);
  }

  /**
   * Links the references of one file. An error costs the relationship it happens at, and is noted;
   * errors of the sink are the caller's.
   */
  void link(int file, Consumer<Relationship> sink) {
    collect(
        index.facts(file).path(),
        (found, failed) -> new FileLinker(names.context(file), found).link(failed),
        sink);
  }

  /** Notes errors of what finds relationships, but not those of who takes them. */
  private void collect(
      String path,
      BiConsumer<Consumer<Relationship>, Failures> finder,
      Consumer<Relationship> sink) {
    List<Relationship> found = new ArrayList<>();
    Failures failed = new Failures();
    failed.attempt(() -> finder.accept(found::add, failed));
    if (failed.first != null) {
      failures.add(new LinkFailure(path, failed.count, failed.first));
    }
    found.forEach(sink);
  }

  /** Errors of one file. */
  private static final class Failures {
    private @Nullable Throwable first;
    private int count;

    void add(Throwable error) {
      first = first == null ? error : first;
      count++;
    }

    void attempt(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException | StackOverflowError e) {
        add(e);
      }
    }
  }

  @Override
  public List<LinkFailure> failures() {
    return List.copyOf(failures);
  }

  /** Languages without declared supertypes: who implements what is a matter of all their files. */
  private void linkImplementations(Consumer<Relationship> sink) {
    for (int i = 0; i < index.fileCount(); i++) {
      int file = i;
      if (index.profile(file).hasImplicitInterfaces()) {
        collect(
            index.facts(file).path(),
            (found, failed) -> new FileLinker(names.context(file), found).linkAllOverrides(),
            sink);
      }
    }
    collect("", (found, failed) -> linkImplicit(found), sink);
  }

  private void linkImplicit(Consumer<Relationship> sink) {
    Set<Long> seen = new HashSet<>();
    for (ImplicitInterfaces.Implementation each : new ImplicitInterfaces(index, names).find()) {
      Evidence evidence = each.isProved() ? Evidence.RESOLVED : Evidence.LIKELY;
      derive(each.type(), each.implemented(), RelationshipKind.IMPLEMENTS, evidence, sink);
      each.methods()
          .forEach(
              (method, required) -> {
                if (seen.add((long) method << 32 | required)) {
                  derive(method, required, RelationshipKind.OVERRIDES, evidence, sink);
                }
              });
    }
  }

  private void derive(
      int from, int to, RelationshipKind kind, Evidence evidence, Consumer<Relationship> sink) {
    Definition definition = index.definition(from);
    if (definition != null && from != to) {
      String path = index.facts(index.file(from)).path();
      sink.accept(
          new Relationship(from, to, kind, path, definition.nameLine(), evidence, 1, false));
    }
  }

  @Override
  public void symbols(Consumer<Symbol> sink) {
    new SymbolNames(index).symbols(isWanted, sink);
    int next = index.symbolCount();
    for (String name : outside.keySet()) {
      SymbolKind kind = outsideKinds.get(next - index.symbolCount());
      String plain = kind == SymbolKind.UNRESOLVED ? name.substring(1) : name;
      sink.accept(
          new Symbol(
              next++,
              name,
              NameResolution.simple(plain),
              plain,
              kind,
              "",
              "",
              -1,
              -1,
              -1,
              "",
              "",
              Visibility.UNKNOWN,
              -1,
              false,
              null));
    }
  }

  @Override
  public Set<String> wholeLanguages() {
    Set<String> found = new HashSet<>();
    for (int file = 0; file < index.fileCount(); file++) {
      if (index.profile(file).hasImplicitInterfaces()) {
        found.add(index.profile(file).id());
      }
    }
    return found;
  }

  @Override
  public String name(int symbol) {
    if (symbol >= index.symbolCount()) {
      String name = outsideNames.get(symbol - index.symbolCount());
      return NameResolution.simple(name.startsWith("?") ? name.substring(1) : name);
    }
    Definition definition = index.definition(symbol);
    return definition == null ? "" : definition.name();
  }

  @Override
  public int external(String qualifiedName) {
    return outside(qualifiedName, SymbolKind.EXTERNAL);
  }

  private int outside(String name, SymbolKind kind) {
    Integer known = outside.get(name);
    if (known != null) {
      return known;
    }
    int id = index.symbolCount() + outside.size();
    outside.put(name, id);
    outsideKinds.add(kind);
    outsideNames.add(name);
    return id;
  }

  /** Links one file. */
  private final class FileLinker {
    private final FileContext at;
    private final FileFacts facts;
    private final ReferenceTable references;
    private final Consumer<Relationship> sink;
    private final Set<Edge> seen = new HashSet<>();

    FileLinker(FileContext at, Consumer<Relationship> sink) {
      this.at = at;
      this.facts = at.facts;
      this.references = facts.references();
      this.sink = sink;
    }

    private record Edge(int from, int to, RelationshipKind kind, int line) {

      /** Written out, as is equals: what a record is given is not inlined by C1. */
      @Override
      public int hashCode() {
        return ((from * 31 + to) * 31 + line) * 31 + kind.hashCode();
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Edge edge
            && from == edge.from
            && to == edge.to
            && line == edge.line
            && kind == edge.kind;
      }
    }

    void link(Failures failed) {
      for (int i = 0; i < facts.definitions().size(); i++) {
        int definition = i;
        failed.attempt(() -> linkDefinition(definition));
      }
      for (Import taken : facts.imports()) {
        failed.attempt(() -> linkImport(taken));
      }
      for (int row = 0; row < references.size(); row++) {
        // Not by attempt: there are hundreds of thousands.
        try {
          linkRow(row);
        } catch (RuntimeException | StackOverflowError e) {
          failed.add(e);
        }
      }
    }

    private void linkDefinition(int i) {
      Definition definition = facts.definitions().get(i);
      int symbol = index.symbol(at.file, i);
      emit(
          index.parent(symbol),
          symbol,
          RelationshipKind.CONTAINS,
          definition.nameLine(),
          Evidence.RESOLVED,
          1,
          true);
      if (!at.profile.hasImplicitInterfaces()) {
        linkOverrides(symbol, definition);
      }
    }

    void linkAllOverrides() {
      for (int i = 0; i < facts.definitions().size(); i++) {
        linkOverrides(index.symbol(at.file, i), facts.definitions().get(i));
      }
    }

    private void linkRow(int row) {
      switch (references.role(row)) {
        case CALL -> linkCall(row, targets.targetOfCall(at, row));
        case METHOD_REFERENCE -> linkMethodReference(row);
        case INSTANTIATION -> linkInstantiation(row);
        case READ -> linkValue(row, RelationshipKind.READS);
        case WRITE -> linkValue(row, RelationshipKind.WRITES);
        case TYPE -> linkType(row, RelationshipKind.USES_TYPE);
        case ANNOTATION -> linkAnnotation(row);
        case EXTENSION, IMPLEMENTATION -> linkSupertype(row);
        case CONSTANT -> linkConstant(row);
        case VALUE, OPERATION, FUNCTION, RETURN -> {
          // Names nothing.
        }
      }
    }

    private int from(int row) {
      return index.enclosing(at.file, references.scope(row));
    }

    private void linkCall(int row, Target target) {
      if (target.isNameOnly()) {
        emitNameOnly(row, RelationshipKind.CALLS);
        return;
      }
      if (!target.external().isEmpty()) {
        emitExternal(from(row), target.external(), RelationshipKind.CALLS, references.line(row));
        return;
      }
      linkUses(row, target);
      if (target.symbols().length == 1 && target.evidence() == Evidence.RESOLVED) {
        linkImplementations(row, target.symbols()[0]);
      }
    }

    /** What runs when an interface's method is called: what is injected, or one of a few. */
    private void linkImplementations(int row, int method) {
      int[] run = implementations.methodsOf(method);
      if (run.length == 1 && isInjected(row)) {
        emitDerived(row, run[0], Evidence.HEURISTIC, 1);
        return;
      }
      for (int i = 0; i < run.length && run.length <= MAX_IMPLEMENTATIONS; i++) {
        emitDerived(row, run[i], Evidence.CANDIDATE, run.length);
      }
    }

    private boolean isInjected(int row) {
      int receiver = references.receiver(row);
      return receiver >= 0
          && references.role(receiver) == ReferenceRole.READ
          && types.bindingOf(at, receiver) instanceof Binding.Symbols field
          && frameworks.isInjected(field.ids()[0]);
    }

    private void emitDerived(int row, int method, Evidence evidence, int candidates) {
      emit(
          from(row),
          method,
          RelationshipKind.CALLS,
          references.line(row),
          evidence,
          candidates,
          false);
    }

    /** What a call or instantiation names: a type is made, a value is read, the rest is called. */
    private void linkUses(int row, Target target) {
      for (int symbol : target.symbols()) {
        SymbolKind kind = index.kind(symbol);
        if (kind.isType()) {
          linkNew(row, symbol, target.evidence());
        } else {
          RelationshipKind use =
              kind.isCallable() || at.profile.callsValues()
                  ? RelationshipKind.CALLS
                  : isGeneratedSetter(row, target)
                      ? RelationshipKind.WRITES
                      : RelationshipKind.READS;
          emit(row, symbol, use, target);
          if (kind.isValue()) {
            linkHeld(row, symbol);
          }
        }
      }
    }

    /** A call of a variable calls the function it holds. */
    private void linkHeld(int row, int variable) {
      if (targets.passedOn(variable) instanceof Binding.Symbols held
          && held.ids().length == 1
          && index.kind(held.ids()[0]).isCallable()) {
        emit(row, held.ids()[0], RelationshipKind.CALLS, Target.of(held.ids(), Evidence.LIKELY));
      }
    }

    private boolean isGeneratedSetter(int row, Target target) {
      return target.evidence() == Evidence.HEURISTIC && references.arity(row) == 1;
    }

    /** An instance is made: of the type, by one of its constructors. */
    private void linkNew(int row, int type, Evidence evidence) {
      // Without such a rule calling a type converts to it (Go), unless it is a constructor's call.
      boolean makesInstance =
          at.profile.instantiatesByCall()
              || references.role(row) != ReferenceRole.CALL
              || at.profile.hasImplicitSelf();
      emit(
          from(row),
          type,
          makesInstance ? RelationshipKind.INSTANTIATES : RelationshipKind.USES_TYPE,
          references.line(row),
          evidence,
          1,
          true);
      Target constructor = targets.constructors(at, row, type);
      for (int symbol : constructor.symbols()) {
        if (symbol != type) {
          emit(row, symbol, RelationshipKind.CALLS, constructor.atMost(evidence));
        }
      }
    }

    private void linkInstantiation(int row) {
      Target target = targets.targetOfType(at, row);
      if (!target.external().isEmpty()) {
        emitExternal(
            from(row), target.external(), RelationshipKind.INSTANTIATES, references.line(row));
      }
      linkUses(row, target);
    }

    private void linkConstant(int row) {
      int type = index.enclosingType(at.file, references.scope(row));
      if (type < 0) {
        return;
      }
      Target constructor = targets.constructors(at, row, type);
      for (int symbol : constructor.symbols()) {
        if (symbol != type) {
          emit(row, symbol, RelationshipKind.CALLS, constructor);
        }
      }
    }

    private void linkMethodReference(int row) {
      Type owner = references.receiver(row) < 0 ? null : types.of(at, references.receiver(row));
      if (references.name(row).equals("new")) {
        if (owner instanceof Type.Meta meta) {
          linkNew(row, meta.symbol(), Evidence.RESOLVED);
        }
        return;
      }
      Target target = targets.targetOfCall(at, row);
      for (int symbol : target.symbols()) {
        if (index.kind(symbol).isCallable()) {
          emit(row, symbol, RelationshipKind.READS, target);
        }
      }
    }

    private void linkValue(int row, RelationshipKind kind) {
      String name = references.name(row);
      boolean isPlain = references.receiver(row) == ReferenceTable.NONE;
      if (isPlain
          && (at.profile.selfNames().contains(name) || at.profile.superNames().contains(name))) {
        return;
      }
      Binding found = types.bindingOf(at, row);
      if (found instanceof Binding.Symbols symbols) {
        int first = symbols.ids()[0];
        if (isOwnDeclaration(row, first)) {
          return;
        }
        RelationshipKind use = useOf(first, kind);
        emit(row, first, use, Target.of(new int[] {first}, Evidence.RESOLVED));
        return;
      }
      if (found instanceof Binding.OneOf oneOf) {
        linkOneOf(row, oneOf, kind);
      }
      if (found == null && !isPlain && unknownOwner(row)) {
        linkFieldByName(row, name, kind);
      }
    }

    private RelationshipKind useOf(int symbol, RelationshipKind kind) {
      SymbolKind used = index.kind(symbol);
      if (used.isType()) {
        return RelationshipKind.USES_TYPE;
      }
      return used.isCallable() && at.profile.callsByName() ? RelationshipKind.CALLS : kind;
    }

    private void linkOneOf(int row, Binding.OneOf oneOf, RelationshipKind kind) {
      IntList all = new IntList();
      for (Binding choice : oneOf.choices()) {
        if (choice instanceof Binding.Symbols symbols) {
          all.add(symbols.ids()[0]);
        }
      }
      Target target = Target.of(all.toArray(), Evidence.CANDIDATE);
      for (int symbol : target.symbols()) {
        emit(row, symbol, kind, target);
      }
    }

    private boolean unknownOwner(int row) {
      int receiver = references.receiver(row);
      return receiver < 0 || types.of(at, receiver) == null;
    }

    /** A variable's first assignment is its definition, not a use. */
    private boolean isOwnDeclaration(int row, int symbol) {
      Definition definition = index.definition(symbol);
      return definition != null
          && index.file(symbol) == at.file
          && definition.nameLine() == references.line(row)
          && definition.range().startByte() <= references.startByte(row)
          && references.role(row) == ReferenceRole.WRITE
          && definition.range().startLine() == references.line(row);
    }

    private void linkFieldByName(int row, String name, RelationshipKind kind) {
      IntList fitting = new IntList();
      for (int symbol : index.named(index.family(at.file), name)) {
        int parent = index.parent(symbol);
        boolean isMember = parent >= 0 && index.kind(parent).isType();
        if (isMember && index.kind(symbol).isValue()) {
          fitting.add(symbol);
          if (fitting.size() > MAX_FIELD_CANDIDATES) {
            return;
          }
        }
      }
      Target target = Target.of(fitting.toArray(), Evidence.CANDIDATE);
      for (int symbol : target.symbols()) {
        emit(row, symbol, kind, target);
      }
    }

    private void linkType(int row, RelationshipKind kind) {
      int receiver = references.receiver(row);
      Binding found =
          receiver >= 0
              ? types.member(types.of(at, receiver), references.name(row))
              : names.findType(
                  at, references.scope(row), TypeText.parse(references.name(row)).name());
      if (receiver < 0 && at.profile.isDynamic()) {
        // The variable that is named, not the type it may hold.
        Binding named = names.find(at, references.scope(row), references.name(row), false);
        found = named == null ? found : named;
      }
      if (found instanceof Binding.Symbols symbols) {
        int symbol = symbols.ids()[0];
        emit(row, symbol, kind, Target.of(new int[] {symbol}, Evidence.RESOLVED));
      }
    }

    private void linkAnnotation(int row) {
      int receiver = references.receiver(row);
      String name = references.name(row);
      Binding found = null;
      if (receiver >= 0) {
        found = types.member(types.of(at, receiver), name);
      } else if (name.indexOf('.') < 0) {
        found = names.find(at, references.scope(row), name, false);
      }
      if (found == null) {
        found = names.findType(at, references.scope(row), name);
      }
      if (found instanceof Binding.Symbols symbols) {
        int symbol = symbols.ids()[0];
        emit(
            row,
            symbol,
            RelationshipKind.ANNOTATED_BY,
            Target.of(new int[] {symbol}, Evidence.RESOLVED));
      } else if (found instanceof Binding.External external) {
        emitExternal(
            from(row), external.name(), RelationshipKind.ANNOTATED_BY, references.line(row));
      }
    }

    private void linkSupertype(int row) {
      int around = from(row);
      int from = index.kind(around).isType() ? around : names.extendedType(at, row);
      if (from < 0) {
        return;
      }
      Type supertype = names.supertypeAt(at, row);
      if (supertype instanceof Type.External external && !external.name().isEmpty()) {
        emitExternal(
            from,
            external.name(),
            references.role(row) == ReferenceRole.IMPLEMENTATION
                ? RelationshipKind.IMPLEMENTS
                : RelationshipKind.EXTENDS,
            references.line(row));
      }
      if (supertype instanceof Type.Instance instance) {
        SymbolKind above = index.kind(instance.symbol());
        boolean isInterface = above == SymbolKind.INTERFACE || above == SymbolKind.TRAIT;
        boolean implementsIt =
            references.role(row) == ReferenceRole.IMPLEMENTATION
                || (isInterface && index.kind(from) == SymbolKind.CLASS);
        emit(
            from,
            instance.symbol(),
            implementsIt ? RelationshipKind.IMPLEMENTS : RelationshipKind.EXTENDS,
            references.line(row),
            Evidence.RESOLVED,
            1,
            true);
      }
    }

    private void linkOverrides(int symbol, Definition definition) {
      if (definition.kind() != SymbolKind.METHOD || definition.isStatic()) {
        return;
      }
      int type = index.parent(symbol);
      if (type < 0 || !index.kind(type).isType()) {
        return;
      }
      for (Type supertype : names.supertypes(type)) {
        if (!(supertype instanceof Type.Instance above)) {
          continue;
        }
        for (int other : names.inherited(above.symbol(), definition.name(), false)) {
          Definition overridden = index.definition(other);
          if (overridden == null
              || overridden.kind() != SymbolKind.METHOD
              || overridden.isStatic()
              || overridden.visibility() == Visibility.PRIVATE
              || other == symbol) {
            continue;
          }
          if (!at.profile.hasOverloads() || NameResolution.sameParameters(definition, overridden)) {
            emit(
                symbol,
                other,
                RelationshipKind.OVERRIDES,
                definition.nameLine(),
                Evidence.RESOLVED,
                1,
                false);
            break;
          }
        }
      }
    }

    private void linkImport(Import taken) {
      int from = index.enclosing(at.file, taken.scope());
      if (taken.isWildcard()) {
        int module = index.modules().imported(at.file, at.profile, facts.path(), taken.module());
        if (module != ModuleTable.UNKNOWN) {
          emitModule(from, module, taken.line());
        } else if (wildcardOf(taken) instanceof Binding.Symbols symbols) {
          emitImport(from, symbols.ids()[0], taken.line());
        } else if (!taken.module().startsWith(".")) {
          emitExternal(from, taken.module(), RelationshipKind.IMPORTS, taken.line());
        }
        return;
      }
      int file = index.modules().importedFile(at.file, facts.path(), taken.module());
      if (file >= 0) {
        emitImport(from, index.fileSymbol(file), taken.line());
        return;
      }
      Binding found = names.bindingOf(at, taken);
      if (found instanceof Binding.Symbols symbols) {
        for (int symbol : symbols.ids()) {
          emitImport(from, symbol, taken.line());
        }
      } else if (found instanceof Binding.Module bound) {
        int module = index.modules().imported(at.file, at.profile, facts.path(), taken.module());
        emitModule(
            from,
            module != ModuleTable.UNKNOWN && taken.member() == null ? module : bound.module(),
            taken.line());
      } else if (found instanceof Binding.External external) {
        emitExternal(from, external.name(), RelationshipKind.IMPORTS, taken.line());
      }
    }

    private @Nullable Binding wildcardOf(Import taken) {
      return at.profile.modules() == ModuleRule.INCLUDE
          ? names.path(at, taken.module())
          : names.qualified(at.profile, taken.module());
    }

    private void emitImport(int from, int to, int line) {
      emit(from, to, RelationshipKind.IMPORTS, line, Evidence.RESOLVED, 1, true);
    }

    /** A module of several files is stood for by its first. */
    private void emitModule(int from, int module, int line) {
      IntList files = index.modules().files(module);
      if (files.size() > 0) {
        emitImport(from, index.fileSymbol(files.get(0)), line);
      }
    }

    private void emit(int row, int to, RelationshipKind kind, Target target) {
      emit(
          from(row),
          to,
          kind,
          references.line(row),
          target.evidence(),
          Math.max(1, target.symbols().length),
          true);
    }

    private void emitExternal(int from, String name, RelationshipKind kind, int line) {
      emit(from, outside(name, SymbolKind.EXTERNAL), kind, line, Evidence.RESOLVED, 1, true);
    }

    private void emitNameOnly(int row, RelationshipKind kind) {
      int to = outside("?" + references.name(row), SymbolKind.UNRESOLVED);
      emit(from(row), to, kind, references.line(row), Evidence.TEXT, 1, true);
    }

    private void emit(
        int from,
        int to,
        RelationshipKind kind,
        int line,
        Evidence evidence,
        int candidates,
        boolean isDirect) {
      if (seen.add(new Edge(from, to, kind, line))) {
        sink.accept(
            new Relationship(from, to, kind, facts.path(), line, evidence, candidates, isDirect));
      }
    }
  }
}
