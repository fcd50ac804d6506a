package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.LanguageProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which module each file belongs to, and which module an import means. The names are given by one
 * {@link ModuleNaming} a rule. Immutable after construction.
 */
final class ModuleTable {
  /** There is no such module in the index. */
  static final int UNKNOWN = -1;

  private final List<String> names = new ArrayList<>();
  private final List<IntList> filesOf = new ArrayList<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private final int[] moduleOfFile;
  private final ModuleNaming[] namings;
  private final Map<String, ModuleNaming> namingOfFamily = new HashMap<>();

  ModuleTable(FileFacts[] files, LanguageProfile[] profiles, Map<String, String> manifests) {
    moduleOfFile = new int[files.length];
    namings = new ModuleNaming[files.length];
    Set<String> paths = new HashSet<>();
    for (FileFacts facts : files) {
      paths.add(facts.path());
    }
    Manifests read = new Manifests(manifests);
    for (int file = 0; file < files.length; file++) {
      LanguageProfile profile = profiles[file];
      ModuleNaming naming =
          namingOfFamily.computeIfAbsent(
              profile.family() + profile.modules(),
              key -> ModuleNaming.of(profile.modules(), paths, read));
      namings[file] = naming;
      String name = naming.nameOf(files[file]);
      int module = byName.computeIfAbsent(profile.family() + ":" + name, key -> newModule(name));
      moduleOfFile[file] = module;
      fileByPath.put(files[file].path(), file);
      filesOf.get(module).add(file);
    }
    for (int file = 0; file < files.length; file++) {
      for (String other : namings[file].otherNamesOf(files[file])) {
        byName.putIfAbsent(profiles[file].family() + ":" + other, moduleOfFile[file]);
      }
    }
  }

  private final Map<String, Integer> fileByPath = new HashMap<>();

  private int newModule(String name) {
    names.add(name);
    filesOf.add(new IntList());
    return names.size() - 1;
  }

  int count() {
    return names.size();
  }

  /** Returns for every name a module goes by, with its family, the path of the first file. */
  Map<String, String> firstFiles() {
    Map<Integer, String> paths = pathByFile();
    Map<String, String> first = new HashMap<>();
    byName.forEach(
        (name, module) -> first.put(name, String.valueOf(paths.get(filesOf.get(module).get(0)))));
    return first;
  }

  /** Returns the name of each file's module, by the file's path. */
  Map<String, String> nameByPath() {
    Map<String, String> found = new HashMap<>();
    fileByPath.forEach((path, file) -> found.put(path, names.get(moduleOfFile[file])));
    return found;
  }

  private Map<Integer, String> pathByFile() {
    Map<Integer, String> paths = new HashMap<>();
    fileByPath.forEach((path, file) -> paths.put(file, path));
    return paths;
  }

  int moduleOf(int file) {
    return moduleOfFile[file];
  }

  String name(int module) {
    return names.get(module);
  }

  IntList files(int module) {
    return filesOf.get(module);
  }

  /** Returns the module called so, or {@link #UNKNOWN}. */
  int named(String family, String name) {
    return byName.getOrDefault(family + ":" + name, UNKNOWN);
  }

  /** Returns the module a file means when it imports {@code module}, or {@link #UNKNOWN}. */
  int imported(int file, LanguageProfile profile, String path, String module) {
    for (String name : namings[file].candidates(path, module)) {
      int found = named(profile.family(), name);
      if (found != UNKNOWN) {
        return found;
      }
    }
    return UNKNOWN;
  }

  /** Returns the file that is named in an import by its path alone, or -1. */
  int importedFile(int file, String path, String module) {
    for (String name : namings[file].paths(path, module)) {
      Integer found = fileByPath.get(name);
      if (found != null) {
        return found;
      }
    }
    return -1;
  }

  /** Returns the name an imported module gets in the file that imports it. */
  String boundName(int file, String module) {
    return namings[file].boundName(module);
  }
}
