package io.github.windlass.extractor.typeorm.ddl;

import static io.github.windlass.extractor.typeorm.ddl.Described.after;
import static io.github.windlass.extractor.typeorm.ddl.Described.found;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTablesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          varchar(9)          | type      | character varying
          varchar(9)          | length    | 9
          char                | length    | ''
          char(4)             | length    | 4
          int4                | type      | integer
          numeric(9,2)        | precision | 9
          numeric(9,2)        | scale     | 2
          timestamptz(3)      | type      | timestamp with time zone
          timestamptz(3)      | precision | 3
          timestamptz(6)      | precision | undefined
          int[]               | type      | integer
          int[]               | isArray   | true
          text DEFAULT 'a'    | default   | 'a'
          int DEFAULT 5       | default   | '5'
          int DEFAULT -5      | default   | '-5'
          bool DEFAULT true   | default   | true
          timestamp DEFAULT now() | default | now()
          serial              | isGenerated | true
          serial              | generationStrategy | increment
          int GENERATED ALWAYS AS IDENTITY | generatedIdentity | ALWAYS
          text NOT NULL       | isNullable | false
          text UNIQUE         | isUnique  | true
          """,
      quoteCharacter = '`')
  void columnsReadAsTypeOrmReadsThem(String definition, String option, String value) {
    Table table = found(after("CREATE TABLE t (a " + definition + ")"), "t");

    assertThat(table.columns().known()).hasSize(1);
    assertThat(table.columns().known().get(0).options().text(option).text())
        .isEqualTo(value.equals("''") ? "" : value);
  }

  @Test
  void columnsOfAnIndexAreInTheTablesOrder() {
    Table table =
        found(
            after(
                "CREATE TABLE t (a int, b int, c int, UNIQUE (c));"
                    + "CREATE UNIQUE INDEX i ON t (b, a) INCLUDE (c) WHERE a > 0;"
                    + "CREATE INDEX e ON t ((a + b))"),
            "t");

    assertThat(table.indices().known()).hasSize(1);
    Index index = table.indices().known().get(0);
    assertThat(index.columnNames()).isEqualTo(Described.texts("a", "b", "c"));
    assertThat(index.options().get("isUnique")).isEqualTo(Value.Bool.TRUE);
    assertThat(index.options().get("where")).isEqualTo(Text.of("(a > 0)"));
  }

  @Test
  void aPrimaryKeyOfAnotherNameSaysSo() {
    Table table = found(after("CREATE TABLE t (id int, CONSTRAINT own PRIMARY KEY (id))"), "t");

    assertThat(table.columns().known().get(0).options().get("primaryKeyConstraintName"))
        .isEqualTo(Text.of("own"));
  }
}
