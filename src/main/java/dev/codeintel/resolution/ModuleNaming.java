package dev.codeintel.resolution;

import dev.codeintel.model.FileFacts;
import dev.codeintel.model.ModuleRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How files become modules and imports find them: one class a {@link ModuleRule}. */
abstract class ModuleNaming {

  static ModuleNaming of(ModuleRule rule, Set<String> paths, Manifests manifests) {
    return switch (rule) {
      case DECLARED -> new Declared();
      case PYTHON -> new Python(paths);
      case GO -> new Go(manifests);
      case ECMASCRIPT -> new EcmaScript(manifests);
      case RUST -> new Rust();
      case INCLUDE -> new Include(paths);
      case GLOBAL -> new Global();
    };
  }

  /** Returns the name of the module a file belongs to. */
  abstract String nameOf(FileFacts file);

  /** Returns further names the file's module goes by. */
  List<String> otherNamesOf(FileFacts file) {
    return List.of();
  }

  /** Returns the names a module may have that the file at {@code path} imports; best first. */
  abstract List<String> candidates(String path, String module);

  /** Returns the paths of files that an import may mean that names nothing but a file. */
  List<String> paths(String path, String module) {
    return List.of();
  }

  /** Returns the name an imported module gets in its importer unless another is given. */
  String boundName(String module) {
    return module.substring(module.lastIndexOf('.') + 1);
  }

  private static final class Declared extends ModuleNaming {
    @Override
    String nameOf(FileFacts file) {
      String declared = file.packageName();
      return declared == null ? "" : declared.replace("::", ".").replace('\\', '.');
    }

    @Override
    List<String> candidates(String path, String module) {
      String name = module.replace("::", ".").replace('\\', '.');
      return List.of(name.startsWith(".") ? name.substring(1) : name);
    }
  }

  private static final class Python extends ModuleNaming {
    private final Set<String> paths;

    Python(Set<String> paths) {
      this.paths = paths;
    }

    @Override
    String nameOf(FileFacts file) {
      String folder = Paths.folder(file.path());
      String root = folder;
      while (!root.isEmpty() && isPackage(root)) {
        root = Paths.folder(root);
      }
      return dotted(file.path().substring(root.isEmpty() ? 0 : root.length() + 1));
    }

    private boolean isPackage(String folder) {
      return paths.contains(folder + "/__init__.py") || paths.contains(folder + "/__init__.pyi");
    }

    /** A folder without {@code __init__} may be a package too: the whole path is a name as well. */
    @Override
    List<String> otherNamesOf(FileFacts file) {
      List<String> names = new ArrayList<>();
      names.add(dotted(file.path()));
      for (String root : List.of("src/", "lib/", "python/")) {
        if (file.path().startsWith(root)) {
          names.add(dotted(file.path().substring(root.length())));
        }
      }
      return names;
    }

    private static String dotted(String path) {
      String name = Paths.withoutExtension(path).replace('/', '.');
      return name.equals("__init__")
          ? ""
          : name.endsWith(".__init__") ? name.substring(0, name.length() - 9) : name;
    }

    @Override
    List<String> candidates(String path, String module) {
      if (!module.startsWith(".")) {
        List<String> names = new ArrayList<>(List.of(module));
        String folder = Paths.folder(path);
        if (!folder.isEmpty()) {
          names.add(folder.replace('/', '.') + "." + module);
        }
        return names;
      }
      int dots = 0;
      while (dots < module.length() && module.charAt(dots) == '.') {
        dots++;
      }
      String folder = Paths.folder(path);
      for (int i = 1; i < dots; i++) {
        folder = Paths.folder(folder);
      }
      String rest = module.substring(dots);
      String dotted = folder.replace('/', '.');
      if (rest.isEmpty()) {
        return List.of(dotted);
      }
      return List.of(dotted.isEmpty() ? rest : dotted + "." + rest);
    }

    /** {@code import a.b.c} binds {@code a}. */
    @Override
    String boundName(String module) {
      int dot = module.indexOf('.');
      return dot < 0 ? module : module.substring(0, dot);
    }
  }

  private static final class Go extends ModuleNaming {
    private final Manifests manifests;

    Go(Manifests manifests) {
      this.manifests = manifests;
    }

    @Override
    String nameOf(FileFacts file) {
      String path = manifests.goPath(Paths.folder(file.path()));
      String declared = file.packageName();
      boolean isTestPackage = declared != null && declared.endsWith("_test");
      return isTestPackage ? path + " [test]" : path;
    }

    @Override
    List<String> candidates(String path, String module) {
      return List.of(module);
    }

    @Override
    String boundName(String module) {
      String[] parts = module.split("/", -1);
      String last = parts[parts.length - 1];
      boolean isVersion = last.matches("v\\d+") && parts.length > 1;
      String name = isVersion ? parts[parts.length - 2] : last;
      int dot = name.indexOf(".v");
      return (dot > 0 ? name.substring(0, dot) : name).replaceFirst("^go-", "");
    }
  }

  private static final class EcmaScript extends ModuleNaming {
    private final Manifests manifests;

    EcmaScript(Manifests manifests) {
      this.manifests = manifests;
    }

    @Override
    String nameOf(FileFacts file) {
      return stem(file.path());
    }

    private static String stem(String path) {
      String name = Paths.withoutExtension(path);
      return name.endsWith(".d") ? name.substring(0, name.length() - 2) : name;
    }

    @Override
    List<String> otherNamesOf(FileFacts file) {
      String name = stem(file.path());
      return name.endsWith("/index") ? List.of(name.substring(0, name.length() - 6)) : List.of();
    }

    @Override
    List<String> candidates(String path, String module) {
      List<String> names = new ArrayList<>();
      if (module.startsWith(".")) {
        add(names, Paths.resolve(Paths.folder(path), module));
        return names;
      }
      for (Map.Entry<String, String> mapping : manifests.pathMappings(path).entrySet()) {
        addMapped(names, mapping.getKey(), mapping.getValue(), module);
      }
      for (Map.Entry<String, String> known : manifests.packages().entrySet()) {
        String name = known.getKey();
        String folder = known.getValue();
        if (module.equals(name)) {
          for (String entry : List.of("src/index", "index", "src/main", "lib/index")) {
            add(names, Paths.resolve(folder, entry));
          }
        } else if (module.startsWith(name + "/")) {
          String below = module.substring(name.length() + 1);
          add(names, Paths.resolve(folder, below));
          add(names, Paths.resolve(folder, "src/" + below));
        }
      }
      return names;
    }

    private static void addMapped(List<String> names, String from, String to, String module) {
      int star = from.indexOf('*');
      if (star < 0) {
        if (from.equals(module)) {
          add(names, to);
        }
        return;
      }
      String before = from.substring(0, star);
      String after = from.substring(star + 1);
      if (module.startsWith(before)
          && module.endsWith(after)
          && module.length() >= before.length() + after.length()) {
        String rest = module.substring(before.length(), module.length() - after.length());
        add(names, Paths.resolve("", to.replace("*", rest)));
      }
    }

    private static void add(List<String> names, String path) {
      names.add(path);
      // An import may name the file that the compiler will write.
      if (path.endsWith(".js")
          || path.endsWith(".mjs")
          || path.endsWith(".cjs")
          || path.endsWith(".jsx")
          || path.endsWith(".ts")
          || path.endsWith(".tsx")) {
        names.add(Paths.withoutExtension(path));
      }
    }

    @Override
    String boundName(String module) {
      return "";
    }
  }

  private static final class Rust extends ModuleNaming {
    @Override
    String nameOf(FileFacts file) {
      String name = Paths.withoutExtension(file.path());
      for (String end : List.of("/mod", "/lib", "/main")) {
        if (name.endsWith(end)) {
          name = name.substring(0, name.length() - end.length());
        }
      }
      return name.replace('/', '.');
    }

    @Override
    List<String> candidates(String path, String module) {
      String dotted = module.replace("::", ".");
      String here = Paths.withoutExtension(path).replace('/', '.');
      String folder = Paths.folder(path).replace('/', '.');
      List<String> names = new ArrayList<>();
      if (dotted.equals("crate") || dotted.startsWith("crate.")) {
        String source = crateRoot(path).replace('/', '.');
        String below = dotted.length() > 6 ? dotted.substring(6) : "";
        names.add(below.isEmpty() ? source : source.isEmpty() ? below : source + "." + below);
      } else if (dotted.startsWith("super")) {
        String below = dotted.length() > 6 ? "." + dotted.substring(6) : "";
        boolean isFolderModule = path.endsWith("/mod.rs");
        String parent =
            isFolderModule ? Paths.folder(Paths.folder(path)).replace('/', '.') : folder;
        names.add(parent + below);
      } else if (dotted.startsWith("self.")) {
        names.add(here + "." + dotted.substring(5));
        names.add(folder + "." + dotted.substring(5));
      } else {
        names.add(here + "." + dotted);
        names.add(folder.isEmpty() ? dotted : folder + "." + dotted);
        int dot = dotted.indexOf('.');
        String crate = dot < 0 ? dotted : dotted.substring(0, dot);
        String below = dot < 0 ? "" : dotted.substring(dot);
        names.add(crate + ".src" + below);
        names.add("crates." + crate + ".src" + below);
        names.add("crates." + crate.replace('_', '-') + ".src" + below);
      }
      return names;
    }

    private static String crateRoot(String path) {
      int source = path.lastIndexOf("src/");
      return source < 0 ? "" : path.substring(0, source + 3);
    }
  }

  private static final class Include extends ModuleNaming {
    private final Set<String> paths;

    Include(Set<String> paths) {
      this.paths = paths;
    }

    @Override
    String nameOf(FileFacts file) {
      return file.path();
    }

    @Override
    List<String> candidates(String path, String module) {
      List<String> names = new ArrayList<>();
      names.add(Paths.resolve(Paths.folder(path), module));
      names.add(Paths.resolve("", module));
      for (String root : List.of("include", "src", "inc", "lib")) {
        names.add(Paths.resolve(root, module));
      }
      // An include path we do not know: walk up from the including file.
      for (String at = Paths.folder(path); !at.isEmpty(); at = Paths.folder(at)) {
        names.add(Paths.resolve(at, module));
        names.add(Paths.resolve(at, "include/" + module));
      }
      names.removeIf(name -> !paths.contains(name));
      return names;
    }

    @Override
    String boundName(String module) {
      return "";
    }
  }

  private static final class Global extends ModuleNaming {
    @Override
    String nameOf(FileFacts file) {
      return "";
    }

    @Override
    List<String> candidates(String path, String module) {
      return List.of();
    }

    /** Relative to the importer, or to a folder of sources beside or above it. */
    @Override
    List<String> paths(String path, String module) {
      String extension = path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/') + 1));
      String file = module.endsWith(extension) ? module : module + extension;
      List<String> found = new ArrayList<>();
      String at = Paths.folder(path);
      found.add(Paths.resolve(at, file));
      if (!module.startsWith(".")) {
        while (!at.isEmpty()) {
          at = Paths.folder(at);
          found.add(Paths.resolve(at, file));
          found.add(Paths.resolve(at, "lib/" + file));
        }
      }
      return found;
    }
  }
}
