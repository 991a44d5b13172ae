package io.github.windlass.tracer;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.HoleReading;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.tracer.observe.MigrationSession;
import io.github.windlass.tracer.observe.Request;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs what came before the migrations, with nobody watching. */
final class HistoryRun {

  /** How many problems of the history are told. */
  private static final int TOLD = 20;

  private final MigrationSession session;
  private final boolean ours;
  private final Duration limit;
  private int told;

  /**
   * @param ours as {@link Sending#isOurs}
   */
  HistoryRun(MigrationSession session, boolean ours, Duration limit) {
    this.session = session;
    this.ours = ours;
    this.limit = limit;
  }

  private record Sent(Request request, boolean control) {}

  /** Runs all; what fails is told, and the others run. */
  void run(List<Migration> history, List<Problem> problems) throws SQLException {
    for (Migration migration : history) {
      if (migration.dialect() == Dialect.POSTGRES && !session.isLost()) {
        run(migration, problems);
      }
    }
    if (told > TOLD) {
      problems.add(new Problem("history", (told - TOLD) + " further statements were not run"));
    }
  }

  private void run(Migration migration, List<Problem> problems) throws SQLException {
    List<Sent> all = new ArrayList<>();
    for (Step step : migration.steps()) {
      switch (step) {
        case Step.Gap gap -> tell(migration, "of the history, not run: " + gap.reason(), problems);
        case Step.Sql sql -> collect(migration, sql, all, problems);
      }
    }
    if (migration.transaction() == TransactionMode.NONE
        || migration.transaction() == TransactionMode.EXPLICIT) {
      each(migration, all, true, problems);
      return;
    }
    session.execute("BEGIN");
    for (Sent sent : all) {
      if (session.run(sent.request(), limit).failure() != null) {
        if (session.isLost()) {
          tell(migration, "the history ended the connection", problems);
          return;
        }
        session.execute("ROLLBACK");
        each(migration, all, false, problems);
        return;
      }
    }
    Failure refused = session.run(Request.of("COMMIT"), limit).failure();
    if (refused != null) {
      each(migration, all, false, problems);
    }
  }

  /** Runs each statement by itself; one that fails does not keep the others from running. */
  private void each(Migration migration, List<Sent> all, boolean controls, List<Problem> problems)
      throws SQLException {
    for (Sent sent : all) {
      if (sent.control() && !controls) {
        continue;
      }
      Failure failure = session.run(sent.request(), limit).failure();
      if (session.isLost()) {
        tell(migration, "the history ended the connection", problems);
        return;
      }
      if (failure != null) {
        tell(migration, "of the history, failed: " + Comparison.said(failure), problems);
      }
    }
    session.execute("ROLLBACK");
  }

  private void collect(Migration migration, Step.Sql step, List<Sent> all, List<Problem> problems) {
    List<Script.Item> items = HoleReading.read(step).items();
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Script.Parsed parsed -> {
          String refusal = Sending.refusal(step, parsed, ours);
          if (refusal == null) {
            Request request = Sending.request(step, parsed, dataAfter(items, i));
            all.add(new Sent(request, parsed.statement() instanceof TransactionStmt));
          } else {
            tell(migration, "of the history, " + refusal, problems);
          }
        }
        case Script.SyntaxError error -> {
          if (Sending.isSent(step, ours)) {
            all.add(new Sent(Request.of(error.span().in(step.text())), false));
          } else {
            tell(migration, "of the history, not run: " + error.reason(), problems);
          }
        }
        case Script.PsqlCommand command -> {
          String refusal = Sending.refusal(step, command);
          if (refusal != null) {
            tell(migration, "of the history, " + refusal, problems);
          }
        }
        case Script.CopyData ignored -> {}
      }
    }
  }

  /** The lines that follow a statement of a script. */
  static Script.@Nullable CopyData dataAfter(List<Script.Item> items, int index) {
    return index + 1 < items.size() && items.get(index + 1) instanceof Script.CopyData data
        ? data
        : null;
  }

  private void tell(Migration migration, String what, List<Problem> problems) {
    told++;
    if (told <= TOLD) {
      problems.add(new Problem(migration.path(), what));
    }
  }
}
