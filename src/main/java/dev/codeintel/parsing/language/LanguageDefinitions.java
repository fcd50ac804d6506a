package dev.codeintel.parsing.language;

import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.ModuleRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code languages/} says. The folders are those listed in {@code languages/index}, or of them
 * those a build selected, because resources cannot be listed everywhere. Immutable and thread-safe.
 *
 * @param languages by id, sorted
 * @param versions of the languages, by id: hashes of their properties and queries
 * @param version a hash of them all
 */
record LanguageDefinitions(
    SortedMap<String, Language> languages, Map<String, String> versions, String version) {
  private static final String FOLDER = "languages/";

  LanguageDefinitions {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
    versions = Map.copyOf(versions);
  }

  /** Reads them all. A mistake in one of them is an exception. */
  static LanguageDefinitions read() {
    SortedMap<String, Language> languages = new TreeMap<>();
    Map<String, String> versions = new HashMap<>();
    for (String id : selected(text("index"), text("selected"))) {
      String settings = text(id + "/language.properties");
      Properties properties = properties(settings);
      String included = (String) properties.remove("include");
      String shared = included == null ? "" : text(included + "/language.properties");
      properties(shared).forEach(properties::putIfAbsent);
      String query = query(id);
      languages.put(id, language(id, properties, query));
      versions.put(id, hash(settings + '\0' + shared + '\0' + query));
    }
    StringBuilder all = new StringBuilder();
    languages
        .keySet()
        .forEach(id -> all.append(id).append(' ').append(versions.get(id)).append('\n'));
    return new LanguageDefinitions(languages, versions, hash(all.toString()));
  }

  /**
   * Returns the languages that are built in.
   *
   * @param index all there are, one a line
   * @param selection ids with commas between them, or {@code all}
   */
  static List<String> selected(String index, String selection) {
    List<String> known = index.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    List<String> wanted = List.of(selection.strip().split("[,\\s]+"));
    // Some development environments copy the file as it is.
    if (wanted.equals(List.of("all")) || selection.startsWith("${")) {
      return known;
    }
    for (String id : wanted) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException(
            "code-intel.languages names \"%s\", which is none of: %s"
                .formatted(id, String.join(", ", known)));
      }
    }
    return wanted;
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Language language(String id, Properties properties, String query) {
    Settings settings = new Settings(id, properties);
    // Only for version(): a test compares it with what is built in.
    settings.text("grammar", "");
    LanguageProfile profile =
        new LanguageProfile(
            id,
            settings.text("family", id),
            settings.text("separator", "."),
            ModuleRule.valueOf(settings.text("modules", "GLOBAL").toUpperCase(Locale.ROOT)),
            settings.words("self"),
            settings.words("super"),
            List.copyOf(settings.words("constructors")),
            settings.text("call-method", ""),
            settings.flag("implicit-self"),
            settings.flag("overloads"),
            settings.flag("separate-methods"),
            settings.flag("instantiates-by-call"),
            settings.flag("linearizes-supertypes"),
            settings.flag("checks-arity"),
            settings.flag("dynamic"),
            settings.flag("infers-functions"),
            settings.flag("calls-values"),
            settings.flag("implicit-interfaces"),
            settings.flag("implements-outside"),
            settings.flag("calls-by-name"),
            settings.flag("super-repeats"),
            settings.text("making-method", ""),
            settings.words("continued-kinds"),
            settings.text("continued-word", ""),
            List.copyOf(settings.words("implicit-modules")),
            settings.words("builtin-members"),
            settings.group("result."),
            settings.words("transparent-types"),
            settings.text("platform", ""),
            settings.group("supertype."),
            settings.wordGroup("framework."),
            settings.group("member."),
            settings.group("literal."));
    Language language =
        new Language(
            profile,
            settings.words("extensions"),
            settings.words("file-names"),
            settings.words("interpreters"),
            query,
            VisibilityRule.valueOf(
                settings
                    .text("visibility", "keyword-or-public")
                    .toUpperCase(Locale.ROOT)
                    .replace('-', '_')),
            settings.words("static"),
            settings.words("abstract"),
            settings.words("signatures"),
            settings.words("import-words"),
            settings.words("export-words"),
            operators(settings),
            Pattern.compile(
                settings.text("doc-strip", "^\\s*(/\\*\\*?|\\*/|\\*|//[/!]?|#)\\s?|\\*/\\s*$")),
            Pattern.compile(settings.text("doc-gap", "\\s*")),
            Pattern.compile(settings.text("doc-start", "(?s)/\\*\\*.*")),
            settings.text("scanner-state", ""));
    settings.rejectUnknown();
    return language;
  }

  private static Map<String, Operator> operators(Settings settings) {
    Map<String, Operator> operators = new HashMap<>();
    settings
        .wordGroup("operators.")
        .forEach((kind, words) -> words.forEach(word -> operators.put(word, Operator.parse(kind))));
    return operators;
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** A line {@code ;include folder} stands for the query in that folder. */
  private static String query(String folder) {
    StringBuilder query = new StringBuilder();
    for (String line : text(folder + "/tags.scm").split("\n", -1)) {
      if (line.startsWith(";include ")) {
        query.append(query(line.substring(9).strip()));
      } else {
        query.append(line).append('\n');
      }
    }
    return query.toString();
  }

  private static String text(String name) {
    String path = FOLDER + name;
    try (InputStream in = LanguageDefinitions.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource " + path + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The properties of one language; a key nobody asked for is a mistake. */
  private static final class Settings {
    private final String id;
    private final Properties properties;
    private final Set<String> asked = new LinkedHashSet<>();

    Settings(String id, Properties properties) {
      this.id = id;
      this.properties = properties;
    }

    String text(String key, String otherwise) {
      asked.add(key);
      return properties.getProperty(key, otherwise);
    }

    boolean flag(String key) {
      return Boolean.parseBoolean(text(key, "false"));
    }

    Set<String> words(String key) {
      Set<String> words = new LinkedHashSet<>(Arrays.asList(text(key, "").split("[,\\s]+")));
      words.remove("");
      return words;
    }

    Map<String, Set<String>> wordGroup(String prefix) {
      Map<String, Set<String>> group = new HashMap<>();
      for (String key : group(prefix).keySet()) {
        group.put(key, words(prefix + key));
      }
      return group;
    }

    Map<String, String> group(String prefix) {
      Map<String, String> group = new HashMap<>();
      for (String key : properties.stringPropertyNames()) {
        if (key.startsWith(prefix)) {
          group.put(key.substring(prefix.length()), text(key, ""));
        }
      }
      return group;
    }

    void rejectUnknown() {
      for (String key : properties.stringPropertyNames()) {
        if (!asked.contains(key)) {
          throw new IllegalStateException("language " + id + " sets an unknown property: " + key);
        }
      }
    }
  }
}
