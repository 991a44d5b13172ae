package io.github.windlass.cli;

import static io.github.windlass.analyzer.LockMode.ACCESS_EXCLUSIVE;
import static io.github.windlass.analyzer.LockMode.ROW_EXCLUSIVE;
import static io.github.windlass.analyzer.LockMode.SHARE;
import static io.github.windlass.analyzer.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.github.windlass.analyzer.LockMode.SHARE_UPDATE_EXCLUSIVE;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Report;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.TransactionMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report with one of everything that a report can say, made by hand, so that the shape of reports
 * is tested apart from what the analyzer knows.
 */
final class SampleReport {

  private static final String SQL =
      """
      CREATE TABLE currencies (code text PRIMARY KEY);

      ALTER TABLE orders
        ADD CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id);

      ALTER TABLE orders ALTER COLUMN total TYPE numeric(14, 4);
      SELECT create_partitions('orders') \\gexec
      ALTER TABLE orders ADD COLUMN number bigint NOT NULL;
      CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
      UPDATE orders SET currency = 'EUR' WHERE currency IS NULL;
      """;

  private static final SourceFile SOURCE = new SourceFile("db/migrate/0007_totals.sql", SQL);
  private static final RelationName ORDERS = new RelationName("public", "orders");
  private static final RelationName USERS = new RelationName("public", "users");
  private static final RelationName AUDIT = new RelationName("audit", "orders_log");

  private SampleReport() {}

  static Report report() {
    Origin gapOrigin = origin("\\gexec", "\\gexec");
    Step.Gap gap =
        new Step.Gap(
            GapCode.DYNAMIC, "\\gexec runs the statements that a query returns", gapOrigin);
    AnalyzedMigration migration =
        new AnalyzedMigration(
            migration(SOURCE.path(), List.of(gap)),
            statements(),
            List.of(
                new Finding(
                    "lock-timeout-missing",
                    Risk.MEDIUM,
                    "Strong locks are asked for without a lock_timeout: while one waits for its"
                        + " turn, everyone behind it waits too. SET lock_timeout first.",
                    null)),
            List.of(gap));
    AnalyzedMigration empty =
        new AnalyzedMigration(
            migration("db/migrate/0008_nothing.sql", List.of()), List.of(), List.of(), List.of());
    return new Report(17, List.of(migration, empty), List.of());
  }

  private static Migration migration(String path, List<Step> steps) {
    return new Migration(
        path, "sql", "0007_totals", Dialect.POSTGRES, TransactionMode.PER_MIGRATION, steps);
  }

  private static List<AnalyzedStatement> statements() {
    return List.of(
        statement(
            "CREATE TABLE currencies",
            "PRIMARY KEY)",
            null,
            effects(
                List.of(
                    new Lock(
                        new RelationName("public", "currencies"),
                        RelationKind.TABLE,
                        ACCESS_EXCLUSIVE,
                        false)),
                List.of(),
                List.of(),
                List.of(),
                null),
            List.of(),
            Risk.SAFE,
            List.of()),
        statement(
            "ALTER TABLE orders\n",
            "users (id)",
            null,
            effects(
                List.of(table(ORDERS, SHARE_ROW_EXCLUSIVE), table(USERS, SHARE_ROW_EXCLUSIVE)),
                List.of(),
                List.of(ORDERS, USERS),
                List.of(),
                null,
                "public.users is not in the known schema"),
            List.of(),
            Risk.HIGH,
            List.of(
                new Finding(
                    "foreign-key-checked-at-once",
                    Risk.HIGH,
                    "Every existing row is checked while writes to both tables wait.",
                    new SafeRewrite(
                        List.of(
                            new RewriteStep(
                                "ALTER TABLE orders ADD CONSTRAINT orders_user_fk FOREIGN KEY"
                                    + " (user_id) REFERENCES users (id) NOT VALID",
                                RewriteTransaction.OWN,
                                "takes its locks for a moment"),
                            new RewriteStep(
                                "ALTER TABLE orders VALIDATE CONSTRAINT orders_user_fk",
                                RewriteTransaction.OWN,
                                "checks the rows, and nobody waits")))))),
        statement(
            "ALTER TABLE orders ALTER",
            "(14, 4)",
            null,
            effects(
                List.of(
                    table(ORDERS, ACCESS_EXCLUSIVE),
                    new Lock(
                        new RelationName("public", "orders_total_idx"),
                        RelationKind.INDEX,
                        ACCESS_EXCLUSIVE,
                        true),
                    table(AUDIT, SHARE)),
                List.of(ORDERS),
                List.of(ORDERS),
                List.of(new RelationName("public", "orders_total_idx")),
                null),
            List.of(
                new HeldLock(ORDERS, SHARE_ROW_EXCLUSIVE, 2),
                new HeldLock(USERS, SHARE_ROW_EXCLUSIVE, 2)),
            Risk.CRITICAL,
            List.of()),
        statement(
            "ALTER TABLE orders ADD COLUMN",
            "bigint NOT NULL",
            ":with_numbers",
            effects(
                List.of(table(ORDERS, ACCESS_EXCLUSIVE)),
                List.of(),
                List.of(ORDERS),
                List.of(),
                new Failure(
                    "23502", "column \"number\" of relation \"orders\" contains null values")),
            List.of(),
            Risk.MEDIUM,
            List.of()),
        statement(
            "CREATE INDEX",
            "(note)",
            null,
            effects(
                List.of(table(ORDERS, SHARE_UPDATE_EXCLUSIVE)),
                List.of(),
                List.of(),
                List.of(new RelationName("public", "orders_note_idx")),
                null),
            List.of(),
            Risk.LOW,
            List.of()),
        statement(
            "UPDATE orders",
            "IS NULL",
            null,
            effects(
                List.of(table(ORDERS, ROW_EXCLUSIVE)), List.of(), List.of(ORDERS), List.of(), null),
            List.of(),
            Risk.SAFE,
            List.of()));
  }

  private static AnalyzedStatement statement(
      String from,
      String to,
      @Nullable String condition,
      Effects effects,
      List<HeldLock> held,
      Risk risk,
      List<Finding> findings) {
    Origin origin = origin(from, to);
    return new AnalyzedStatement(
        SQL.substring(origin.span().start(), origin.span().end()),
        origin,
        condition,
        false,
        false,
        List.of(),
        effects,
        held,
        List.of(),
        risk,
        reasons(risk),
        null,
        findings,
        0,
        List.of(),
        List.of());
  }

  private static List<String> reasons(Risk risk) {
    return switch (risk) {
      case SAFE -> List.of();
      case LOW -> List.of("waits for, and holds up, VACUUM and other changes of the schema");
      case MEDIUM -> List.of("fails");
      case HIGH -> List.of("blocks writes while the data are read");
      case CRITICAL ->
          List.of(
              "blocks reads and writes while the table is rewritten",
              "takes time while the transaction blocks writes of public.users");
    };
  }

  private static Origin origin(String from, String to) {
    int start = SQL.indexOf(from);
    return SOURCE.origin(new Span(start, SQL.indexOf(to, start) + to.length()));
  }

  private static Lock table(RelationName name, LockMode mode) {
    return new Lock(name, RelationKind.TABLE, mode, true);
  }

  private static Effects effects(
      List<Lock> locks,
      List<RelationName> rewrites,
      List<RelationName> scans,
      List<RelationName> indexBuilds,
      @Nullable Failure fails,
      String... assumptions) {
    return new Effects(
        locks, rewrites, scans, indexBuilds, List.of(), List.of(), fails, List.of(assumptions));
  }
}
