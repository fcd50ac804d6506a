package dev.codeintel.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.codeintel.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryMatcherTest {
  private static final KnownRepository SHOP = known("shop-1", "shop", "/src/shop");
  private static final KnownRepository OTHER_SHOP = known("shop-2", "shop", "/old/shop");
  private static final KnownRepository BILLING = known("billing-3", "Billing", "https://h/b.git");
  private static final List<KnownRepository> ALL = List.of(SHOP, OTHER_SHOP, BILLING);

  private static KnownRepository known(String id, String name, String origin) {
    return new KnownRepository(id, name, origin);
  }

  @Test
  void findsByIdOriginAndName() {
    assertThat(RepositoryMatcher.match("shop-2", ALL)).isEqualTo(OTHER_SHOP);
    assertThat(RepositoryMatcher.match("/src/shop", ALL)).isEqualTo(SHOP);
    assertThat(RepositoryMatcher.match("https://h/b.git", ALL)).isEqualTo(BILLING);
    assertThat(RepositoryMatcher.match("Billing", ALL)).isEqualTo(BILLING);
    assertThat(RepositoryMatcher.match("billing", ALL)).isEqualTo(BILLING);
  }

  @Test
  void anExactNameGoesBeforeOneOfAnotherCase() {
    KnownRepository lower = known("billing-4", "billing", "/src/billing");
    assertThat(RepositoryMatcher.match("billing", List.of(BILLING, lower))).isEqualTo(lower);
    assertThat(RepositoryMatcher.match("Billing", List.of(lower, BILLING))).isEqualTo(BILLING);
    assertThatThrownBy(() -> RepositoryMatcher.match("BILLING", List.of(lower, BILLING)))
        .hasMessageContaining("say which by id: billing-3 (https://h/b.git), billing-4");
  }

  @Test
  void namesAllThatFit() {
    assertThatThrownBy(() -> RepositoryMatcher.match("shop", ALL))
        .isInstanceOfSatisfying(
            CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CALLER))
        .hasMessage(
            "Several repositories are called \"shop\"; say which by id: shop-1 (/src/shop), shop-2"
                + " (/old/shop).");
  }

  @Test
  void saysWhatThereIsIfNoneFits() {
    assertThatThrownBy(() -> RepositoryMatcher.match("biling", ALL))
        .isInstanceOfSatisfying(
            CatalogException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
        .hasMessage(
            "No repository \"biling\" is indexed, did you mean \"Billing\"; there are: Billing,"
                + " shop.");
    assertThatThrownBy(() -> RepositoryMatcher.match("x", List.of()))
        .hasMessageContaining("code-intel index PATH");

    List<KnownRepository> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(known("r-" + i, "repository-%03d".formatted(i), "/src/" + i));
    }
    assertThatThrownBy(() -> RepositoryMatcher.match("zzz", many))
        .hasMessageEndingWith("repository-019 and 480 more.");
  }

  @Test
  void findsTheInnermostRepositoryAroundAFolder(@TempDir Path temporary) throws IOException {
    Path root = temporary.toRealPath();
    Path inner = Files.createDirectories(root.resolve("outer/inner/src"));
    KnownRepository outer = known("o", "outer", root.resolve("outer").toString());
    KnownRepository nested = known("i", "inner", root.resolve("outer/inner").toString());

    assertThat(RepositoryMatcher.match(inner.toString(), List.of(outer, nested))).isEqualTo(nested);
    assertThat(RepositoryMatcher.match(inner + "/../..", List.of(outer, nested))).isEqualTo(outer);
    assertThatThrownBy(
            () -> RepositoryMatcher.match(root.resolve("missing").toString(), List.of(outer)))
        .hasMessageContaining("there are: outer");
  }
}
