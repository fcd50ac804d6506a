package dev.codeintel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares {@code src/docs/configuration.md} with the configuration interfaces. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("src/docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(code-intel\\.[^`]+)` \\| (?:`([^`]*)`|([^|]*)) \\|", Pattern.MULTILINE);

  /** What stands in the second column of a key that has no fixed default. */
  private static final String COMPUTED = "";

  @Test
  void hasEveryKeyWithItsDefaultAndNoOther() throws IOException {
    Map<String, String> expected = keys();

    Map<String, String> documented = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      documented.put(row.group(1), row.group(2) == null ? COMPUTED : row.group(2));
    }

    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(documented).isEqualTo(expected);
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.codeintel")) {
      if (type.isAnnotatedWith(ConfigMapping.class)) {
        Class<?> mapping = type.reflect();
        addKeys(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), keys);
      }
    }
    return keys;
  }

  private static void addKeys(Class<?> group, String prefix, Map<String, String> keys) {
    for (Method method : group.getDeclaredMethods()) {
      if (method.isSynthetic()) {
        continue;
      }
      String key = prefix + "." + kebab(method.getName());
      if (method.getReturnType().isMemberClass() && method.getReturnType().isInterface()) {
        addKeys(method.getReturnType(), key, keys);
      } else {
        WithDefault given = method.getAnnotation(WithDefault.class);
        keys.put(key, given == null ? COMPUTED : given.value());
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
