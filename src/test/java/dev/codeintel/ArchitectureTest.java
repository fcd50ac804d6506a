package dev.codeintel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks who may use whom: the table in {@code src/docs/architecture.md}. */
final class ArchitectureTest {
  private static final String BASE = "dev.codeintel.";
  private static final List<String> FOR_ALL = List.of("model", "config", "monitoring", "text");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.codeintel");

  /** The packages a package may use beside those that all may use. */
  private static final Map<String, List<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("model", List.of()),
              Map.entry("config", List.of("model")),
              Map.entry("monitoring", List.of()),
              Map.entry("natives", List.of()),
              Map.entry("nativeimage", List.of()),
              Map.entry("duckdb", List.of("natives")),
              Map.entry("source", List.of()),
              Map.entry("cache", List.of()),
              Map.entry("parsing", List.of("cache", "source", "natives")),
              Map.entry("resolution", List.of()),
              Map.entry("scip", List.of("resolution")),
              Map.entry("snapshot", List.of("duckdb")),
              Map.entry("graph", List.of("duckdb", "snapshot")),
              Map.entry("embedding", List.of("cache", "natives", "graph", "snapshot", "vector")),
              Map.entry("vector", List.of()),
              Map.entry("search", List.of("graph", "embedding", "vector")),
              Map.entry(
                  "indexing",
                  List.of(
                      "cache",
                      "source",
                      "parsing",
                      "resolution",
                      "scip",
                      "graph",
                      "snapshot",
                      "catalog",
                      "embedding",
                      "search")),
              Map.entry("text", List.of()),
              Map.entry("retrieval", List.of("graph", "search")),
              Map.entry("tools", List.of("graph", "embedding", "search", "retrieval", "catalog")),
              Map.entry("transport", List.of()),
              Map.entry("mcp", List.of("tools", "transport")),
              Map.entry("catalog", List.of("source", "graph", "snapshot")),
              Map.entry("rest", List.of("graph", "catalog", "tools"))));

  /** Libraries and the only packages that may name them. */
  private static final Map<String, List<String>> HOMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("org.treesitter", List.of("parsing.treesitter")),
              Map.entry("org.apache.lucene", List.of("search.lucene")),
              Map.entry("com.google.re2j", List.of("graph")),
              Map.entry("ai.onnxruntime", List.of("embedding.onnx")),
              Map.entry("ai.djl", List.of("embedding.onnx")),
              Map.entry("dev.langchain4j", List.of("vector.chroma")),
              Map.entry("org.tukaani", List.of("parsing.treesitter")),
              Map.entry("org.duckdb", List.of("duckdb", "graph.duckdb")),
              Map.entry("java.sql", List.of("duckdb", "graph.duckdb")),
              Map.entry("io.quarkiverse", List.of("mcp", "transport")),
              Map.entry("io.vertx", List.of("mcp", "transport")),
              Map.entry("org.eclipse.jgit", List.of("source")),
              Map.entry("io.methvin", List.of("source")),
              Map.entry("picocli", List.of("cli")),
              Map.entry("com.oracle.svm", List.of("nativeimage")),
              Map.entry("com.google.protobuf", List.of("scip", "parsing")),
              Map.entry("com.github.benmanes.caffeine", List.of("cache.memory")),
              Map.entry("io.micrometer", List.of("monitoring"))));

  static List<String> packages() {
    return new ArrayList<>(MAY_USE.keySet());
  }

  static List<String> libraries() {
    return new ArrayList<>(HOMES.keySet());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatTheTableAllows(String name) {
    List<String> allowed = new ArrayList<>(MAY_USE.getOrDefault(name, List.of()));
    if (!FOR_ALL.contains(name)) {
      allowed.addAll(FOR_ALL);
    }
    allowed.add(name);
    String[] patterns = allowed.stream().map(each -> BASE + each + "..").toArray(String[]::new);
    DescribedPredicate<JavaClass> others =
        resideInAnyPackage("dev.codeintel..").and(not(resideInAnyPackage(patterns)));

    noClasses()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .dependOnClassesThat(others)
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheTable() {
    String[] known =
        MAY_USE.keySet().stream().map(each -> BASE + each + "..").toArray(String[]::new);

    classes()
        .that(resideOutsideOfPackages(known))
        .should()
        .resideInAPackage(BASE + "cli..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void libraryHasOneHome(String library) {
    String[] homes =
        HOMES.getOrDefault(library, List.of()).stream()
            .map(each -> BASE + each + "..")
            .toArray(String[]::new);

    noClasses()
        .that(resideInAnyPackage("dev.codeintel..").and(resideOutsideOfPackages(homes)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library + ".."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("technologies")
  void technologyIsNamedByNobodyElse(String technology) {
    noClasses()
        .that(resideInAnyPackage("dev.codeintel..").and(resideOutsideOfPackages(technology + "..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(technology + ".."))
        .check(CLASSES);
  }

  static List<String> technologies() {
    return List.of(
        BASE + "parsing.treesitter",
        BASE + "graph.duckdb",
        BASE + "search.lucene",
        BASE + "embedding.onnx",
        BASE + "embedding.sentence",
        BASE + "vector.chroma",
        BASE + "cache.memory",
        BASE + "cache.disk");
  }

  /** The index neither puts nor drops rows of a store itself, whichever store it is. */
  @Test
  void onlyEmbeddingUsesTheStoreOfVectors() {
    noClasses()
        .that(
            resideInAnyPackage("dev.codeintel..")
                .and(resideOutsideOfPackages(BASE + "embedding.sentence..", BASE + "vector..")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(BASE + "vector.VectorStore")
        .check(CLASSES);
  }

  /** The search index knows vectors by what embedding offers it, and what it offers embedding. */
  @Test
  void theModelIsLoadedByEmbeddingOnly() {
    noClasses()
        .that(
            resideInAnyPackage("dev.codeintel..")
                .and(resideOutsideOfPackages(BASE + "embedding..")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(BASE + "embedding.Embedders")
        .check(CLASSES);
  }

  @Test
  void modelUsesOnlyTheLanguage() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "model..")
        .should()
        .dependOnClassesThat(not(resideInAnyPackage("java..", "org.jspecify..", BASE + "model..")))
        .check(CLASSES);
  }

  @Test
  void commandsDoNotKnowTheProtocol() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "cli..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(BASE + "mcp.."))
        .check(CLASSES);
  }

  @Test
  void nothingWritesToStandardOutputButTheCommands() {
    noClasses()
        .that(resideOutsideOfPackages(BASE + "cli..", BASE + "transport.."))
        .should()
        .accessField(System.class, "out")
        .check(CLASSES);
  }
}
