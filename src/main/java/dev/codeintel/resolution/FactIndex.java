package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LanguageProfiles;
import dev.codeintel.model.ModuleRule;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All definitions of a repository, numbered: the first phase of resolution. A file's own symbol
 * comes first, then its definitions in the order of the source, so that a number leads to its
 * definition without a table. Immutable after construction but for {@link #attach}; safe for
 * reading by many threads.
 */
final class FactIndex {
  static final int[] NONE = {};

  private final FileFacts[] files;
  private final LanguageProfile[] profiles;
  private final int[] firstSymbol;
  private final int[] fileOfSymbol;
  private final int[] parents;
  private final int[] moduleOfFile;
  private final ModuleTable modules;
  private final int[] continued;
  private final Map<Integer, int[]> parts = new HashMap<>();
  private final int sharedModule;
  private final SymbolLists members;
  private final SymbolLists byName;
  private final NameFilter memberTypes = new NameFilter();
  private final NameFilter memberValues = new NameFilter();
  private final Map<Integer, int[]> methods = new HashMap<>();
  private final Map<String, Integer> families = new HashMap<>();
  private final int[] familyOfFile;

  FactIndex(List<FileFacts> facts, LanguageProfiles languages, Map<String, String> manifests) {
    files = facts.toArray(FileFacts[]::new);
    profiles = new LanguageProfile[files.length];
    firstSymbol = new int[files.length + 1];
    familyOfFile = new int[files.length];
    for (int file = 0; file < files.length; file++) {
      profiles[file] = languages.profile(files[file].language());
      firstSymbol[file + 1] = firstSymbol[file] + 1 + files[file].definitions().size();
      familyOfFile[file] =
          families.computeIfAbsent(profiles[file].family(), name -> families.size());
    }
    fileOfSymbol = new int[firstSymbol[files.length]];
    parents = new int[fileOfSymbol.length];
    for (int file = 0; file < files.length; file++) {
      Arrays.fill(fileOfSymbol, firstSymbol[file], firstSymbol[file + 1], file);
    }
    modules = new ModuleTable(files, profiles, manifests);
    moduleOfFile = new int[files.length];
    for (int file = 0; file < files.length; file++) {
      moduleOfFile[file] = modules.moduleOf(file);
    }
    sharedModule = containerOfModule(modules.count());
    continued = continuations();
    members = new SymbolLists(fileOfSymbol.length);
    byName = new SymbolLists(fileOfSymbol.length);
    declare();
    attach();
    collectMethods();
  }

  /** Returns the container of what is at the top of a module; modules count down from -2. */
  static int containerOfModule(int module) {
    return -2 - module;
  }

  /** A name that several declarations share, within what the outer one is a part of. */
  private record Continued(int container, int family, String name) {}

  /** Returns for each symbol the first declaration of what it is a part of. */
  private int[] continuations() {
    int[] first = new int[fileOfSymbol.length];
    Map<Continued, Integer> known = new HashMap<>();
    Map<Integer, IntList> found = new HashMap<>();
    for (int file = 0; file < files.length; file++) {
      LanguageProfile profile = profiles[file];
      List<Definition> definitions = files[file].definitions();
      first[firstSymbol[file]] = firstSymbol[file];
      for (int i = 0; i < definitions.size(); i++) {
        Definition definition = definitions.get(i);
        int symbol = firstSymbol[file] + 1 + i;
        first[symbol] = symbol;
        if (isContinued(profile, definition)) {
          int outer =
              definition.parent() < 0
                  ? shared(file)
                  : first[firstSymbol[file] + 1 + definition.parent()];
          Continued key = new Continued(outer, familyOfFile[file], definition.name());
          first[symbol] = known.computeIfAbsent(key, each -> symbol);
          found.computeIfAbsent(first[symbol], each -> new IntList()).add(symbol);
        }
      }
    }
    found.forEach(
        (symbol, all) -> {
          if (all.size() > 1) {
            parts.put(symbol, all.toArray());
          }
        });
    return first;
  }

  private static boolean isContinued(LanguageProfile profile, Definition definition) {
    return profile.continuedKinds().contains(definition.kind().label())
        && definition.signature().contains(profile.continuedWord());
  }

  /** Returns the declarations that a symbol is made of. */
  int[] parts(int symbol) {
    int[] all = parts.get(continued[symbol]);
    return all == null ? new int[] {symbol} : all;
  }

  /** Tells whether a symbol has further declarations. */
  boolean isContinued(int symbol) {
    return parts.containsKey(continued[symbol]);
  }

  /** Tells whether two symbols are parts of one. */
  boolean isSame(int symbol, int other) {
    return continued[symbol] == continued[other];
  }

  /** What is included is in one space of names with what includes it. */
  private int shared(int file) {
    return profiles[file].modules() == ModuleRule.INCLUDE
        ? sharedModule - familyOfFile[file]
        : containerOfModule(moduleOfFile[file]);
  }

  private void declare() {
    for (int file = 0; file < files.length; file++) {
      parents[firstSymbol[file]] = -1;
      List<Definition> definitions = files[file].definitions();
      for (int i = 0; i < definitions.size(); i++) {
        Definition definition = definitions.get(i);
        int symbol = firstSymbol[file] + 1 + i;
        parents[symbol] =
            definition.parent() < 0
                ? firstSymbol[file]
                : firstSymbol[file] + 1 + definition.parent();
        if (definition.owner() == null) {
          int container = container(file, definition);
          if (container != -1) {
            addMember(container, definition, symbol);
          }
        }
        byName.add(familyOfFile[file], definition.name(), symbol);
      }
    }
    members.end();
    byName.end();
  }

  private void addMember(int container, Definition definition, int symbol) {
    String name = definition.name();
    members.add(container, name, symbol);
    if (container < 0 || definition.kind().isCallable()) {
      return;
    }
    memberValues.add(name);
    if (definition.kind().isType() || definition.kind() == SymbolKind.NAMESPACE) {
      memberTypes.add(name);
    }
  }

  /** Returns what a definition is a member of; -1 if it is local to a function. */
  private int container(int file, Definition definition) {
    if (definition.parent() >= 0) {
      SymbolKind kind = files[file].definitions().get(definition.parent()).kind();
      return kind.isType() || kind == SymbolKind.NAMESPACE
          ? continued[firstSymbol[file] + 1 + definition.parent()]
          : -1;
    }
    return shared(file);
  }

  /** Gives definitions outside the body of their type to that type (Go methods, Rust impls). */
  private void attach() {
    // Types are looked up among what stands in bodies, so members are added when all are found.
    IntList containers = new IntList();
    IntList attached = new IntList();
    for (int file = 0; file < files.length; file++) {
      List<Definition> definitions = files[file].definitions();
      for (int i = 0; i < definitions.size(); i++) {
        Definition definition = definitions.get(i);
        if (definition.owner() == null || definition.owner().equals(Definition.IN_LITERAL)) {
          continue;
        }
        int symbol = firstSymbol[file] + 1 + i;
        int type = typeNamed(file, definition.parent(), definition.owner());
        boolean isOfType = type >= 0 && !isInside(type, symbol);
        if (isOfType) {
          parents[symbol] = type;
          containers.add(continued[type]);
          attached.add(symbol);
        }
        if (!isOfType || profiles[file].modules() == ModuleRule.DECLARED) {
          // Where packages are declared it is imported by the name of its package, not of the type.
          containers.add(shared(file));
          attached.add(symbol);
        }
      }
    }
    for (int i = 0; i < attached.size(); i++) {
      int symbol = attached.get(i);
      int file = fileOfSymbol[symbol];
      Definition definition = files[file].definitions().get(symbol - firstSymbol[file] - 1);
      addMember(containers.get(i), definition, symbol);
    }
    if (attached.size() > 0) {
      members.end();
    }
  }

  /** Broken code may name as the type of a definition what lies inside that very definition. */
  private boolean isInside(int symbol, int other) {
    for (int at = symbol; at >= 0; at = parents[at]) {
      if (at == other) {
        return true;
      }
    }
    return false;
  }

  private int typeNamed(int file, int parent, String owner) {
    String name = TypeText.parse(owner).name();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    int around = parent;
    while (around >= 0) {
      int inside = container(members(symbol(file, around), simple));
      if (inside >= 0) {
        return inside;
      }
      around = files[file].definitions().get(around).parent();
    }
    int beside = container(members(shared(file), simple));
    if (beside >= 0) {
      return beside;
    }
    int only = -1;
    for (int symbol : named(familyOfFile[file], simple)) {
      if (kind(symbol).isType()) {
        if (fileOfSymbol[symbol] == file) {
          return symbol;
        }
        only = only == -1 ? symbol : -2;
      }
    }
    return Math.max(only, -1);
  }

  private int container(int[] symbols) {
    for (int symbol : symbols) {
      if (kind(symbol).isType() || kind(symbol) == SymbolKind.NAMESPACE) {
        return symbol;
      }
    }
    return -1;
  }

  static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  int fileCount() {
    return files.length;
  }

  int symbolCount() {
    return fileOfSymbol.length;
  }

  FileFacts facts(int file) {
    return files[file];
  }

  LanguageProfile profile(int file) {
    return profiles[file];
  }

  int family(int file) {
    return familyOfFile[file];
  }

  ModuleTable modules() {
    return modules;
  }

  int module(int file) {
    return moduleOfFile[file];
  }

  int fileSymbol(int file) {
    return firstSymbol[file];
  }

  int symbol(int file, int definition) {
    return firstSymbol[file] + 1 + definition;
  }

  /** Returns the symbol a place in a scope belongs to: the innermost definition, or the file. */
  int enclosing(int file, int scope) {
    int definition = files[file].scopes().get(scope).definition();
    return definition < 0 ? firstSymbol[file] : symbol(file, definition);
  }

  int file(int symbol) {
    return fileOfSymbol[symbol];
  }

  boolean isFile(int symbol) {
    return firstSymbol[fileOfSymbol[symbol]] == symbol;
  }

  /** Returns the definition of a symbol, or null for a file. */
  @Nullable Definition definition(int symbol) {
    int file = fileOfSymbol[symbol];
    int index = symbol - firstSymbol[file] - 1;
    return index < 0 ? null : files[file].definitions().get(index);
  }

  SymbolKind kind(int symbol) {
    Definition definition = definition(symbol);
    return definition == null ? SymbolKind.FILE : definition.kind();
  }

  /** Returns those symbols whose kind is wanted. Callers must not change the array. */
  int[] ofKind(int[] symbols, Predicate<SymbolKind> isWanted) {
    IntList wanted = new IntList();
    for (int symbol : symbols) {
      if (isWanted.test(kind(symbol))) {
        wanted.add(symbol);
      }
    }
    return wanted.size() == symbols.length ? symbols : wanted.toArray();
  }

  /** Returns the enclosing symbol or, for a definition outside its type's body, that type. */
  int parent(int symbol) {
    return parents[symbol];
  }

  /** Tells whether anything is defined directly inside a symbol's own declaration. */
  boolean hasMembers(int symbol) {
    int next = symbol + 1;
    return next < parents.length && parents[next] == symbol;
  }

  /** Returns the methods of a type, inside its body and outside. */
  int[] methodsOf(int type) {
    return methods.getOrDefault(type, NONE);
  }

  private void collectMethods() {
    Map<Integer, IntList> found = new HashMap<>();
    for (int symbol = 0; symbol < parents.length; symbol++) {
      if (profiles[fileOfSymbol[symbol]].hasImplicitInterfaces()
          && kind(symbol) == SymbolKind.METHOD) {
        found.computeIfAbsent(parents[symbol], key -> new IntList()).add(symbol);
      }
    }
    found.forEach((type, list) -> methods.put(type, list.toArray()));
  }

  /** Returns the symbols of a name in a type or module. Callers must not change the array. */
  int[] members(int container, String name) {
    int whole = container >= 0 ? continued[container] : container;
    return members.get(whole, name);
  }

  /** Tells whether a type or namespace of a name may be a member of some type or namespace. */
  boolean mayBeMemberType(String name) {
    return memberTypes.mayContain(name);
  }

  /** Tells whether anything of a name but callables may be a member of some type or namespace. */
  boolean mayBeMemberValue(String name) {
    return memberValues.mayContain(name);
  }

  /** Returns the symbols of a name at the top of what a file belongs to. */
  int[] siblings(int file, String name) {
    return members(shared(file), name);
  }

  /** Returns all symbols of a name in a family of languages. Callers must not change the array. */
  int[] named(int family, String name) {
    return byName.get(family, name);
  }

  /** Returns the profile of a language with a table of its platform's types, if one is used. */
  @Nullable LanguageProfile platformUser() {
    for (LanguageProfile profile : profiles) {
      if (!profile.platform().isEmpty()) {
        return profile;
      }
    }
    return null;
  }

  /** Returns the names of the methods without body that a type declares. */
  List<String> abstractMethods(int type) {
    int file = fileOfSymbol[type];
    List<Definition> definitions = files[file].definitions();
    int own = type - firstSymbol[file] - 1;
    List<String> names = new ArrayList<>();
    for (int i = own + 1; i < definitions.size(); i++) {
      Definition each = definitions.get(i);
      if (each.range().startByte() >= definitions.get(own).range().endByte()) {
        break;
      }
      if (each.parent() == own && each.isAbstract() && each.kind() == SymbolKind.METHOD) {
        names.add(each.name());
      }
    }
    return names;
  }

  /** Returns the innermost type around a scope, or -1. */
  int enclosingType(int file, int scope) {
    Scope at = files[file].scopes().get(scope);
    int symbol = at.definition() < 0 ? -1 : symbol(file, at.definition());
    while (symbol >= 0 && !kind(symbol).isType()) {
      int parent = parents[symbol];
      symbol = parent < 0 || isFile(parent) ? -1 : parent;
    }
    return symbol;
  }
}
