package io.github.windlass.benchmarks;

import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;

/** Schemas of so many tables, folded from their histories. */
final class SampleSchema {

  static final int VERSION = 18;

  private SampleSchema() {}

  /** Tables {@code t0}, {@code t1} … that refer to one another, with an index each. */
  static Catalog plain(int tables) {
    Catalog catalog = Catalog.empty();
    for (int i = 0; i < tables; i++) {
      catalog = folded(catalog, table(i, ""));
    }
    return catalog;
  }

  /**
   * The same, and of each ten tables one with a type of its own, one with a view, one with a
   * trigger and a function, and one with a policy; of each hundred some more.
   */
  static Catalog varied(int tables) {
    Catalog catalog =
        folded(
            Catalog.empty(),
            """
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
            CREATE SEQUENCE numbers;
            CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
            CREATE TYPE pair AS (a int, b int);
            CREATE TABLE typed OF pair;
            CREATE SCHEMA attic;
            CREATE TABLE attic.old (id int PRIMARY KEY, p pair, mail email);
            """);
    for (int i = 0; i < tables; i++) {
      catalog = folded(catalog, more(i));
    }
    return catalog;
  }

  private static String more(int i) {
    String t = "t" + i;
    return switch (i % 10) {
      case 0 -> "CREATE TYPE s" + i + " AS ENUM ('on', 'off');" + table(i, ", s s" + i);
      case 1 ->
          table(i, "")
              + ("CREATE VIEW v" + i + " AS SELECT id, name FROM " + t + " WHERE at > now();")
              + ("CREATE INDEX " + t + "_lower_idx ON " + t + " (lower(name))");
      case 2 ->
          table(i, "")
              + ("CREATE TRIGGER touch BEFORE UPDATE ON " + t)
              + " FOR EACH ROW EXECUTE FUNCTION touch();"
              + ("CREATE FUNCTION f" + i + "(n int) RETURNS int LANGUAGE sql AS 'SELECT n'");
      case 3 ->
          table(i, "")
              + ("CREATE POLICY p ON " + t)
              + (" USING (id IN (SELECT id FROM t" + (i - 1) + "))");
      case 4 ->
          table(i, "")
              + ("CREATE TABLE p" + i + " (id bigint, at date NOT NULL) PARTITION BY RANGE (at);")
              + ("CREATE TABLE p" + i + "_a PARTITION OF p" + i)
              + " FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')";
      default -> table(i, "");
    };
  }

  private static String table(int i, String columns) {
    return "CREATE TABLE t"
        + i
        + " (id bigserial PRIMARY KEY, name varchar(50) NOT NULL, other_id bigint"
        + (i == 0 ? "" : " REFERENCES t" + (i - 1))
        + ", at timestamptz DEFAULT now()"
        + columns
        + "); CREATE INDEX t"
        + i
        + "_at_idx ON t"
        + i
        + " (at);";
  }

  private static Catalog folded(Catalog before, String sql) {
    Catalog catalog = before;
    for (Statement statement : PostgresParser.parse(sql).statements()) {
      catalog = CatalogFold.fold(catalog, statement, VERSION);
    }
    return catalog;
  }
}
