package io.github.windlass.analyzer.routine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Prediction;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is known and what is said of bodies, where no server can be asked. */
class FollowedBodiesTest {

  private static final int VERSION = 18;

  private static final String TABLES =
      "CREATE TABLE a (id int, n text); CREATE TABLE b (id int); CREATE TYPE mood AS ENUM ('x')";

  private static Catalog catalog(String history) {
    Catalog catalog = Catalog.empty();
    for (Statement statement : PostgresParser.parse(history).statements()) {
      catalog = CatalogFold.fold(catalog, statement, VERSION);
    }
    return catalog;
  }

  private static Prediction predict(String history, String sql) {
    return StatementEffects.predict(
        PostgresParser.parse(sql).statements().get(0),
        catalog(history),
        new Setting(VERSION, true, Set.of()));
  }

  private static Effects effects(String history, String sql) {
    return predict(history, sql).effects();
  }

  private static Effects block(String body) {
    return effects(TABLES, "DO $do$ " + body + " $do$");
  }

  private static List<String> locks(Effects effects) {
    return effects.locks().stream()
        .filter(Lock::existing)
        .map(lock -> lock.relation().name() + " " + lock.mode().manualName())
        .toList();
  }

  @Test
  void aTextThatIsNotKnownIsSaidWithItsLine() {
    Effects effects =
        block(
            "DECLARE t text;\nBEGIN\n  FOR t IN SELECT tablename FROM pg_tables LOOP\n"
                + "    EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN x int';\n  END LOOP;\nEND");
    assertThat(effects.locks()).isEmpty();
    assertThat(effects.assumptions())
        .containsExactly(
            "how often line 3 of the block loops is not known: it counts as run once",
            "EXECUTE at line 4 of the block runs a text that is known only at run time:"
                + " 'ALTER TABLE ' || t || ' ADD COLUMN x int'");
  }

  @Test
  void eachBranchOfAnUnknownConditionCountsAsRunFromTheSchemaBeforeIt() {
    Prediction prediction =
        predict(
            TABLES,
            "DO $$ BEGIN IF random() > 0.5 THEN ALTER TABLE a ADD COLUMN c int;"
                + " ELSE ALTER TABLE a ADD COLUMN c int; ALTER TABLE b ADD COLUMN c int;"
                + " END IF; END $$");
    Effects effects = prediction.effects();
    assertThat(locks(effects)).containsExactly("a ACCESS EXCLUSIVE", "b ACCESS EXCLUSIVE");
    assertThat(effects.fails()).isNull();
    assertThat(effects.assumptions())
        .containsExactly(
            "which branch of line 1 of the block runs is not known: each counts as run");
  }

  @Test
  void whatIsNotSeenIsTakenToBeAbsentWhereABodyAsks() {
    Prediction prediction =
        predict(
            "",
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN"
                + " CREATE TYPE mood AS ENUM ('x'); END IF; END $$");
    assertThat(prediction.after().type("mood")).isPresent();
    assertThat(prediction.effects().assumptions())
        .containsExactly("type public.mood is taken to be absent, as line 1 of the block asks");
  }

  @Test
  void aTypeThatIsThereKeepsItsValuesWhereTheErrorIsCaught() {
    Catalog after =
        catalog(
            TABLES
                + "; DO $$ BEGIN CREATE TYPE mood AS ENUM ('y'); EXCEPTION WHEN duplicate_object"
                + " THEN NULL; END $$");
    assertThat(after.type("mood")).contains(catalog(TABLES).type("mood").orElseThrow());
  }

  @Test
  void aHandlerThatRunsUndoesItsBlockAndSaysWhatWasLocked() {
    Effects effects =
        block(
            "BEGIN ALTER TABLE b ADD COLUMN c int; ALTER TABLE a ADD COLUMN n text;"
                + " EXCEPTION WHEN duplicate_column THEN NULL; END");
    assertThat(locks(effects)).isEmpty();
    assertThat(effects.assumptions())
        .anyMatch(each -> each.contains("undone by its handler"))
        .contains("ACCESS EXCLUSIVE on public.b is taken and let go again");
  }

  @Test
  void noFailureIsCertainBehindAnUnknownCondition() {
    Effects effects =
        block("BEGIN IF random() > 0.5 THEN ALTER TABLE a ADD COLUMN n text; END IF; END");
    assertThat(effects.fails()).isNull();
    assertThat(effects.assumptions())
        .contains("line 1 of the block may fail: column n of public.a exists already");
  }

  @Test
  void whatFollowsARaiseUnderAnUnknownConditionRunsWhereTheBlockSucceeds() {
    Effects effects =
        block(
            "BEGIN IF random() > 0.5 THEN RAISE EXCEPTION 'no'; END IF;"
                + " ALTER TABLE a ADD COLUMN n text; END");
    assertThat(effects.fails()).isNotNull();
    assertThat(effects.fails().sqlstate()).isEqualTo("42701");
  }

  @Test
  void whatFollowsAReturnUnderAnUnknownConditionRunsPerhaps() {
    Effects effects =
        block("BEGIN IF random() > 0.5 THEN RETURN; END IF; ALTER TABLE a ADD COLUMN n text; END");
    assertThat(effects.fails()).isNull();
  }

  @Test
  void aVariableThatABranchSetsIsNotKnownBehindIt() {
    Effects effects =
        block(
            "DECLARE t text := 'a'; BEGIN IF random() > 0.5 THEN t := 'b'; END IF;"
                + " EXECUTE 'DROP TABLE ' || t; END");
    assertThat(effects.locks()).isEmpty();
    assertThat(effects.assumptions()).anyMatch(each -> each.startsWith("EXECUTE at line 1"));
  }

  @Test
  void aBodyWithASyntaxErrorFailsWhereItIsMade() {
    String create =
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN;\nEND $$";
    Effects effects = effects("", create);
    assertThat(effects.fails()).isNotNull();
    assertThat(effects.fails().sqlstate()).isEqualTo("42601");
    assertThat(effects.fails().reason()).startsWith("line 3 of the body: missing expression");
    assertThat(effects("SET check_function_bodies = off", create).fails()).isNull();
    assertThat(effects("SET check_function_bodies = false", create).fails()).isNull();
    assertThat(effects("", "DO $$ BEGIN oops END $$").fails()).isNotNull();
    assertThat(effects("", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1'").fails())
        .isNotNull();
  }

  @Test
  void routinesThatCallThemselvesOrEachOtherEnd() {
    String function = "CREATE FUNCTION %s() RETURNS void LANGUAGE plpgsql AS 'BEGIN %s END'; ";
    String calls = "PERFORM f(); PERFORM g(); ";
    String history =
        TABLES
            + "; "
            + function.formatted("f", "ALTER TABLE a ADD COLUMN c int; " + calls)
            + function.formatted("g", calls);
    assertThat(locks(effects(history, "SELECT g()"))).containsExactly("a ACCESS EXCLUSIVE");
  }

  @Test
  void bodiesThatGrowWithEachCallEnd() {
    StringBuilder history = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      history
          .append("CREATE FUNCTION f")
          .append(i)
          .append("() RETURNS void LANGUAGE plpgsql AS 'BEGIN ")
          .append(("PERFORM f" + (i + 1) + "(); ").repeat(50))
          .append("END'; ");
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(effects(history.toString(), "SELECT f0()").assumptions())
              .anyMatch(each -> each.contains("too many statements"));
          assertThat(
                  block("DECLARE t text := 'x'; BEGIN LOOP t := t || t; EXECUTE t; END LOOP; END")
                      .assumptions())
              .isNotEmpty();
          assertThat(
                  block(
                          "BEGIN "
                              + "FOR i IN 1..500 LOOP ".repeat(20)
                              + "PERFORM 1; "
                              + "END LOOP; ".repeat(20)
                              + "END")
                      .assumptions())
              .anyMatch(each -> each.contains("too many statements"));
          assertThat(
                  block(
                          "DECLARE t text := 'x'; BEGIN "
                              + "t := t || t; ".repeat(60)
                              + "EXECUTE t; END")
                      .assumptions())
              .anyMatch(each -> each.startsWith("EXECUTE"));
        });
  }

  @Test
  void whatUnknownRoutinesDoIsSaid() {
    assertThat(effects("", "SELECT tidy_up()").assumptions())
        .containsExactly("what function tidy_up does is not known");
    assertThat(effects("", "CALL tidy_up(1)").assumptions())
        .containsExactly("what procedure tidy_up does is not known");
    assertThat(effects("", "SELECT now(), lower('A')").assumptions()).isEmpty();
    assertThat(effects("", "DO LANGUAGE plpython3u 'x'").assumptions())
        .containsExactly("what a block of another language than plpgsql does is not known");
  }

  @Test
  void aHistoryFoldsWhatItsFunctionsMake() {
    Catalog after =
        catalog(
            "CREATE FUNCTION make(n text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
                + " EXECUTE format('CREATE TABLE %I (id int)', n || '_log'); END $$;"
                + " SELECT make('users'); DO $$ BEGIN PERFORM make('orders'); END $$");
    assertThat(after.relationsIn("public").stream().map(each -> each.name().name()))
        .containsExactly("orders_log", "users_log");
  }
}
