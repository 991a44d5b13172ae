package io.github.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.PostgresAnalyzer;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Windlass;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.rule.Rules;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.extractor.Migration;
import io.github.windlass.fixtures.RulePage.Block;
import io.github.windlass.fixtures.RulePage.Section;
import io.github.windlass.sql.postgres.PostgresParser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every rewrite that a rule's page shows is run: it leaves the schema and the rows of the original,
 * takes the locks that are predicted, and makes nobody wait for a time that grows with a table.
 */
@ExtendWith(TestServer.Parameter.class)
class RewriteProofTest {

  /** The strongest lock of each relation of a user's that this session holds. */
  private static final String HELD =
      """
      SELECT c.relnamespace::regnamespace || '.' || c.relname, l.mode
      FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
      WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
        AND c.relkind <> 't' AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      """;

  @TestFactory
  Stream<DynamicTest> aRewriteLeavesTheSameSchemaAndRows(TestServer server) throws SQLException {
    int version = server.version();
    List<DynamicTest> tests = new ArrayList<>();
    for (PageRewrites.Found found : PageRewrites.on(version)) {
      tests.add(
          DynamicTest.dynamicTest(
              found.rule().id() + ", " + found.section().heading(),
              () ->
                  new Proof(server, version, found.section(), found.block(), found.rewrite())
                      .holds()));
    }
    assertThat(tests).isNotEmpty();
    // How many there are, pages say of the newest server; an older one may offer no safe way.
    assertThat(version < Windlass.NEWEST_POSTGRES || tests.size() == PageRewrites.shown(version))
        .as(tests.size() + " rewrites, but pages show " + PageRewrites.shown(version))
        .isTrue();
    return tests.stream();
  }

  /** One rewrite beside its original. */
  private record Proof(
      TestServer server, int version, Section section, Block flagged, SafeRewrite rewrite) {

    void holds() throws SQLException {
      List<String> given = new ArrayList<>();
      given().forEach(text -> given.addAll(statements(text)));
      server.create("original", given);
      server.create("safer", given);
      String proof = flagged.words().getOrDefault("proof", "schema");
      steps();
      if (proof.equals("steps")) {
        // The original fails.
        return;
      }
      server.run("original", isOfLast() ? List.of(last()) : statements(flagged.text()));
      try (Connection original = server.connect("original");
          Connection safer = server.connect("safer")) {
        switch (proof) {
          case "schema", "waits", "last" ->
              assertThat(CatalogDigest.of(safer))
                  .containsExactlyElementsOf(CatalogDigest.of(original));
          case "any-order" ->
              assertThat(CatalogDigest.inAnyOrderOfColumns(safer))
                  .containsExactlyElementsOf(CatalogDigest.inAnyOrderOfColumns(original));
          case "rows" -> {
            // The rewrite says how its schema differs.
          }
          default -> throw new AssertionError("unknown proof: " + flagged.words());
        }
        assertThat(rows(safer)).isEqualTo(rows(original));
      }
    }

    /** What runs before both ways. */
    private List<String> given() {
      List<String> texts = new ArrayList<>();
      for (Block block : section.blocks()) {
        if (block == flagged) {
          break;
        }
        texts.add(block.text());
      }
      if (isOfLast()) {
        texts.add(flagged.text().substring(0, flagged.text().lastIndexOf(last())));
      }
      return texts;
    }

    /** Whether the rewrite is of the block's last statement, and the others run before it. */
    private boolean isOfLast() {
      return "last".equals(flagged.words().get("proof"));
    }

    private String last() {
      return statements(flagged.text()).getLast();
    }

    /** Runs the steps as they say, and holds each to its prediction. */
    private void steps() throws SQLException {
      List<Migration> before = new ArrayList<>();
      given().forEach(text -> before.add(PageRewrites.migration(text)));
      try (Connection connection = server.connect("safer");
          Statement statement = connection.createStatement()) {
        boolean open = false;
        // What the transaction made is locked too, by nobody's loss.
        Set<String> made = new TreeSet<>();
        Set<RelationName> own = new TreeSet<>();
        for (RewriteStep step : rewrite.steps()) {
          if (open && step.transaction() != RewriteTransaction.SAME) {
            statement.execute("COMMIT");
            made.clear();
            open = false;
          }
          if (step.transaction() == RewriteTransaction.OWN) {
            statement.execute("BEGIN");
            open = true;
          }
          Effects effects = effects(before, step);
          own.addAll(effects.created());
          assertThat(effects.fails()).as(step.sql()).isNull();
          boolean saysSo = "waits".equals(flagged.words().get("proof"));
          assertThat(!saysSo && effects.growsWithData() && makesOthersWait(step, effects, own))
              .as(step.sql() + " makes others wait for a time that grows with a table")
              .isFalse();
          Map<String, String> held = open ? held(statement) : Map.of();
          statement.execute(step.sql());
          if (open) {
            effects.created().forEach(relation -> made.add(relation.toString()));
            assertThat(without(made, held(statement)))
                .as(step.sql())
                .isEqualTo(without(made, and(held, effects)));
          }
          before.add(PageRewrites.migration(step.sql()));
        }
        if (open) {
          statement.execute("COMMIT");
        }
      }
    }

    /**
     * Nobody writes to a materialized view, and what works concurrently locks an index at its end
     * alone.
     */
    private static boolean makesOthersWait(
        RewriteStep step, Effects effects, Set<RelationName> own) {
      boolean concurrently = step.sql().contains(" CONCURRENTLY ");
      return effects.locks().stream()
          .filter(lock -> lock.existing() && !own.contains(lock.relation()))
          .filter(lock -> !(concurrently && lock.kind() == RelationKind.INDEX))
          .anyMatch(lock ->
              lock.mode().blocksReads()
                  || (lock.mode().blocksWrites() && lock.kind() != RelationKind.MATERIALIZED_VIEW));
    }

    private Effects effects(List<Migration> before, RewriteStep step) {
      AnalyzedMigration analyzed =
          new PostgresAnalyzer(Rules.none(), SessionSettings.of(Map.of()))
              .analyze(
                  Catalog.empty(), before, List.of(PageRewrites.migration(step.sql())), version)
              .get(0);
      assertThat(analyzed.gaps()).as(step.sql()).isEmpty();
      List<AnalyzedStatement> statements = analyzed.statements();
      assertThat(statements).as(step.sql()).hasSize(1);
      return statements.get(0).effects();
    }

    private static Map<String, String> and(Map<String, String> held, Effects effects) {
      Map<String, String> all = new TreeMap<>(held);
      for (Lock lock : effects.locks()) {
        all.merge(
            lock.relation().toString(),
            lock.mode().pgLocksName(),
            (one, other) -> stronger(one, other));
      }
      effects.dropped().forEach(gone -> all.remove(gone.toString()));
      return all;
    }

    private static Map<String, String> without(Set<String> made, Map<String, String> locks) {
      Map<String, String> others = new TreeMap<>(locks);
      others.keySet().removeAll(made);
      return others;
    }

    private static String stronger(String one, String other) {
      return LockMode.of(one).orStronger(LockMode.of(other)).pgLocksName();
    }

    private static Map<String, String> held(Statement statement) throws SQLException {
      Map<String, String> held = new TreeMap<>();
      try (ResultSet rows = statement.executeQuery(HELD)) {
        while (rows.next()) {
          held.merge(rows.getString(1), rows.getString(2), Proof::stronger);
        }
      }
      return held;
    }

    private static List<String> statements(String sql) {
      return PostgresParser.parse(sql).items().stream().map(item -> item.span().in(sql)).toList();
    }

    /** The rows of every table by the names of their columns, as text. */
    private static Map<String, List<String>> rows(Connection connection) throws SQLException {
      Map<String, List<String>> rows = new TreeMap<>();
      List<String> tables = new ArrayList<>();
      try (Statement statement = connection.createStatement()) {
        try (ResultSet found =
            statement.executeQuery(
                "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'm')"
                    + " AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'")) {
          while (found.next()) {
            tables.add(found.getString(1));
          }
        }
        for (String table : tables) {
          List<String> lines = new ArrayList<>();
          try (ResultSet found =
              statement.executeQuery("SELECT to_jsonb(t)::text FROM " + table + " t ORDER BY 1")) {
            while (found.next()) {
              lines.add(found.getString(1));
            }
          }
          rows.put(table, lines);
        }
      }
      return rows;
    }
  }
}
