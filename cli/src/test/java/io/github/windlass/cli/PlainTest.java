package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void ordersForTheTerminalAreTakenOut() {
    assertThat(Plain.oneLine("a\u001b[31mb\r\nc\u009bd\u202ee\u0007")).isEqualTo("a [31mb c d e");
  }

  @Test
  void bracketsClose() {
    assertThat(Plain.oneLine("t (\n  a,\n  b\n);")).isEqualTo("t (a, b);");
    assertThat(Plain.oneLine("t ( a )")).isEqualTo("t ( a )");
  }

  @Test
  void shortens() {
    assertThat(Plain.shorten("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Plain.shorten("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Plain.shorten("ab defg", 4)).isEqualTo("ab…");
  }

  @Test
  void measuresAsTerminalsDo() {
    assertThat(Plain.columns("größe")).isEqualTo(5);
    assertThat(Plain.columns("表名")).isEqualTo(4);
    assertThat(Plain.columns("e\u0301")).isEqualTo(1);
    assertThat(Plain.shorten("表名表名", 5)).isEqualTo("表名…");
  }

  @Test
  void onlyTheBeginningOfAHugeStatementIsLookedAt() {
    String huge = "INSERT INTO t VALUES ('" + "x".repeat(10_000_000) + "')";
    assertThat(Plain.beginning(huge, 30)).isEqualTo("INSERT INTO t VALUES ('xxxxxx…");
  }

  @Test
  void wraps() {
    assertThat(Plain.wrap("one two  three\nfour", 9)).containsExactly("one two", "three", "four");
    assertThat(Plain.wrap("", 9)).containsExactly("");
  }
}
