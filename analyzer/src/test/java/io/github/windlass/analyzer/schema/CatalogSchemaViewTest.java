package io.github.windlass.analyzer.schema;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.windlass.extractor.SchemaView;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.SourceMap;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.schema.ColumnFacts;
import io.github.windlass.extractor.schema.Fact;
import io.github.windlass.extractor.schema.TableFacts;
import io.github.windlass.extractor.schema.TypeFacts;
import io.github.windlass.extractor.schema.ViewFacts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is absent, what is unknown, and what steps that may not run make of it. */
class CatalogSchemaViewTest {

  private static final SourceFile SOURCE = new SourceFile("m.ts", "up() {}");

  private final SchemaView empty = CatalogSchemaView.ofEmptyDatabase(15);
  private final SchemaView unseen = CatalogSchemaView.ofUnknownDatabase(15);

  // --- absent or unknown ---------------------------------------------------------------------

  @Test
  void inAnEmptyDatabaseWhatWasNeverMadeIsAbsent() {
    assertThat(empty.table(null, "t").isAbsent()).isTrue();
    assertThat(empty.schema("app").isAbsent()).isTrue();
    assertThat(empty.type(null, "mood").isAbsent()).isTrue();
    assertThat(empty.schema("public")).isEqualTo(Fact.known("public"));
    assertThat(empty.relations("public").isComplete()).isTrue();
  }

  @Test
  void withoutAHistoryWhatWasNeverMadeIsUnknown() {
    assertThat(unseen.table(null, "t"))
        .isEqualTo(Fact.unknown("what was there before is not known"));
    assertThat(unseen.schema("app").isUnknown()).isTrue();
    assertThat(unseen.type("app", "mood").isUnknown()).isTrue();
    assertThat(unseen.relations("public").isComplete()).isFalse();
  }

  @Test
  void whatTheHistoryRemovedIsAbsent() {
    SchemaView view =
        unseen.after(
            "DROP TABLE a; DROP TABLE IF EXISTS b; ALTER TABLE c RENAME TO d; DROP TYPE mood;"
                + " DROP SCHEMA app CASCADE");
    assertThat(view.table("public", "a").isAbsent()).isTrue();
    assertThat(view.table(null, "b").isAbsent()).isTrue();
    assertThat(view.table(null, "c").isAbsent()).isTrue();
    assertThat(view.table(null, "d").isUnknown()).isTrue();
    assertThat(view.type(null, "mood").isAbsent()).isTrue();
    assertThat(view.schema("app").isAbsent()).isTrue();
    assertThat(view.table("app", "x").isAbsent()).isTrue();
    assertThat(view.table("public", "e").isUnknown()).isTrue();
  }

  @Test
  void aSchemaThatTheHistoryMadeIsKnownThroughout() {
    SchemaView view = unseen.after("CREATE SCHEMA app; CREATE TABLE app.t (a int)");
    assertThat(view.table("app", "t").isKnown()).isTrue();
    assertThat(view.table("app", "u").isAbsent()).isTrue();
    assertThat(unseen.after("CREATE SCHEMA IF NOT EXISTS app").table("app", "u").isUnknown())
        .isTrue();
  }

  @Test
  void anotherKindOfRelationIsNoTable() {
    assertThat(empty.after("CREATE VIEW v AS SELECT 1").table(null, "v").isAbsent()).isTrue();
    assertThat(empty.after("CREATE VIEW v AS SELECT 1 AS x").relation(null, "v").orNull())
        .isInstanceOfSatisfying(
            ViewFacts.class,
            view -> assertThat(view.query()).isEqualTo(Fact.known("SELECT 1 AS x")));
  }

  @Test
  void aTableThatTheHistoryMadeIsKnownInAllParts() {
    TableFacts table = table(unseen.after("CREATE TABLE t (a int)"), "t");
    assertThat(table.columns().isComplete()).isTrue();
    assertThat(table.column("b").isAbsent()).isTrue();
    assertThat(table.indexes().isComplete()).isTrue();
    assertThat(table.comment().isAbsent()).isTrue();
  }

  @Test
  void ifNotExistsOfAnUnknownTableMakesItPresentAndNoMore() {
    TableFacts table = table(unseen.after("CREATE TABLE IF NOT EXISTS t (a int)"), "t");
    assertThat(table.columns().isComplete()).isFalse();
    assertThat(table.column("b").isUnknown()).isTrue();
    assertThat(table.primaryKey().isUnknown()).isTrue();
    assertThat(table(empty.after("CREATE TABLE IF NOT EXISTS t (a int)"), "t").columns())
        .satisfies(columns -> assertThat(columns.isComplete()).isTrue());
  }

  @Test
  void aHistoryThatUsesWhatItNeverMadeBeganElsewhere() {
    SchemaView view = empty.after("CREATE TABLE a (x int); ALTER TABLE old ADD y int");
    assertThat(view.table(null, "other"))
        .isEqualTo(Fact.unknown("the history uses public.old, which it did not make"));
    assertThat(table(view, "old").column("y").isKnown()).isTrue();
    assertThat(table(view, "old").column("z").isUnknown()).isTrue();
    assertThat(empty.after("ALTER TABLE IF EXISTS old ADD y int").table(null, "old").isAbsent())
        .isTrue();
  }

  @Test
  void anExtensionMayHaveMadeTypes() {
    SchemaView view = empty.after("CREATE EXTENSION citext");
    assertThat(view.type(null, "citext"))
        .isEqualTo(Fact.unknown("extension citext may have made it"));
    assertThat(view.table(null, "t").isAbsent()).isTrue();
  }

  // --- steps that may not run ----------------------------------------------------------------

  @Test
  void whatStepsUnderAConditionDoIsUnknown() {
    SchemaView view =
        empty
            .after("CREATE TABLE t (a int)")
            .after(step("ALTER TABLE t ADD b text, ALTER a SET NOT NULL", "flag"))
            .after(step("CREATE TABLE u (x int)", "flag"));
    assertThat(view.table(null, "u"))
        .isEqualTo(Fact.unknown("it depends on a condition that is not known"));
    TableFacts table = table(view, "t");
    assertThat(table.column("b").isUnknown()).isTrue();
    ColumnFacts a = column(table, "a");
    assertThat(a.nullable().isUnknown()).isTrue();
    assertThat(a.type().isKnown()).isTrue();
    assertThat(table.constraints().isComplete()).isTrue();
  }

  @Test
  void stepsUnderOneConditionRunTogether() {
    SchemaView view =
        empty
            .after("CREATE TABLE t (a int)")
            .after(step("ALTER TABLE t RENAME a TO b", "flag"))
            .after(step("ALTER TABLE t RENAME b TO a", "flag"));
    assertThat(table(view, "t").column("a").isKnown()).isTrue();
    assertThat(table(view, "t").column("b").isAbsent()).isTrue();
  }

  @Test
  void otherConditionsHoldByThemselves() {
    SchemaView view =
        empty
            .after("CREATE TABLE t (a int)")
            .after(step("ALTER TABLE t RENAME a TO b", "one"))
            .after(step("ALTER TABLE t ADD c int", "two"));
    assertThat(table(view, "t").columns().known()).isEmpty();
    assertThat(table(view, "t").column("c").isUnknown()).isTrue();
  }

  @Test
  void whatAllWaysAgreeOnIsKnown() {
    SchemaView view =
        empty
            .after(step("CREATE TABLE t (a int, b int)", "flag"))
            .after("CREATE TABLE IF NOT EXISTS t (a int)");
    assertThat(table(view, "t").column("a").isKnown()).isTrue();
    assertThat(table(view, "t").column("b").isUnknown()).isTrue();
    assertThat(table(view, "t").column("c").isUnknown()).isTrue();
  }

  @Test
  void manyConditionsLoseWhatTheyTouchAndNoMore() {
    SchemaView view = empty.after("CREATE TABLE kept (a int); CREATE TABLE t (a int)");
    for (int i = 0; i < 20; i++) {
      view = view.after(step("ALTER TABLE t ADD c" + i + " int", "condition " + i));
    }
    assertThat(view.table(null, "t").isUnknown()).isTrue();
    assertThat(table(view, "kept").columns().isComplete()).isTrue();
    assertThat(view.table(null, "other").isAbsent()).isTrue();
  }

  @Test
  void dataUnderAConditionChangesNothing() {
    SchemaView view =
        empty.after("CREATE TABLE t (a int)").after(step("INSERT INTO t VALUES (1)", "flag"));
    assertThat(table(view, "t").columns().isComplete()).isTrue();
  }

  @Test
  void aTableThatIsMadeUnlessItIsThereIsThere() {
    SchemaView view = unseen.after(step("CREATE TABLE t (a int)", "!(await q.hasTable('t'))"));
    assertThat(view.table(null, "t").isKnown()).isTrue();
    assertThat(table(view, "t").column("a").isUnknown()).isTrue();
  }

  @Test
  void aTableThatIsDroppedIfItIsThereIsAbsent() {
    SchemaView view = unseen.after(step("DROP TABLE t", "await q.hasTable('t')"));
    assertThat(view.table(null, "t").isAbsent()).isTrue();
  }

  @Test
  void whatRunsAnUnknownNumberOfTimesMayNotRun() {
    Step.Sql often =
        new Step.Sql(
            "CREATE TABLE t (a int)",
            SourceMap.produced(22, SOURCE, new Span(0, 4)),
            null,
            true,
            List.of());
    assertThat(empty.after(often).table(null, "t").isUnknown()).isTrue();
  }

  // --- gaps, holes, what cannot be read ------------------------------------------------------

  @Test
  void afterAGapThereMayBeMore() {
    SchemaView view =
        empty
            .after("CREATE TABLE t (a int)")
            .after(new Step.Gap(Step.GapCode.DYNAMIC, "query(sql)", SOURCE.origin()))
            .after("CREATE TABLE later (a int)");
    assertThat(view.table(null, "u"))
        .isEqualTo(Fact.unknown("something before could not be recovered: query(sql)"));
    assertThat(table(view, "t").column("a").isKnown()).isTrue();
    assertThat(table(view, "t").column("b").isUnknown()).isTrue();
    assertThat(table(view, "later").column("b").isAbsent()).isTrue();
  }

  @Test
  void aStatementWithAHoleMakesWhatItTouchesUnknown() {
    SchemaView view =
        empty
            .after("CREATE TABLE t (a int); CREATE TABLE u (a int)")
            .after(holed("ALTER TABLE t ADD c ${type}"));
    assertThat(view.table(null, "t"))
        .isEqualTo(Fact.unknown("a statement before is not wholly known: ${type}"));
    assertThat(table(view, "u").columns().isComplete()).isTrue();
    assertThat(view.table(null, "v").isAbsent()).isTrue();
  }

  @Test
  void aHoleInANameMayMeanAnything() {
    SchemaView before = empty.after("CREATE TABLE t (a int)");
    for (String sql :
        List.of(
            "CREATE TABLE ${name} (a int)",
            "CREATE TABLE \"${schema}\".\"x\" (a int)",
            "DROP TABLE ${name}",
            "ALTER TABLE ${name} ADD c int",
            "CREATE INDEX ${name} ON t (a)",
            "SET search_path TO ${schema}",
            "CREATE TYPE ${name} AS ENUM ('a')")) {
      SchemaView view = before.after(holed(sql));
      assertThat(view.table("public", "v").isUnknown()).as(sql).isTrue();
      assertThat(table(view, "t").indexes().isComplete()).as(sql).isFalse();
    }
  }

  @Test
  void dataWithHolesChangeNothing() {
    SchemaView view =
        empty.after("CREATE TABLE t (a int)").after(holed("UPDATE t SET a = ${id} WHERE a = 1"));
    assertThat(table(view, "t").columns().isComplete()).isTrue();
    assertThat(view.table(null, "v").isAbsent()).isTrue();
  }

  @Test
  void aStatementThatDoesNotParseMayHaveDoneAnything() {
    SchemaView view = empty.after("CREATE TABLE t (a int); CREATE TABEL u (a int)");
    assertThat(view.table(null, "u").isUnknown()).isTrue();
    assertThat(table(view, "t").column("b").isUnknown()).isTrue();
  }

  @Test
  void aBlockThatMakesATypeUnlessItIsThere() {
    String block =
        "DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN null;"
            + " END $$";
    String asking =
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE"
            + " mood AS ENUM ('a'); END IF; END $$";
    for (String each : List.of(block, asking)) {
      assertThat(values(empty.after(each))).isEqualTo(Fact.known(List.of("a")));
      assertThat(values(empty.after("CREATE TYPE mood AS ENUM ('b')").after(each)))
          .isEqualTo(Fact.known(List.of("b")));
      assertThat(values(unseen.after(each)).isUnknown()).isTrue();
    }
  }

  @Test
  void aBlockWithOtherBranchesIsDoubtful() {
    SchemaView view =
        empty.after(
            "CREATE TABLE t (a int); DO $$ BEGIN IF now() > '2020-01-01' THEN ALTER TABLE t ADD b"
                + " int; END IF; END $$");
    assertThat(view.table(null, "t").isUnknown()).isTrue();
    assertThat(
            table(
                    empty.after(
                        "CREATE TABLE t (a int); DO $$ BEGIN ALTER TABLE t ADD b int; END $$"),
                    "t")
                .column("b")
                .isKnown())
        .isTrue();
  }

  // --- names ---------------------------------------------------------------------------------

  @Test
  void namesWithoutASchemaFollowTheSearchPath() {
    SchemaView view =
        empty.after(
            "CREATE SCHEMA app; SET search_path TO app, public; CREATE TABLE t (a int);"
                + " CREATE TABLE public.u (b int)");
    assertThat(view.currentSchema()).isEqualTo("app");
    assertThat(table(view, "t").name().schema()).isEqualTo("app");
    assertThat(table(view, "u").name().schema()).isEqualTo("public");
    assertThat(view.table("public", "t").isAbsent()).isTrue();
  }

  @Test
  void foreignKeysAreSeenFromBothTables() {
    SchemaView view =
        empty.after(
            "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p ON DELETE"
                + " CASCADE)");
    assertThat(table(view, "p").incoming().known())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.table().name()).isEqualTo("c");
          assertThat(reference.constraint().name()).isEqualTo("c_p_fkey");
          assertThat(reference.constraint().referencedColumns())
              .isEqualTo(Fact.known(List.of("id")));
        });
  }

  @Test
  void indexesAreInTheOrderInWhichTheyWereMade() {
    SchemaView view =
        empty.after(
            "CREATE TABLE t (a int PRIMARY KEY, b int); CREATE INDEX z ON t (b); CREATE INDEX a ON"
                + " t (b); ALTER INDEX z RENAME TO zz");
    assertThat(table(view, "t").indexes().known())
        .extracting(index -> index.name().name())
        .containsExactly("t_pkey", "zz", "a");
  }

  @Test
  void aDomainHasTheTypeThatItIsOver() {
    SchemaView view =
        empty.after(
            "CREATE DOMAIN short AS varchar(5); CREATE DOMAIN shorter AS short; CREATE TABLE t (a"
                + " shorter)");
    TypeFacts type = column(table(view, "t"), "a").type().orNull();
    assertThat(type).isNotNull();
    assertThat(type.text()).isEqualTo("shorter");
    assertThat(type.base().orNull())
        .satisfies(base -> assertThat(base.text()).isEqualTo("character varying(5)"));
  }

  // --- size ----------------------------------------------------------------------------------

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void aLongHistoryThatNobodyAsksAboutIsNotRead() {
    SchemaView view = empty;
    for (int i = 0; i < 1_000_000; i++) {
      view = view.after("this is no SQL");
    }
    assertThat(view).isNotNull();
  }

  @Test
  void aLongHistoryIsReadOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          SchemaView view = empty;
          for (int i = 0; i < 5_000; i++) {
            view = view.after("CREATE TABLE t" + i + " (a int)");
            if (i % 5 == 0) {
              assertThat(view.table(null, "t" + i).isKnown()).isTrue();
            }
          }
          assertThat(view.relations("public").known()).hasSize(5_000);
        });
  }

  @Test
  void deepExpressionsHaveNoText() {
    String sum = "1" + " + 1".repeat(1_000);
    String nested = "(".repeat(150) + "a" + ")".repeat(150) + " > 0";
    SchemaView view =
        empty.after(
            "CREATE TABLE t (a int DEFAULT "
                + sum
                + ", CHECK ("
                + nested
                + ")); ALTER TABLE t RENAME a TO b");
    assertThat(column(table(view, "t"), "b").defaultText().isUnknown()).isTrue();
  }

  // --- parts ---------------------------------------------------------------------------------

  private static Step.Sql step(String sql, @Nullable String condition) {
    SourceMap map = SourceMap.produced(sql.length(), SOURCE, new Span(0, 4));
    return new Step.Sql(sql, map, condition, false, List.of());
  }

  /** A step with a hole where {@code ${…}} stands. */
  private static Step.Sql holed(String sql) {
    int start = sql.indexOf("${");
    int end = sql.indexOf('}') + 1;
    return new Step.Sql(
        sql,
        SourceMap.produced(sql.length(), SOURCE, new Span(0, 4)),
        null,
        false,
        List.of(new Step.Hole(start, end, sql.substring(start, end))));
  }

  private static TableFacts table(SchemaView view, String name) {
    TableFacts table = view.table(null, name).orNull();
    assertThat(table).as(name + ": " + view.table(null, name)).isNotNull();
    return java.util.Objects.requireNonNull(table);
  }

  private static ColumnFacts column(TableFacts table, String name) {
    ColumnFacts column = table.column(name).orNull();
    assertThat(column).as(name).isNotNull();
    return java.util.Objects.requireNonNull(column);
  }

  private static Fact<List<String>> values(SchemaView view) {
    Fact<TypeFacts> type = view.type(null, "mood");
    TypeFacts known = type.orNull();
    return known == null ? Fact.unknown("no type") : known.enumValues();
  }
}
