package io.github.windlass.cli;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
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
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.SourceFile;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.tracer.Observed;
import io.github.windlass.tracer.Observed.Wait;
import io.github.windlass.tracer.TraceReport;
import io.github.windlass.tracer.TracedMigration;
import io.github.windlass.tracer.TracedStatement;
import io.github.windlass.tracer.Verdict;
import io.github.windlass.tracer.observe.SchemaChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was predicted in {@link SampleReport}, with every verdict that there is. */
final class SampleTrace {

  private static final RelationName ORDERS = new RelationName("public", "orders");
  private static final RelationName USERS = new RelationName("public", "users");

  private SampleTrace() {}

  static TraceReport of(int postgres, String server) {
    List<TracedMigration> migrations = new ArrayList<>();
    for (AnalyzedMigration predicted : SampleReport.report().migrations()) {
      List<TracedStatement> statements = new ArrayList<>();
      for (int i = 0; i < predicted.statements().size(); i++) {
        statements.add(traced(predicted.statements().get(i), i));
      }
      migrations.add(new TracedMigration(predicted, statements));
    }
    return new TraceReport(postgres, server, migrations, List.of());
  }

  /** A server that was gone after the first statement. */
  static TraceReport ended(int postgres, String server) {
    TraceReport whole = of(postgres, server);
    TracedMigration first = whole.migrations().get(0);
    List<TracedStatement> statements = new ArrayList<>();
    for (TracedStatement statement : first.statements()) {
      statements.add(
          statements.isEmpty()
              ? statement
              : new TracedStatement(
                  statement.predicted(),
                  null,
                  Verdict.SKIPPED,
                  List.of(),
                  List.of("not run: the server went away")));
    }
    return new TraceReport(
        postgres,
        server,
        List.of(new TracedMigration(first.predicted(), statements)),
        List.of(new Problem("db/migrate/0007_totals.sql", "the server went away")));
  }

  /** Statements of one text, which is the name of everything else, too. */
  static TraceReport of(String text, int count) {
    RelationName name = new RelationName(text, text);
    SourceFile source = new SourceFile(text, text);
    Effects effects =
        new Effects(
            List.of(new Lock(name, RelationKind.TABLE, LockMode.ACCESS_EXCLUSIVE, true)),
            List.of(name),
            List.of(name),
            List.of(name),
            List.of(),
            List.of(),
            new Failure("42P01", text),
            List.of(text));
    Finding finding =
        new Finding(
            "rule",
            Risk.HIGH,
            text,
            new SafeRewrite(List.of(new RewriteStep(text, RewriteTransaction.OWN, text))));
    AnalyzedStatement predicted =
        new AnalyzedStatement(
            text,
            source.origin(new Span(0, text.length())),
            text,
            false,
            true,
            List.of(new Step.Hole(0, 1, text)),
            effects,
            List.of(new AnalyzedStatement.HeldLock(name, LockMode.SHARE, 1)),
            List.of(),
            Risk.HIGH,
            List.of(text),
            null,
            List.of(finding),
            0,
            List.of(),
            List.of());
    TracedStatement traced =
        new TracedStatement(
            predicted,
            new Observed(
                effects,
                Duration.ZERO,
                true,
                List.of(new Wait(name, LockMode.ACCESS_SHARE, Duration.ZERO))),
            Verdict.MISMATCH,
            List.of(text),
            List.of(text));
    Step.Gap gap =
        new Step.Gap(Step.GapCode.DYNAMIC, text, source.origin(new Span(0, text.length())));
    AnalyzedMigration migration =
        new AnalyzedMigration(
            new Migration(text, "sql", text, Dialect.POSTGRES, TransactionMode.NONE, List.of(gap)),
            Collections.nCopies(count, predicted),
            List.of(finding),
            List.of(gap));
    return new TraceReport(
        18,
        text,
        List.of(new TracedMigration(migration, Collections.nCopies(count, traced))),
        List.of(new Problem(text, text)));
  }

  private static TracedStatement traced(AnalyzedStatement predicted, int number) {
    Effects effects = predicted.effects();
    return switch (number) {
      case 0 -> confirmed(predicted, Duration.ofNanos(1_234_567), List.of());
      case 1 ->
          confirmed(
              predicted,
              Duration.ofMillis(1_530),
              List.of(
                  new Wait(ORDERS, LockMode.ROW_EXCLUSIVE, Duration.ofMillis(1_490)),
                  new Wait(ORDERS, LockMode.ROW_EXCLUSIVE, Duration.ofMillis(1_210)),
                  new Wait(USERS, LockMode.ROW_EXCLUSIVE, Duration.ofMillis(1_480)),
                  new Wait(USERS, LockMode.SHARE_UPDATE_EXCLUSIVE, Duration.ofMillis(12))),
              new SchemaChange(
                  SchemaChange.Kind.CREATED, "constraint public.orders.orders_user_fk"));
      case 2 ->
          new TracedStatement(
              predicted,
              new Observed(
                  new Effects(
                      List.of(
                          new Lock(ORDERS, RelationKind.TABLE, LockMode.ACCESS_EXCLUSIVE, true)),
                      List.of(),
                      List.of(ORDERS),
                      List.of(),
                      List.of(),
                      List.of(),
                      null,
                      List.of()),
                  Duration.ofSeconds(75),
                  false,
                  List.of(new Wait(ORDERS, LockMode.ACCESS_SHARE, Duration.ofSeconds(74)))),
              Verdict.MISMATCH,
              List.of(
                  "public.orders is not rewritten",
                  "SHARE on audit.orders_log was predicted and not seen"));
      case 3 ->
          new TracedStatement(
              predicted,
              new Observed(
                  new Effects(
                      effects.locks(),
                      List.of(),
                      List.of(),
                      List.of(),
                      List.of(),
                      List.of(),
                      new Failure("42701", "column \"number\" of relation \"orders\" exists"),
                      List.of()),
                  Duration.ofMillis(2),
                  false,
                  List.of()),
              Verdict.FAILED,
              List.of("fails with SQLSTATE 42701, not with 23502"));
      case 4 ->
          new TracedStatement(
              predicted,
              null,
              Verdict.STATIC_ONLY,
              List.of(),
              List.of("not run: it waits for its own migration"));
      default ->
          new TracedStatement(
              predicted,
              new Observed(effects, Duration.ofMillis(310), true, List.of()),
              Verdict.TRACE_ONLY,
              List.of());
    };
  }

  private static TracedStatement confirmed(
      AnalyzedStatement predicted, Duration time, List<Wait> waits, SchemaChange... changes) {
    return new TracedStatement(
        predicted,
        new Observed(predicted.effects(), time, false, waits, List.of(changes)),
        Verdict.CONFIRMED,
        List.of());
  }
}
