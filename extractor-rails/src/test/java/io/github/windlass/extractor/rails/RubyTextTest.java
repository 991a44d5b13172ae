package io.github.windlass.extractor.rails;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RubyTextTest {

  @Test
  void whatLooksLikeTheEndOfATextIsPartOfIt() {
    String sql = "SELECT 'a\n  SQL\n\tSQL_\nsystem(1)'";
    assertThat(RubyText.execute(sql, "  "))
        .startsWith("  execute <<~'SQL__'\n    SELECT 'a\n")
        .endsWith("\n  SQL__\n");
  }
}
