package dev.codeintel.tools.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CursorTest {
  private final Cursor start = Cursor.start("20261122-1", 42);

  @Test
  void comesBackAsItWas() {
    String text = start.at(17, 4711).encode();
    assertThat(text).hasSize(Cursor.LENGTH).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.decode(text, start)).isEqualTo(start.at(17, 4711));
  }

  @Test
  void isRefusedForAnotherSnapshotOrQuestion() {
    String text = start.at(1, 0).encode();
    assertThatThrownBy(() -> Cursor.decode(text, Cursor.start("20261122-2", 42)))
        .hasMessageContaining("older snapshot");
    assertThatThrownBy(() -> Cursor.decode(text, Cursor.start("20261122-1", 43)))
        .hasMessageContaining("other arguments");
  }

  @Test
  void isRefusedIfDamaged() {
    for (String text : new String[] {"x", "%%%", "AAAA", start.encode() + "A", "\u0000"}) {
      assertThatThrownBy(() -> Cursor.decode(text, start))
          .isInstanceOf(AnswerException.class)
          .hasMessageContaining("ask again without cursor");
    }
  }
}
