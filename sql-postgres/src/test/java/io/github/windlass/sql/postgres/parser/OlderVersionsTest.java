package io.github.windlass.sql.postgres.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL 10 or 11 took (their manuals) and 18, the version of the recordings, refuses. */
class OlderVersionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a int) WITH OIDS",
        "ALTER TABLE t SET WITH OIDS",
        "COPY t WITH OIDS FROM STDIN",
      })
  void isReadAndPrinted(String sql) {
    Script script = PostgresParser.parse(sql);
    assertThat(script.errors()).isEmpty();
    String printed = SqlPrinter.print(script.statements().get(0));
    assertThat(PostgresParser.parse(printed).errors()).as(printed).isEmpty();
  }
}
