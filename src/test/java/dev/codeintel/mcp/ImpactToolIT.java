package dev.codeintel.mcp;

import static dev.codeintel.mcp.Shop.answer;
import static dev.codeintel.mcp.Shop.refusal;
import static dev.codeintel.mcp.Shop.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.cli.McpClient.ToolAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code impact} through a client. */
@ExtendWith(Shop.class)
@ParameterizedClass
@EnumSource(Transport.class)
final class ImpactToolIT {
  private final Transport over;

  ImpactToolIT(Transport over) {
    this.over = over;
  }

  @Test
  void findsWhatDependsOnASymbol() {
    ToolAnswer impact = answer(over, "impact", "symbols", List.of("Audit.write"));

    assertThat(impact.all("id"))
        .contains(
            "src/main/java/shop/OrderService.java#OrderService.place(Order)",
            "src/main/java/shop/Checkout.java#Checkout.pay(Order)");
  }

  @Test
  void testsThatWouldTellAreNamed() {
    ToolAnswer impact = answer(over, "impact", "symbols", List.of("Audit.write"));

    assertThat(impact.all("path")).contains("src/test/java/shop/OrderServiceTest.java");
  }

  @Test
  void takesADiff() {
    String diff =
        """
        --- a/src/main/java/shop/Audit.java
        +++ b/src/main/java/shop/Audit.java
        @@ -9,1 +9,1 @@
        -    System.err.println(line);
        +    System.out.println(line);
        """;

    assertThat(answer(over, "impact", "diff", diff).names()).contains("place", "pay");
  }

  @Test
  void takesFiles() {
    assertThat(answer(over, "impact", "paths", List.of("web/basket.ts")).all("path"))
        .doesNotContain("src/main/java/shop/Checkout.java");
    assertThat(answer(over, "impact", "paths", "src/main/java/shop/Audit.java").names())
        .contains("pay");
  }

  @Test
  void saysWhatIsNotIndexed() {
    assertThat(
            verdict(
                answer(
                    over,
                    "impact",
                    "paths",
                    List.of("src/main/java/shop/Audit.java", "nowhere.java"))))
        .contains("partial", "not_indexed");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThat(refusal(over, "impact")).contains("symbols", "diff");
    assertThat(refusal(over, "impact", "diff", "no diff at all")).contains("diff");
  }
}
