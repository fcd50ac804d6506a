package dev.codeintel.resolution;

import dev.codeintel.model.Definition;
import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LanguageProfiles;
import dev.codeintel.model.Scope;
import dev.codeintel.model.SymbolKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Member, int[]> members = new HashMap<>();
  private final Map<Member, int[]> byName = new HashMap<>();
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
    declare();
    attach();
    collectMethods();
  }

  /** The members of types and modules, by container and name. Modules count down from -2. */
  record Member(int container, String name) {}

  static int containerOfModule(int module) {
    return -2 - module;
  }

  private void declare() {
    Map<Member, IntList> found = new HashMap<>();
    Map<Member, IntList> named = new HashMap<>();
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
            add(found, container, definition.name(), symbol);
          }
        }
        add(named, familyOfFile[file], definition.name(), symbol);
      }
    }
    found.forEach((key, list) -> members.put(key, list.toArray()));
    named.forEach((key, list) -> byName.put(key, list.toArray()));
  }

  /** Returns what a definition is a member of; -1 if it is local to a function. */
  private int container(int file, Definition definition) {
    if (definition.parent() >= 0) {
      SymbolKind kind = files[file].definitions().get(definition.parent()).kind();
      return kind.isType() || kind == SymbolKind.NAMESPACE
          ? firstSymbol[file] + 1 + definition.parent()
          : -1;
    }
    return containerOfModule(moduleOfFile[file]);
  }

  private static void add(Map<Member, IntList> map, int container, String name, int symbol) {
    map.computeIfAbsent(new Member(container, name), key -> new IntList()).add(symbol);
  }

  /** Gives definitions outside the body of their type to that type (Go methods, Rust impls). */
  private void attach() {
    Map<Member, IntList> found = new HashMap<>();
    for (int file = 0; file < files.length; file++) {
      List<Definition> definitions = files[file].definitions();
      for (int i = 0; i < definitions.size(); i++) {
        Definition definition = definitions.get(i);
        if (definition.owner() == null || definition.owner().equals(Definition.IN_LITERAL)) {
          continue;
        }
        int symbol = firstSymbol[file] + 1 + i;
        int type = typeNamed(file, definition.owner());
        if (type >= 0) {
          parents[symbol] = type;
          add(found, type, definition.name(), symbol);
        } else {
          add(found, containerOfModule(moduleOfFile[file]), definition.name(), symbol);
        }
      }
    }
    found.forEach((key, list) -> members.merge(key, list.toArray(), FactIndex::joined));
  }

  private int typeNamed(int file, String owner) {
    String name = TypeText.parse(owner).name();
    String simple = name.substring(name.lastIndexOf('.') + 1);
    for (int symbol : members(containerOfModule(moduleOfFile[file]), simple)) {
      if (kind(symbol).isType() || kind(symbol) == SymbolKind.NAMESPACE) {
        return symbol;
      }
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
    return members.getOrDefault(new Member(container, name), NONE);
  }

  /** Returns all symbols of a name in a family of languages. Callers must not change the array. */
  int[] named(int family, String name) {
    return byName.getOrDefault(new Member(family, name), NONE);
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
