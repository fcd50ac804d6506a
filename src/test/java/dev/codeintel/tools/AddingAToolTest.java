package dev.codeintel.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.OwnDataProfile;
import dev.codeintel.catalog.Catalog;
import dev.codeintel.indexing.IndexProgress;
import dev.codeintel.indexing.IndexingService;
import dev.codeintel.search.CodeSearch;
import dev.codeintel.tools.answer.RenderedAnswer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class on the page {@code src/docs/adding-a-tool.md} is a tool, and answers what it says. */
@QuarkusTest
@TestProfile(AddingAToolTest.OwnData.class)
class AddingAToolTest {
  private static final Path PAGE = Path.of("src/docs/adding-a-tool.md");
  private static final Path SHOP = Path.of("src/test/resources/shop");

  @Inject IndexingService indexing;
  @Inject Catalog catalog;
  @Inject CodeSearch search;
  @Inject OperationTimes times;

  @TempDir Path folder;

  /** A data folder of its own. */
  public static final class OwnData extends OwnDataProfile {}

  /** Returns the page's block of a kind, without what indents it. */
  private static String block(String kind) throws IOException {
    String page = Files.readString(PAGE).replace("\n   ", "\n");
    int start = page.indexOf("```" + kind + "\n") + kind.length() + 4;
    return page.substring(start, page.indexOf("\n```", start) + 1);
  }

  /** Compiles the page's class and loads it where the tools are. */
  private Tool<?> tool() throws Exception {
    Path source = folder.resolve("CountSymbolsTool.java");
    Files.writeString(source, block("java"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path = System.getProperty("java.class.path") + ":target/classes";
    int failures =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-parameters",
            "-d",
            classes.toString(),
            "-cp",
            path,
            source.toString());
    assertThat(failures).isZero();
    MethodHandles.Lookup here = MethodHandles.lookup();
    try (Stream<Path> made = Files.walk(classes)) {
      // The records and the enum of its arguments before the class that names them.
      for (Path each : made.filter(Files::isRegularFile).sorted().toList()) {
        here.defineClass(Files.readAllBytes(each));
      }
    }
    Class<?> type = Class.forName("dev.codeintel.tools.CountSymbolsTool");
    assertThat(type).hasAnnotation(Singleton.class);
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return (Tool<?>) constructor.newInstance();
  }

  @Test
  void thePageIsTrue() throws Exception {
    indexing.index(SHOP.toString(), false, IndexProgress.NONE);
    CodeTools tools = new CodeTools(List.of(tool()), catalog, search, times);

    ToolSpec<?> spec = tools.specs().get(0);
    assertThat(spec.inputSchema().toString())
        .contains("name={type=string, description=may be a pattern}")
        .contains("by={type=string, enum=[kind, path]}")
        .contains("required=[name]", "path_glob=");
    Map<String, Object> arguments =
        Map.of("name", "total", "by", "path", "repo", SHOP.toAbsolutePath().toString());
    RenderedAnswer answer = tools.call("count_symbols", arguments, CallContext.NONE);
    assertThat(answer.isError()).as(answer.text()).isFalse();
    assertThat(answer.text()).endsWith(block("text"));
    assertThat(String.valueOf(answer.structured())).contains("name=web/basket.ts, symbols=1");
    assertThat(tools.call("count_symbols", Map.of("by", "path"), CallContext.NONE).text())
        .contains("name");
  }
}
