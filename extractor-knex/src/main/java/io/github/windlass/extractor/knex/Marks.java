package io.github.windlass.extractor.knex;

import io.github.windlass.extractor.SourceFile;
import java.util.List;
import java.util.Locale;

/** What tells Knex's migrations from other files, by a glance at the text. */
final class Marks {

  private static final List<String> ENDINGS = List.of(".ts", ".js", ".mts", ".cts", ".mjs", ".cjs");

  /** Parts of names of files that are no migrations, before the ending. */
  private static final List<String> OTHERS = List.of(".d", ".test", ".spec", ".e2e-spec", ".e2e");

  /** Words that other frameworks' migrations have. */
  private static final List<String> FOREIGN =
      List.of("MigrationInterface", "queryInterface", "QueryInterface", "MigrationBuilder", "pgm.");

  /** How {@code up} is defined. */
  private static final List<String> DEFINITIONS =
      List.of(
          "exports.up",
          "function up",
          "const up",
          "let up",
          "var up",
          "up:",
          "up(",
          "up =",
          "{ up",
          "up,");

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

  static boolean mayBeIn(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        for (String other : OTHERS) {
          if (stem.endsWith(other)) {
            return false;
          }
        }
        return !path.contains("node_modules/");
      }
    }
    return false;
  }

  /** Whether a text says that it is a migration of Knex: it defines {@code up} and uses Knex. */
  static boolean areIn(SourceFile source) {
    String text = source.text();
    return hasOne(text, DEFINITIONS) && hasOne(text, USES) && !hasOne(text, FOREIGN);
  }

  private static boolean hasOne(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
