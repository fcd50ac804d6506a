package dev.codeintel.parsing.language;

import dev.codeintel.model.LanguageProfile;
import dev.codeintel.model.LanguageProfiles;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All languages. Immutable and thread-safe. */
@Singleton
public final class LanguageRegistry implements LanguageProfiles {
  private static final Pattern SHEBANG =
      Pattern.compile(
          "^#!\\s*\\S*?([\\w.+-]+?)[\\d.]*(?:\\s+(?:-\\S+\\s+)*([\\w.+-]+?)[\\d.]*)?\\s*$");

  /** Read when this class is initialized: of the native executable, while it is built. */
  private static final LanguageDefinitions DEFINITIONS = LanguageDefinitions.read();

  private final Map<String, Language> byExtension = new HashMap<>();
  private final Map<String, Language> byFileName = new HashMap<>();
  private final Map<String, Language> byInterpreter = new HashMap<>();

  public LanguageRegistry() {
    for (Language language : all()) {
      for (String extension : language.extensions()) {
        claim(byExtension, extension, language);
      }
      for (String name : language.fileNames()) {
        claim(byFileName, name, language);
      }
      for (String interpreter : language.interpreters()) {
        claim(byInterpreter, interpreter, language);
      }
    }
  }

  /** Returns all languages, sorted by id. */
  public List<Language> all() {
    return List.copyOf(DEFINITIONS.languages().values());
  }

  @Override
  public LanguageProfile profile(String languageId) {
    Language language = DEFINITIONS.languages().get(languageId);
    if (language == null) {
      throw new IllegalArgumentException("no language " + languageId);
    }
    return language.profile();
  }

  /**
   * Returns the version of a language: a hash of its properties, which name the grammar and its
   * version, and of its query. It changes whenever one of them does.
   */
  public String version(String languageId) {
    String version = DEFINITIONS.versions().get(languageId);
    if (version == null) {
      throw new IllegalArgumentException("no language " + languageId);
    }
    return version;
  }

  /** Returns a hash of the versions of all languages. */
  public String version() {
    return DEFINITIONS.version();
  }

  /**
   * Returns the language of a file: by its whole name, then by its ending, then by its first line.
   *
   * @param utf8 the content; only the first line is looked at, and only if the name does not decide
   */
  public Optional<Language> languageOf(String path, byte[] utf8) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    Language byWholeName = byFileName.get(name);
    if (byWholeName != null) {
      return Optional.of(byWholeName);
    }
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      return Optional.ofNullable(byExtension.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }
    return Optional.ofNullable(ofFirstLine(utf8));
  }

  private @Nullable Language ofFirstLine(byte[] utf8) {
    if (utf8.length < 3 || utf8[0] != '#' || utf8[1] != '!') {
      return null;
    }
    int end = 2;
    while (end < utf8.length && end < 200 && utf8[end] != '\n' && utf8[end] != '\r') {
      end++;
    }
    var shebang = SHEBANG.matcher(new String(utf8, 0, end, StandardCharsets.UTF_8));
    if (!shebang.matches()) {
      return null;
    }
    String program = shebang.group(1);
    return byInterpreter.get("env".equals(program) ? shebang.group(2) : program);
  }

  private static void claim(Map<String, Language> map, String key, Language language) {
    Language other = map.putIfAbsent(key, language);
    if (other != null) {
      throw new IllegalStateException(
          "both " + other.id() + " and " + language.id() + " claim " + key);
    }
  }
}
