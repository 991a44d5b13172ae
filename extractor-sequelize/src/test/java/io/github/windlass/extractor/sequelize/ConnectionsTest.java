package io.github.windlass.extractor.sequelize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.conformance.MemoryProject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Over which connection statements go. */
class ConnectionsTest {

  private static final String OPEN = "const t = await q.sequelize.transaction(); ";

  /** Each statement after the number of its connection. */
  private static List<String> sent(String body) {
    SourceFile source =
        new SourceFile("m.js", "module.exports = { up: async (q, S) => { " + body + " } };");
    return new SequelizeExtractor()
            .extract(source, new MemoryProject(Map.of()), SchemaView.unknown())
            .getFirst()
            .steps()
            .stream()
            .map(step ->
                switch (step) {
                  case Step.Sql sql -> sql.connection() + " " + sql.text();
                  case Step.Gap gap -> "gap " + gap.reason();
                })
            .toList();
  }

  @Test
  void whatNamesTheTransactionGoesWithIt() {
    assertThat(
            sent(
                OPEN
                    + "await q.dropTable('a', { transaction: t });"
                    + "await q.sequelize.query('SELECT 1 FROM b', { transaction: t });"
                    + "await t.commit(); await q.dropTable('c');"))
        .containsExactly(
            "0 START TRANSACTION;",
            "0 DROP TABLE IF EXISTS \"a\";",
            "0 SELECT 1 FROM b",
            "0 COMMIT;",
            "0 DROP TABLE IF EXISTS \"c\";");
  }

  @Test
  void whatNamesNoneGoesBesideIt() {
    assertThat(
            sent(
                "await q.sequelize.transaction(async (t) => {"
                    + " await q.dropTable('a'); await q.dropTable('b', { transaction: t }); })"))
        .containsExactly(
            "0 START TRANSACTION;",
            "1 DROP TABLE IF EXISTS \"a\";",
            "0 DROP TABLE IF EXISTS \"b\";",
            "0 COMMIT;");
  }

  /** Sequelize looks at the last argument, not at the definition of the column. */
  @Test
  void aTransactionInTheWrongArgumentIsNotSeen() {
    assertThat(
            sent(
                OPEN
                    + "await q.addColumn('a', 'b', { type: S.INTEGER, transaction: t });"
                    + "await q.addColumn('a', 'c', S.INTEGER, { transaction: t });"
                    + "await t.commit();"))
        .containsExactly(
            "0 START TRANSACTION;",
            "1 ALTER TABLE \"public\".\"a\" ADD COLUMN \"b\" INTEGER;",
            "0 ALTER TABLE \"public\".\"a\" ADD COLUMN \"c\" INTEGER;",
            "0 COMMIT;");
  }

  @Test
  void twoTransactionsAreTwoConnections() {
    assertThat(
            sent(
                OPEN
                    + "const u = await q.sequelize.transaction();"
                    + "await q.dropTable('a', { transaction: u });"
                    + "await q.dropTable('b');"
                    + "await t.rollback(); await q.dropTable('c'); await u.commit();"))
        .containsExactly(
            "0 START TRANSACTION;",
            "1 START TRANSACTION;",
            "1 DROP TABLE IF EXISTS \"a\";",
            "2 DROP TABLE IF EXISTS \"b\";",
            "0 ROLLBACK;",
            "0 DROP TABLE IF EXISTS \"c\";",
            "1 COMMIT;");
  }

  @Test
  void aTransactionThatMayBeTheOneIsTakenForIt() {
    assertThat(
            sent(
                OPEN
                    + "await q.dropTable('a', { transaction: process.env.X ? t : undefined });"
                    + "await t.commit();"))
        .containsExactly("0 START TRANSACTION;", "0 DROP TABLE IF EXISTS \"a\";", "0 COMMIT;");
  }
}
