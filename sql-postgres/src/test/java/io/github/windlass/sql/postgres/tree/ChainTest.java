package io.github.windlass.sql.postgres.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import org.junit.jupiter.api.Test;

/** Records that stand in each other's first operand, as records compare. */
class ChainTest {

  private static Statement read(String sql) {
    return PostgresParser.parse(sql).statements().get(0);
  }

  @Test
  void aLinkIsUnlikeAnythingElse() {
    // Spans count in comparisons: the two texts differ in the first operand alone.
    assertThat(read("SELECT a + b + c")).isNotEqualTo(read("SELECT 10000 + c"));
    assertThat(read("SELECT 10000 + c")).isNotEqualTo(read("SELECT a + b + c"));
    assertThat(read("SELECT 1 UNION SELECT 2 UNION SELECT 3"))
        .isNotEqualTo(read("SELECT 1 UNION SELECT 3"));
  }

  @Test
  void equalChainsAreEqual() {
    assertThat(read("SELECT a + b + c")).isEqualTo(read("SELECT a + b + c"));
    assertThat(read("SELECT a + b + c")).hasSameHashCodeAs(read("SELECT a + b + c"));
  }
}
