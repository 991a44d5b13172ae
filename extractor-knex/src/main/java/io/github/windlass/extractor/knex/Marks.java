package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.SourceFile;
import io.github.windlass.script.ecmascript.ScriptNames;
import java.util.List;

/** What tells Knex's migrations from other files, by a glance at the text. */
final class Marks {

  /** Words that other frameworks' migrations have. */
  private static final List<String> FOREIGN =
      List.of("MigrationInterface", "queryInterface", "QueryInterface", "MigrationBuilder", "pgm.");

  /** How Knex is used. */
  private static final List<String> USES =
      List.of(
          "knex",
          "Knex",
          ".schema.createTable",
          ".schema.alterTable",
          ".schema.table(",
          ".schema.dropTable",
          ".schema.renameTable",
          ".schema.raw(",
          ".schema.withSchema(",
          ".schema.createView",
          ".schema.hasTable",
          ".schema.hasColumn",
          ".schema.createSchema",
          ".schema\n",
          ".raw(");

  private Marks() {}

  /** Whether a text says that it is a migration of Knex: it defines {@code up} and uses Knex. */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    return ScriptNames.definesUp(text)
        && ScriptNames.hasOne(text, USES)
        && !ScriptNames.hasOne(text, FOREIGN);
  }
}
