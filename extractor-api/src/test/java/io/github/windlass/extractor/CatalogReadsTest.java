package io.github.windlass.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReadsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM information_schema.columns WHERE table_name = 't'",
        "  select conname from pg_constraint",
        "WITH a AS (SELECT 1) SELECT * FROM pg_catalog.pg_class",
        "SELECT current_schema()",
        "SELECT version()"
      })
  void looksIntoTheCatalogOnly(String sql) {
    assertThat(CatalogReads.isOne(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM users",
        "SELECT setval(pg_get_serial_sequence('t', 'id'), 1) FROM pg_class",
        "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM pg_class",
        "DELETE FROM pg_enum WHERE enumlabel = 'x'",
        "SELECT * INTO copy FROM information_schema.tables",
        "SELECT * FROM my_pg_class"
      })
  void isAStepOfItsOwn(String sql) {
    assertThat(CatalogReads.isOne(sql)).isFalse();
  }
}
