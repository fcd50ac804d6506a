package dev.codeintel.resolution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What build files say of module names. A file that cannot be read says nothing. */
final class Manifests {
  private static final Pattern GO_MODULE = Pattern.compile("(?m)^\\s*module\\s+\"?([^\\s\"]+)");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final Map<String, String> goModules = new TreeMap<>();
  private final Map<String, String> packages = new TreeMap<>();
  private final Map<String, Map<String, String>> pathMappings = new TreeMap<>();

  Manifests(Map<String, String> texts) {
    texts.forEach(
        (path, text) -> {
          String folder = Paths.folder(path);
          switch (Paths.fileName(path)) {
            case "go.mod" -> {
              Matcher module = GO_MODULE.matcher(text);
              if (module.find()) {
                goModules.put(folder, module.group(1));
              }
            }
            case "package.json" -> {
              String name = json(text).path("name").asText("");
              if (!name.isEmpty()) {
                packages.put(name, folder);
              }
            }
            case "tsconfig.json", "jsconfig.json" -> readPaths(folder, json(text));
            default -> {
              // Another file's text was passed by mistake; nothing depends on it.
            }
          }
        });
  }

  static boolean isManifest(String path) {
    return switch (Paths.fileName(path)) {
      case "go.mod", "package.json", "tsconfig.json", "jsconfig.json" -> true;
      default -> false;
    };
  }

  private void readPaths(String folder, JsonNode config) {
    JsonNode options = config.path("compilerOptions");
    String base = Paths.resolve(folder, options.path("baseUrl").asText("."));
    Map<String, String> mappings = new HashMap<>();
    options
        .path("paths")
        .properties()
        .forEach(
            entry -> {
              String target = entry.getValue().path(0).asText("");
              if (!target.isEmpty()) {
                mappings.put(entry.getKey(), Paths.resolve(base, target));
              }
            });
    if (options.has("baseUrl")) {
      mappings.putIfAbsent("*", base.isEmpty() ? "*" : base + "/*");
    }
    pathMappings.put(folder, mappings);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null ? JSON.createObjectNode() : node;
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  /** Returns Go's import path of a folder: the nearest module's path and the folders below it. */
  String goPath(String folder) {
    String at = folder;
    while (true) {
      String module = goModules.get(at);
      if (module != null) {
        String below =
            at.isEmpty() ? folder : folder.substring(Math.min(folder.length(), at.length() + 1));
        if (module.equals("std")) {
          return below;
        }
        return below.isEmpty() ? module : module + "/" + below;
      }
      if (at.isEmpty()) {
        return folder;
      }
      at = Paths.folder(at);
    }
  }

  /** Returns folders by the name of the JavaScript package in them. */
  Map<String, String> packages() {
    return packages;
  }

  /** Returns path mappings of the nearest TypeScript configuration above a file. */
  Map<String, String> pathMappings(String path) {
    String at = Paths.folder(path);
    while (true) {
      Map<String, String> mappings = pathMappings.get(at);
      if (mappings != null || at.isEmpty()) {
        return mappings == null ? Map.of() : mappings;
      }
      at = Paths.folder(at);
    }
  }
}
