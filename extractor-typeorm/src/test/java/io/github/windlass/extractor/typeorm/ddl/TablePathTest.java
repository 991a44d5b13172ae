package io.github.windlass.extractor.typeorm.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.script.Text;
import org.junit.jupiter.api.Test;

class TablePathTest {

  @Test
  void theSchemaStandsBeforeADot() {
    assertThat(TablePath.parse(Text.of("app.users")))
        .isEqualTo(new TablePath(Text.of("app"), Text.of("users")));
    assertThat(TablePath.parse(Text.of("users"))).isEqualTo(new TablePath(null, Text.of("users")));
  }

  @Test
  void dotsWithinAHoleDoNotCount() {
    Text schema = Text.hole(Described.unknown("process.env.SCHEMA"));

    TablePath path = TablePath.parse(schema.concat(Text.of(".users")));

    assertThat(path.name()).isEqualTo(Text.of("users"));
    assertThat(path.schema()).isNotNull();
    assertThat(path.schema().text()).isEqualTo("${process.env.SCHEMA}");
  }
}
