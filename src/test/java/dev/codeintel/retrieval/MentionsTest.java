package dev.codeintel.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.codeintel.retrieval.Mentions.Frame;
import org.junit.jupiter.api.Test;

class MentionsTest {

  @Test
  void readsJavaFrames() {
    Mentions mentions =
        Mentions.in(
            """
            java.lang.IllegalStateException: twice
                at app//com.acme.order.OrderService.place(OrderService.java:42)
                at com.acme.Main.main(Main.java:7)
            """);
    assertThat(mentions.frames())
        .containsExactly(
            new Frame("com/acme/order/OrderService.java", 42), new Frame("com/acme/Main.java", 7));
  }

  @Test
  void readsPythonFramesAndPlaces() {
    assertThat(Mentions.in("  File \"/srv/app/views.py\", line 12, in index").frames())
        .containsExactly(new Frame("/srv/app/views.py", 12));
    assertThat(Mentions.in("at Router.handle (src/router.ts:33:9)").frames())
        .containsExactly(new Frame("src/router.ts", 33));
  }

  @Test
  void prefersNamesThatLookLikeCode() {
    Mentions mentions = Mentions.in("The `place` call in OrderService.place loses max_retries");
    assertThat(mentions.identifiers().keySet())
        .containsExactly("place", "OrderService.place", "max_retries");
  }

  @Test
  void readsWhatALineIsAbout() {
    assertThat(Mentions.in("telnet: only accept ascii\nnet/http: time out\nat 12:30: no").modules())
        .containsExactly("telnet", "http");
    assertThat(Mentions.in("See https://example.org for more").modules()).isEmpty();
  }

  @Test
  void survivesHostileText() {
    assertThat(Mentions.in("a.".repeat(50_000) + "((((").frames()).isEmpty();
    assertThat(Mentions.in("/".repeat(100_000)).paths()).isEmpty();
    assertThat(Mentions.in("a/".repeat(50_000)).modules()).isEmpty();
  }
}
