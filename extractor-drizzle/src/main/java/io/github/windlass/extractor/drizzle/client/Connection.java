package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.CatalogReads;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;

/**
 * The database, as all objects of a run share it: where SQL is sent.
 *
 * @param dialect decides how names and values are written
 * @param casing of columns without a name of their own
 * @param number over which connection, as {@link io.github.windlass.extractor.Step.Sql} says
 */
record Connection(Evaluation run, Dialect dialect, Casing casing, int number) {

  /** How SQLite is asked for its catalog. */
  private static final List<String> PRAGMAS =
      List.of(
          "pragma table_info",
          "pragma table_xinfo",
          "pragma table_list",
          "pragma index_info",
          "pragma index_list",
          "pragma foreign_key_list",
          "pragma database_list",
          "pragma user_version;");

  private static final List<String> CATALOGS =
      List.of("pragma_table_info", "pragma_index_list", "sqlite_master", "sqlite_schema");

  /** Sends SQL. What it gives is unknown. */
  Value send(Compiled compiled, Place place) {
    Text sql = compiled.sql();
    String known = sql.known();
    if (known == null && sql.pieces().size() == 1) {
      run.gap(GapCode.DYNAMIC, "the statement is not known: " + sql.text(), place);
      return new Unknown("the rows of a statement that is not known", place);
    }
    if (known == null || (!known.isBlank() && !isCatalogRead(known))) {
      run.sql(sql, compiled.parameters(), number, place);
    }
    return new Unknown("the rows of " + sql.beginning(), place);
  }

  /** Sends words of Drizzle's own. */
  void control(String words, Place place) {
    run.sql(Text.of(words), List.of(), number, place);
  }

  /** Says that something cannot be recovered. */
  Unknown unsupported(String what, Place place) {
    run.gap(GapCode.UNSUPPORTED, what, place);
    return new Unknown(what, place);
  }

  private boolean isCatalogRead(String sql) {
    if (dialect != Dialect.SQLITE) {
      return CatalogReads.isOne(sql);
    }
    String text = sql.strip().toLowerCase(Locale.ROOT);
    for (String pragma : PRAGMAS) {
      if (text.startsWith(pragma) && !text.contains("=")) {
        return true;
      }
    }
    if (text.startsWith("select")) {
      for (String catalog : CATALOGS) {
        if (text.contains(catalog)) {
          return true;
        }
      }
    }
    return false;
  }
}
