package io.github.windlass.analyzer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.PostgresAnalyzer;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Completeness;
import io.github.windlass.analyzer.schema.CatalogSchemaView;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.extractor.UnreadableSourceException;
import io.github.windlass.extractor.schema.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  private static final String SHOP =
      """
      -- windlass:snapshot 1
      -- windlass:server 16.4
      -- windlass:complete * public audit

      CREATE SCHEMA audit;
      CREATE TABLE public.users (id integer NOT NULL, email text);
      CREATE INDEX users_email_idx ON public.users USING btree (email);
      CREATE TABLE audit.log (id bigint);
      SET search_path = public;

      -- windlass:invalid-index public users_email_idx
      -- windlass:member public spatial_ref_sys postgis
      -- windlass:size public users 1200 8192 24576
      -- windlass:end
      """;

  @Test
  void holdsTheSchemaAndWhatDdlCannotSay() throws UnreadableSourceException {
    Snapshot snapshot = Snapshot.read(SHOP);
    RelationName users = new RelationName("public", "users");
    assertThat(snapshot.version()).isEqualTo(16);
    assertThat(snapshot.catalog().completeness())
        .isEqualTo(new Completeness(true, Set.of("public", "audit")));
    assertThat(snapshot.catalog().indexesOf(users)).singleElement().matches(i -> !i.valid());
    assertThat(snapshot.catalog().relation(new RelationName("public", "spatial_ref_sys")))
        .isPresent();
    assertThat(snapshot.sizes()).containsEntry(users, new RelationSize(1200, 8192, 24576));
    assertThat(snapshot.unread()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE orders ADD COLUMN a int | 42P01",
        "ALTER TABLE public.orders ADD COLUMN a int | 42P01",
        "ALTER TABLE audit.orders ADD COLUMN a int | 42P01",
        "ALTER TABLE shop.orders ADD COLUMN a int | 3F000",
        "ALTER TABLE IF EXISTS orders ADD COLUMN a int |",
        "ALTER TABLE users ADD COLUMN a int |",
        "ALTER TABLE spatial_ref_sys ADD COLUMN a int |",
        "ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES orders | 42P01",
        "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a) |",
        "CREATE TABLE a (id serial) |",
        "CREATE TABLE a PARTITION OF orders DEFAULT | 42P01",
        "CREATE SCHEMA s CREATE TABLE a (b int) CREATE VIEW v AS SELECT * FROM a |",
        "CREATE INDEX ON orders (id) | 42P01",
        "CREATE VIEW v AS SELECT * FROM orders | 42P01",
        "DROP TABLE orders | 42P01",
        "DROP TABLE IF EXISTS orders |",
        "DROP INDEX nothing | 42704",
        "DROP INDEX IF EXISTS nothing |",
        "DROP INDEX users_email_idx |",
        "TRUNCATE orders | 42P01",
        "LOCK TABLE orders | 42P01",
        "INSERT INTO orders VALUES (1) | 42P01",
        "UPDATE users SET id = o.id FROM orders o | 42P01",
        "SELECT * FROM orders | 42P01",
        "WITH orders AS (SELECT 1) SELECT * FROM orders |",
        "SELECT * FROM pg_class |",
        "SELECT * FROM information_schema.tables |",
        "ALTER TABLE orders RENAME TO users2 | 42P01",
        "DO $$ BEGIN CREATE TABLE a (b int); ALTER TABLE a ADD c int; END $$ |",
      })
  void whatIsNotThereFailsForCertain(String sql, String sqlstate) throws UnreadableSourceException {
    assertThat(failure(analyzed(Snapshot.read(SHOP), sql))).isEqualTo(sqlstate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT own_function()",
        "CALL own_procedure()",
        "DO $$ BEGIN EXECUTE text; END $$",
        "CREATE EXTENSION postgis",
        "CREATE TABLE orders (id int)",
        "ALTER TABLE users RENAME TO orders"
      })
  void whatMayHaveMadeItLeavesItOpen(String before) throws UnreadableSourceException {
    assertThat(failure(analyzed(Snapshot.read(SHOP), before, "ALTER TABLE orders ADD a int")))
        .isNull();
  }

  @Test
  void whatWasMadeOfAnotherKindIsNotMissing() throws UnreadableSourceException {
    assertThat(
            failure(
                analyzed(
                    Snapshot.read(SHOP),
                    "CREATE VIEW orders AS SELECT 1",
                    "ALTER TABLE orders ADD a int")))
        .isEqualTo("42809");
  }

  @Test
  void whatWasDroppedIsGone() throws UnreadableSourceException {
    Snapshot shop = Snapshot.read(SHOP);
    assertThat(failure(analyzed(shop, "DROP TABLE users", "DROP TABLE users"))).isEqualTo("42P01");
    assertThat(failure(analyzed(shop, "DROP SCHEMA audit CASCADE", "TRUNCATE audit.log")))
        .isEqualTo("3F000");
    assertThat(failure(analyzed(shop, "CREATE SCHEMA s", "TRUNCATE s.a"))).isEqualTo("42P01");
    assertThat(failure(analyzed(shop, "SET search_path = elsewhere, public", "TRUNCATE orders")))
        .isEqualTo("42P01");
  }

  @Test
  void aGapOrAConditionLeavesEverythingOpen() throws UnreadableSourceException {
    Snapshot shop = Snapshot.read(SHOP);
    SourceFile source = new SourceFile("a.sql", "TRUNCATE orders");
    Step.Sql certain = Step.Sql.verbatim(source, new Span(0, source.text().length()));
    Step.Gap gap = new Step.Gap(Step.GapCode.DYNAMIC, "unknown", source.origin(new Span(0, 1)));
    Step.Sql guarded =
        new Step.Sql(certain.text(), certain.map(), "hasTable(\"orders\")", false, List.of());
    assertThat(failure(analyzed(shop, List.of(certain)))).isEqualTo("42P01");
    assertThat(failure(analyzed(shop, List.of(gap, certain)))).isNull();
    assertThat(failure(analyzed(shop, List.of(guarded)))).isNull();
  }

  @Test
  void onlySchemasThatAreCompleteLackAnything() throws UnreadableSourceException {
    Snapshot part = Snapshot.read(SHOP.replace("complete * public audit", "complete public"));
    assertThat(failure(analyzed(part, "TRUNCATE public.orders"))).isEqualTo("42P01");
    assertThat(failure(analyzed(part, "TRUNCATE audit.orders"))).isNull();
    assertThat(failure(analyzed(part, "TRUNCATE shop.orders"))).isNull();
    assertThat(failure(analyzed(part, "SET search_path = audit, public", "TRUNCATE orders")))
        .isNull();
  }

  @Test
  void frameworksSeeTheSchema() throws UnreadableSourceException {
    CatalogSchemaView view = CatalogSchemaView.of(Snapshot.read(SHOP), 16);
    assertThat(view.relation(null, "users")).isInstanceOf(Fact.Known.class);
    assertThat(view.relation(null, "orders")).isEqualTo(Fact.absent());
    assertThat(view.schema("shop")).isEqualTo(Fact.absent());
    assertThat(view.type(null, "mood")).isEqualTo(Fact.absent());
    CatalogSchemaView extended =
        CatalogSchemaView.of(
            Snapshot.read(
                SHOP.replace(
                    "-- windlass:server",
                    "-- windlass:extensions citext\n" + "-- windlass:server")),
            16);
    assertThat(extended.type(null, "citext")).isInstanceOf(Fact.Unknown.class);
  }

  @Test
  void whatCannotBeReadIsSaidAndNothingIsAbsent() throws UnreadableSourceException {
    Snapshot snapshot = Snapshot.read(SHOP.replace("CREATE INDEX", "CREATE INDICES"));
    assertThat(snapshot.unread()).containsExactly("line 7: syntax error at or near \"INDICES\"");
    assertThat(snapshot.catalog().completeness()).isEqualTo(Completeness.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CREATE TABLE a (b int);\n",
        "-- windlass:snapshot 2\n-- windlass:end\n",
        "-- windlass:snapshot\n-- windlass:end\n",
        "-- windlass:snapshot 1\nCREATE TABLE a (b int);\n",
        "-- windlass:snapshot 1\nCREATE FUNCTION f() RETURNS int AS $$\n-- windlass:end\n",
        "-- windlass:snapshot 1\nCREATE FUNCTION f() RETURNS int AS $$\n-- windlass:end\n$$;\n"
      })
  void whatIsNoWholeSnapshotIsRefused(String text) {
    assertThatThrownBy(() -> Snapshot.read(text)).isInstanceOf(UnreadableSourceException.class);
  }

  @Test
  void directivesInBodiesAreText() throws UnreadableSourceException {
    Snapshot snapshot =
        Snapshot.read(
            """
            -- windlass:snapshot 1
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
            -- windlass:complete *
            -- windlass:member public evil
            SELECT 1 $$;
            -- windlass:size a
            -- windlass:size a b c d e
            -- windlass:end
            """);
    assertThat(snapshot.catalog().completeness()).isEqualTo(Completeness.NONE);
    assertThat(snapshot.catalog().relation(new RelationName("public", "evil"))).isEmpty();
    assertThat(snapshot.sizes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "two words",
        "a\"b",
        "a\\b",
        "a\nDROP TABLE b;",
        "\u2028",
        "ä",
        "\\u0"
      })
  void namesAreReadAsTheyWereWritten(String name) {
    String line = Directive.of("size", new RelationName("public", name), "1", "-2").line();
    assertThat(line).doesNotContain("\n");
    assertThat(Directive.read(line))
        .isEqualTo(new Directive("size", List.of("public", name, "1", "-2")));
  }

  private static List<AnalyzedStatement> analyzed(Snapshot snapshot, String... statements) {
    List<Step> steps = new ArrayList<>();
    for (String sql : statements) {
      SourceFile source = new SourceFile("a.sql", sql);
      steps.add(Step.Sql.verbatim(source, new Span(0, sql.length())));
    }
    return analyzed(snapshot, steps);
  }

  private static List<AnalyzedStatement> analyzed(Snapshot snapshot, List<Step> steps) {
    Migration migration =
        new Migration("a.sql", "sql", "a", Dialect.POSTGRES, TransactionMode.NONE, steps);
    AnalyzedMigration analyzed =
        new PostgresAnalyzer()
            .analyze(snapshot.catalog(), List.of(), List.of(migration), snapshot.version())
            .get(0);
    return analyzed.statements();
  }

  private static String failure(List<AnalyzedStatement> analyzed) {
    Effects.Failure failure = analyzed.get(analyzed.size() - 1).effects().fails();
    return failure == null ? null : failure.sqlstate();
  }
}
