package io.github.windlass.script.ecmascript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceStyleTest {

  @Test
  void aNoteStaysWithinItsComment() {
    assertThat(SourceStyle.comment("a\nb\rc\u2028d\u2029e", "  ")).isEqualTo("  // a b c d e\n");
    assertThat(SourceStyle.comment("", "  ")).isEmpty();
  }
}
