package io.github.windlass.tracer;

import io.github.windlass.analyzer.AnalyzedMigration;
import io.github.windlass.analyzer.AnalyzedStatement;
import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.HoleReading;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Problem;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableShowStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.tracer.observe.Answer;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.ObservedEffects;
import io.github.windlass.tracer.observe.Probe;
import io.github.windlass.tracer.observe.Relations;
import io.github.windlass.tracer.observe.Request;
import io.github.windlass.tracer.observe.StatementShape;
import io.github.windlass.tracer.observe.Watcher;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of migrations in a scratch database. */
final class TraceRun {

  /** How long a statement may wait for its own migration, which waits for it. */
  private static final Duration FOR_EVER = Duration.ofSeconds(2);

  private final TraceOptions options;
  private final TraceProgress progress;

  /** As {@link Sending#isOurs}. */
  private final boolean ours;

  private final Tracks tracks;
  private final @Nullable Probe probe;
  private int number;
  private int of;

  /** Why nothing more is run; null as long as something is. */
  private @Nullable String ended;

  /** The relations that others use: those before the migration. */
  private Relations others = Relations.NONE;

  TraceRun(
      Server server,
      Watcher watcher,
      String database,
      TraceOptions options,
      TraceProgress progress) {
    this.ours = Sending.isOurs(server);
    this.options = options;
    this.progress = progress;
    this.probe = options.probe() ? new Probe(server, watcher, database) : null;
    this.tracks = new Tracks(server, watcher, database, options.statementTimeout(), probe);
  }

  /** The migrations where nothing could be run. */
  static List<TracedMigration> nothing(List<AnalyzedMigration> predicted, String reason) {
    List<TracedMigration> traced = new ArrayList<>();
    for (AnalyzedMigration migration : predicted) {
      List<TracedStatement> statements = new ArrayList<>();
      for (AnalyzedStatement statement : migration.statements()) {
        statements.add(skipped(statement, reason));
      }
      traced.add(new TracedMigration(migration, statements));
    }
    return traced;
  }

  private static TracedStatement skipped(AnalyzedStatement statement, String reason) {
    return new TracedStatement(statement, null, Verdict.SKIPPED, List.of(), List.of(reason));
  }

  /** Runs all, in order, up to a failure. */
  List<TracedMigration> run(List<AnalyzedMigration> predicted, List<Problem> problems) {
    for (AnalyzedMigration migration : predicted) {
      of += migration.statements().size();
    }
    List<TracedMigration> traced = new ArrayList<>();
    boolean began = false;
    try (tracks) {
      for (AnalyzedMigration migration : predicted) {
        boolean together = migration.migration().transaction() == TransactionMode.ALL_PENDING;
        try {
          if (!together) {
            end(problems, migration.migration());
            began = false;
          }
          if (ended == null && !tracks.own().isOpen()) {
            others = tracks.own().state().relations();
          }
          if (ended == null && probe != null) {
            probe.on(others, tables(migration));
          }
          boolean perMigration =
              migration.migration().transaction() == TransactionMode.PER_MIGRATION;
          if (ended == null && (perMigration || (together && !began))) {
            tracks.own().begin(Track.Block.RUNNER);
          }
        } catch (SQLException e) {
          end("the connection was lost: " + e.getMessage(), migration.migration(), problems);
        }
        began = together;
        traced.add(run(migration, problems));
        tracks.closeOthers();
      }
      if (!predicted.isEmpty()) {
        end(problems, predicted.get(predicted.size() - 1).migration());
      }
      return probe == null ? traced : withWaits(traced, probe.waited());
    } finally {
      leave(problems);
    }
  }

  private void leave(List<Problem> problems) {
    if (probe != null) {
      try {
        probe.close();
      } catch (SQLException e) {
        problems.add(new Problem("probe", "could not be ended: " + e.getMessage()));
      }
    }
  }

  /** The tables that a migration is thought to lock. */
  private static Set<String> tables(AnalyzedMigration migration) {
    Set<String> names = new LinkedHashSet<>();
    migration.statements().forEach(statement -> names.addAll(locked(statement)));
    return names;
  }

  private static List<TracedMigration> withWaits(
      List<TracedMigration> traced, List<Probe.Waited> waited) {
    List<TracedMigration> all = new ArrayList<>();
    int number = 0;
    for (TracedMigration migration : traced) {
      List<TracedStatement> statements = new ArrayList<>();
      for (TracedStatement statement : migration.statements()) {
        number++;
        List<Observed.Wait> waits = new ArrayList<>();
        for (Probe.Waited each : waited) {
          if (each.statement() == number) {
            waits.add(new Observed.Wait(each.relation(), each.wanted(), each.time()));
          }
        }
        statements.add(waits.isEmpty() ? statement : statement.withWaits(waits));
      }
      all.add(new TracedMigration(migration.predicted(), statements));
    }
    return all;
  }

  private void end(String reason, Migration migration, List<Problem> problems) {
    if (ended == null) {
      ended = "not run: " + reason;
      problems.add(new Problem(migration.path(), "the run ended here: " + reason));
    }
  }

  /** The runner's COMMIT, if a transaction is open. */
  private void end(List<Problem> problems, Migration migration) {
    if (ended == null && tracks.own().isOpen()) {
      Failure failure = tracks.own().commit();
      if (failure != null) {
        end("COMMIT failed with " + Comparison.said(failure), migration, problems);
      }
    }
  }

  private TracedMigration run(AnalyzedMigration predicted, List<Problem> problems) {
    Migration migration = predicted.migration();
    List<TracedStatement> traced = new ArrayList<>();
    Iterator<AnalyzedStatement> statements = predicted.statements().iterator();
    boolean oneString =
        migration.transaction() == TransactionMode.IMPLICIT && migration.steps().size() > 1;
    for (Step step : migration.steps()) {
      if (!(step instanceof Step.Sql sql) || migration.dialect() != Dialect.POSTGRES) {
        continue;
      }
      Script script = HoleReading.read(sql);
      boolean string = oneString || script.statements().size() + script.errors().size() > 1;
      List<Script.Item> items = script.items();
      for (int i = 0; i < items.size(); i++) {
        switch (items.get(i)) {
          case Script.Parsed parsed -> {
            if (statements.hasNext()) {
              Asked asked =
                  new Asked(
                      statements.next(),
                      parsed.statement(),
                      Sending.refusal(sql, parsed, ours),
                      Sending.request(sql, parsed, HistoryRun.dataAfter(items, i)),
                      string);
              traced.add(statement(predicted, asked, problems));
            }
          }
          case Script.SyntaxError error -> {
            if (Sending.isSent(sql, ours)) {
              Request request = Request.of(error.span().in(sql.text()));
              Asked asked = new Asked(unread(sql, error), null, null, request, string);
              traced.add(statement(predicted, asked, problems));
            }
          }
          case Script.PsqlCommand command -> {
            String refusal = Sending.refusal(sql, command);
            if (refusal != null) {
              problems.add(new Problem(sql.origin().path(), refusal));
            }
          }
          case Script.CopyData ignored -> {}
        }
      }
      if (string && !oneString) {
        endString(migration, problems);
      }
    }
    if (oneString) {
      endString(migration, problems);
    }
    if (migration.transaction() == TransactionMode.PER_MIGRATION) {
      end(problems, migration);
    }
    return new TracedMigration(predicted, traced);
  }

  /** A statement of which nothing is predicted. */
  private static AnalyzedStatement unread(Step.Sql step, Script.SyntaxError error) {
    return new AnalyzedStatement(
        error.span().in(step.text()),
        step.map().origin(new Span(error.span().start(), error.span().end())),
        null,
        step.repeats(),
        false,
        List.of(),
        Effects.NONE,
        List.of(),
        List.of(),
        Risk.SAFE,
        List.of(),
        null,
        List.of(),
        step.connection(),
        List.of(),
        List.of());
  }

  /** The end of a string of statements ends the transaction that the string was. */
  private void endString(Migration migration, List<Problem> problems) {
    if (ended == null && tracks.own().block() == Track.Block.IMPLICIT) {
      end(problems, migration);
    }
  }

  /**
   * A statement that is to be run.
   *
   * @param statement null where we cannot read it, and the server may
   * @param refusal why it is not
   * @param string whether it is sent together with others
   */
  private record Asked(
      AnalyzedStatement predicted,
      @Nullable Statement statement,
      @Nullable String refusal,
      Request request,
      boolean string) {}

  private TracedStatement statement(
      AnalyzedMigration migration, Asked asked, List<Problem> problems) {
    AnalyzedStatement predicted = asked.predicted();
    number++;
    if (ended != null) {
      return skipped(predicted, ended);
    }
    String refusal = asked.refusal();
    if (refusal != null) {
      return new TracedStatement(predicted, null, Verdict.STATIC_ONLY, List.of(), List.of(refusal));
    }
    progress.running(migration.migration(), predicted, number, of);
    try {
      Track track = tracks.of(predicted.connection());
      TracedStatement traced = traced(migration, track, asked);
      Observed observed = traced.observed();
      Failure failure = observed == null ? null : observed.effects().fails();
      if (failure != null) {
        track.failed();
        end("the statement before it failed", migration.migration(), problems);
      }
      return traced;
    } catch (SQLException e) {
      end("the connection was lost: " + e.getMessage(), migration.migration(), problems);
      Failure failure = Track.failure(e);
      return new TracedStatement(
          predicted,
          new Observed(failing(failure), Duration.ZERO, false, List.of()),
          Verdict.FAILED,
          List.of("the connection was lost: " + Comparison.said(failure)));
    }
  }

  private static Effects failing(@Nullable Failure failure) {
    return new Effects(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), failure, List.of());
  }

  private TracedStatement traced(AnalyzedMigration migration, Track track, Asked asked)
      throws SQLException {
    AnalyzedStatement predicted = asked.predicted();
    Duration limit = predicted.waits().isEmpty() ? options.statementTimeout() : FOR_EVER;
    switch (asked.statement()) {
      case null -> {
        return watched(migration, track, asked, limit);
      }
      case TransactionStmt control -> {
        Answer answer = track.control(control, asked.request());
        tracks.changedBy(track);
        return unwatched(predicted, answer);
      }
      case VariableSetStmt ignored -> {
        return unwatched(predicted, track.plain(asked.request(), limit));
      }
      case VariableShowStmt ignored -> {
        return unwatched(predicted, track.plain(asked.request(), limit));
      }
      default -> {
        return watched(migration, track, asked, limit);
      }
    }
  }

  private TracedStatement watched(
      AnalyzedMigration migration, Track track, Asked asked, Duration limit) throws SQLException {
    if (asked.string() && !track.isOpen()) {
      track.begin(Track.Block.IMPLICIT);
    }
    boolean parts = !StatementShape.of(asked.statement()).changesRows();
    Measurement seen =
        track.observe(asked.request(), limit, parts, locked(asked.predicted()), number);
    tracks.changedBy(track);
    return merged(migration, asked, seen);
  }

  /** A statement of the session itself, which touches no relation. */
  private static TracedStatement unwatched(AnalyzedStatement predicted, Answer answer) {
    Observed observed = new Observed(failing(answer.failure()), answer.time(), false, List.of());
    String difference = Comparison.failure(predicted.effects().fails(), answer.failure());
    if (difference == null) {
      return new TracedStatement(predicted, observed, Verdict.CONFIRMED, List.of());
    }
    Verdict verdict = predicted.effects().fails() == null ? Verdict.FAILED : Verdict.MISMATCH;
    return new TracedStatement(predicted, observed, verdict, List.of(difference));
  }

  private TracedStatement merged(AnalyzedMigration migration, Asked asked, Measurement seen) {
    AnalyzedStatement predicted = asked.predicted();
    StatementShape shape = StatementShape.of(asked.statement());
    Effects effects = ObservedEffects.of(seen, others, shape);
    Answer answer = seen.answer();
    Observed observed =
        new Observed(effects, answer.time(), seen.polled(), List.of(), seen.changes());
    String stopped = answer.stopped();
    if (stopped != null) {
      List<String> differences = new ArrayList<>(List.of("it was stopped: " + stopped));
      if (predicted.waits().isEmpty()) {
        return new TracedStatement(predicted, observed, Verdict.FAILED, differences);
      }
      if (!answer.waiting()) {
        differences.add(didNotWait(predicted));
        return new TracedStatement(predicted, observed, Verdict.FAILED, differences);
      }
      return new TracedStatement(
          predicted,
          observed,
          Verdict.CONFIRMED,
          List.of(),
          List.of("it waits for its own migration for ever, and was stopped"));
    }
    if (asked.statement() == null && effects.fails() == null) {
      return new TracedStatement(
          predicted,
          observed,
          Verdict.TRACE_ONLY,
          List.of(),
          List.of("nothing is predicted of what cannot be read"));
    }
    Comparison comparison = Comparison.of(predicted.effects(), effects, seen, shape);
    List<String> differences = new ArrayList<>(comparison.differences());
    if (!predicted.waits().isEmpty() && effects.fails() == null) {
      differences.add(didNotWait(predicted));
    }
    Verdict verdict = Verdict.CONFIRMED;
    List<String> notes = new ArrayList<>(comparison.unseen());
    if (answer.unwatched()) {
      notes.add("whoever looked at it while it ran lost sight of it");
    }
    if (!differences.isEmpty()) {
      if (effects.fails() != null && predicted.effects().fails() == null) {
        verdict = Verdict.FAILED;
      } else if (shape.isRoutine() && isIncomplete(migration, predicted.origin())) {
        verdict = Verdict.TRACE_ONLY;
        notes.add("not all that it runs could be predicted");
      } else {
        verdict = Verdict.MISMATCH;
        notes.addAll(assumed(predicted.effects()));
      }
    }
    return new TracedStatement(predicted, observed, verdict, differences, notes);
  }

  private static String didNotWait(AnalyzedStatement predicted) {
    return "predicted to wait for its own migration, which holds "
        + predicted.waits().getFirst().relation()
        + "; it did not";
  }

  /** The relations that a statement is thought to lock. */
  private static Set<String> locked(AnalyzedStatement predicted) {
    Set<String> names = new LinkedHashSet<>();
    predicted.effects().locks().forEach(lock -> names.add(lock.relation().toString()));
    return names;
  }

  private static List<String> assumed(Effects predicted) {
    List<String> notes = new ArrayList<>();
    predicted.assumptions().forEach(each -> notes.add("the prediction took for granted: " + each));
    return notes;
  }

  /** Whether a gap stands at the very place of a statement: what a routine runs is not known. */
  private static boolean isIncomplete(AnalyzedMigration migration, Origin origin) {
    return migration.gaps().stream().anyMatch(gap -> gap.origin().equals(origin));
  }
}
