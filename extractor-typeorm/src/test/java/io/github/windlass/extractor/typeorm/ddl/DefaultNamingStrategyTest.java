package io.github.windlass.extractor.typeorm.ddl;

import static io.github.windlass.extractor.typeorm.ddl.Described.PLACE;
import static io.github.windlass.extractor.typeorm.ddl.Described.texts;
import static io.github.windlass.extractor.typeorm.ddl.Described.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import org.junit.jupiter.api.Test;

/** The names are those of recordings in {@code fixtures/typeorm}. */
class DefaultNamingStrategyTest {

  private final DefaultNamingStrategy names = new DefaultNamingStrategy(PLACE);
  private final Text users = Text.of("users");

  @Test
  void namesAreMadeOfTheTableAndTheColumns() {
    assertThat(names.primaryKeyName(users, texts("id")))
        .isEqualTo(Text.of("PK_a3ffb1c0c8416b9fc6f907b7433"));
    assertThat(names.uniqueConstraintName(users, texts("mail")))
        .isEqualTo(Text.of("UQ_2e5b50f4b7c081eceea476ad128"));
    assertThat(names.foreignKeyName(users, texts("team"), Text.of("teams"), texts("id")))
        .isEqualTo(Text.of("FK_ee499e2aeafd8ed7d06834fe551"));
    assertThat(names.indexName(users, texts("team"), Text.EMPTY))
        .isEqualTo(Text.of("IDX_ee499e2aeafd8ed7d06834fe55"));
  }

  @Test
  void theOrderOfColumnsAndTheSchemaDoNotCount() {
    assertThat(names.uniqueConstraintName(users, texts("a", "b")))
        .isEqualTo(names.uniqueConstraintName(Text.of("app.users"), texts("b", "a")));
  }

  @Test
  void thePredicateOfAnIndexCounts() {
    assertThat(names.indexName(users, texts("mail", "team"), Text.of("\"team\" IS NOT NULL")))
        .isEqualTo(Text.of("IDX_51b5adb670abbe5f6888ec8e0e"))
        .isNotEqualTo(names.indexName(users, texts("mail", "team"), Value.Nothing.UNDEFINED));
  }

  @Test
  void aNameMadeOfWhatIsUnknownIsUnknown() {
    Text prefix = Text.hole(unknown("process.env.PREFIX"));

    assertThat(names.primaryKeyName(prefix.concat(users), texts("id"))).isInstanceOf(Unknown.class);
    assertThat(names.primaryKeyName(users, Several.unknown(unknown("columns"))))
        .isInstanceOf(Unknown.class);
  }
}
