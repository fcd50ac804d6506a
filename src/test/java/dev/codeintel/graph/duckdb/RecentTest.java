package dev.codeintel.graph.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentTest {
  private final Recent<String> recent = new Recent<>(10, String::length);

  @Test
  void whatWasUsedLongestAgoGivesWay() {
    recent.put("a", "aaaa");
    recent.put("b", "bbbb");
    assertThat(recent.get("a")).isEqualTo("aaaa");

    recent.put("c", "cccc");

    assertThat(recent.get("b")).isNull();
    assertThat(recent.get("a")).isEqualTo("aaaa");
    assertThat(recent.get("c")).isEqualTo("cccc");
  }

  @Test
  void whatWeighsTooMuchIsNotKept() {
    recent.put("a", "aaaa");

    recent.put("b", "bbbbbbbbbbb");

    assertThat(recent.get("b")).isNull();
    assertThat(recent.get("a")).isEqualTo("aaaa");
  }

  @Test
  void anotherValueOfTheSameNameTakesItsPlace() {
    recent.put("a", "aaaaaaaa");
    recent.put("a", "a");
    recent.put("b", "bbbbbbbbb");

    assertThat(recent.get("a")).isEqualTo("a");
    assertThat(recent.get("b")).isEqualTo("bbbbbbbbb");
  }
}
