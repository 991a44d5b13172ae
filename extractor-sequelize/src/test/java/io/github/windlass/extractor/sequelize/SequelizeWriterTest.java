package io.github.windlass.extractor.sequelize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.MigrationDraft;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequelizeWriterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports.up = async ({ context }) => {};",
        "exports.up = async ({ name, context: queryInterface }) => {};",
        "exports.up = async function (params) { const { context: q } = params; };",
        "exports.up = (given) => given.context.dropTable('a');"
      })
  void umzugGivesAnObject(String original) {
    assertThat(written(original)).contains("context");
  }

  @Test
  void aColumnOfThatNameIsNoObjectOfUmzugs() {
    String column =
        "exports.up = async (queryInterface) => queryInterface.addColumn('a', 'context', {});";
    assertThat(written(column)).doesNotContain("context").contains("(queryInterface");
  }

  private static String written(String original) {
    SourceFile source = new SourceFile("migrations/1-a.js", original);
    Migration migration =
        new Migration(
            source.path(),
            "sequelize",
            "1-a.js",
            Dialect.POSTGRES,
            TransactionMode.NONE,
            List.of());
    MigrationDraft.Part part =
        new MigrationDraft.Part(
            "step", false, List.of(new MigrationDraft.Statement("SELECT 1", "")), List.of());
    return new SequelizeWriter()
        .write(new MigrationDraft(source, migration, 0, List.of(part)))
        .files()
        .get(0)
        .text();
  }
}
