package io.github.windlass.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement of {@code fixtures/observed}, on every version that was measured. */
class ObservedEffectsTest {

  /** The version does not know the statement, a function or an object in it. */
  private static final Set<String> NOT_IN_THIS_VERSION = Set.of("42601", "42883", "42704");

  /** Kinds of relations ({@code pg_class.relkind}) whose locks are compared: indexes are not. */
  private static final String COMPARED_KINDS = "rpmvSf";

  /** What nobody can know before: whether rows that exist violate a constraint. */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23");

  @Test
  void manyStatementsWereMeasuredOnEveryVersion() {
    for (int version = 10; version <= 18; version++) {
      int major = version;
      long measured =
          ObservedCases.all()
              .filter(test -> truths(test).anyMatch(truth -> speaksOf(truth, major)))
              .count();
      assertThat(measured).as("statements measured on %s", major).isGreaterThan(300);
    }
  }

  @TestFactory
  Stream<DynamicTest> predictedAsObserved() {
    return ObservedCases.all()
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("statement").asText(),
                () ->
                    truths(test)
                        .forEach(truth ->
                            truth
                                .get("versions")
                                .forEach(version -> compare(test, truth, version.asInt())))));
  }

  private static Stream<JsonNode> truths(JsonNode test) {
    return test.get("truth").valueStream();
  }

  private static boolean speaksOf(JsonNode truth, int version) {
    return truth.get("versions").valueStream().anyMatch(each -> each.asInt() == version);
  }

  private static void compare(JsonNode test, JsonNode truth, int version) {
    if (truth.hasNonNull("setup_error")) {
      return;
    }
    String sqlstate = truth.path("error").path("sqlstate").asText("");
    Catalog catalog = ObservedCases.catalog(test, version);
    boolean polled = !test.path("transaction").asBoolean(true);
    Statement statement = PostgresParser.parse(test.get("statement").asText()).statements().get(0);
    Effects effects =
        StatementEffects.predict(statement, catalog, new Setting(version, !polled, Set.of()))
            .effects();
    String what = test.get("id").asText() + " on PostgreSQL " + version;

    String predicted = effects.fails() == null ? "" : effects.fails().sqlstate();
    boolean ofTheData = !sqlstate.isEmpty() && OF_THE_DATA.contains(sqlstate.substring(0, 2));
    boolean ofTheVersion = NOT_IN_THIS_VERSION.contains(sqlstate);
    if (!predicted.isEmpty() || !(ofTheData || ofTheVersion)) {
      assertThat(predicted).as("failure of %s", what).isEqualTo(sqlstate);
    }
    if (sqlstate.isEmpty()) {
      assertThat(!effects.rewrites().isEmpty())
          .as("rewrite by %s", what)
          .isEqualTo(truth.path("rewrite").asBoolean());
      assertThat(!effects.scans().isEmpty())
          .as("scan by %s", what)
          .isEqualTo(truth.path("scan").asBoolean());
      assertThat(names(effects.rewrites()))
          .as("rewrites by %s", what)
          .isEqualTo(names(truth.path("rewrites"), ""));
      assertThat(names(effects.indexBuilds()))
          .as("index builds by %s", what)
          .isEqualTo(names(truth.path("index_builds"), "index"));
      if (!polled && !isDataChange(test)) {
        compareScans(names(effects.scans()), truth, what);
      }
      assertThat(locks(effects, catalog, test, polled))
          .as("locks of %s", what)
          .isEqualTo(observedLocks(truth, test, polled));
    }
  }

  /** The server counts no scan where it copies files to another tablespace. */
  private static void compareScans(Set<String> predicted, JsonNode truth, String what) {
    TreeSet<String> copied = names(truth.path("rewrites"), "");
    copied.addAll(names(truth.path("index_builds"), "table"));
    TreeSet<String> scanned = names(truth.path("scanned"), "");
    assertThat(predicted).as("scans by %s", what).containsAll(scanned);
    predicted.removeAll(copied);
    assertThat(scanned).as("scans by %s", what).containsAll(predicted);
  }

  /** What a data change reads beside its target is the planner's choice. */
  private static boolean isDataChange(JsonNode test) {
    return test.get("category").asText().equals("dml");
  }

  private static TreeSet<String> names(List<RelationName> relations) {
    TreeSet<String> names = new TreeSet<>();
    relations.forEach(relation -> names.add(relation.toString()));
    return names;
  }

  private static TreeSet<String> names(JsonNode relations, String field) {
    TreeSet<String> names = new TreeSet<>();
    relations.forEach(each -> names.add((field.isEmpty() ? each : each.get(field)).asText()));
    return names;
  }

  private static TreeMap<String, String> locks(
      Effects effects, Catalog catalog, JsonNode test, boolean polled) {
    TreeMap<String, String> locks = new TreeMap<>();
    for (Lock lock : effects.locks()) {
      boolean compared =
          switch (lock.kind()) {
            case INDEX, COMPOSITE_TYPE -> false;
            case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE ->
                catalog.relation(lock.relation()).isPresent();
          };
      if (compared && isSure(lock.relation().toString(), lock.mode(), test, polled)) {
        locks.put(lock.relation().toString(), lock.mode().manualName());
      }
    }
    return locks;
  }

  private static TreeMap<String, String> observedLocks(
      JsonNode truth, JsonNode test, boolean polled) {
    TreeMap<String, String> locks = new TreeMap<>();
    for (JsonNode lock : truth.get("locks")) {
      String relation = lock.get("relation").asText();
      String mode = lock.get("mode").asText();
      if (COMPARED_KINDS.contains(lock.get("kind").asText())
          && isSure(relation, LockMode.of(mode), test, polled)) {
        locks.put(relation, mode);
      }
    }
    return locks;
  }

  /**
   * Polling may miss short locks on other relations; and which rows a data change touches, so which
   * partitions and referencing tables get a weak lock, depends on the data.
   */
  private static boolean isSure(String relation, LockMode mode, JsonNode test, boolean polled) {
    boolean target = relation.equals(test.path("target").asText());
    if (polled) {
      return target;
    }
    return target || !isDataChange(test) || mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0;
  }
}
