package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.analyzer.AnalyzedStatement.LockUpgrade;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.effects.StatementEffects.Prediction;
import io.github.windlass.analyzer.effects.StatementEffects.Setting;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.RuleOptions;
import io.github.windlass.analyzer.rule.SessionSettings;
import io.github.windlass.extractor.Comment;
import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Migration;
import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Span;
import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.TransactionMode;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A walk through migrations in their order, each on the schema and in the session that those before
 * it leave.
 */
final class Walk {

  private final int version;
  private final SessionSettings session;
  private final TableSizes sizes;
  private final RuleOptions options;
  private final Judgement judgement;
  private final Sessions sessions;
  private final List<Judgement.Walked> walked = new ArrayList<>();

  /** Those that may share a transaction, of which not all are known yet. */
  private final List<Migration> pending = new ArrayList<>();

  /**
   * Whether the runner began the transaction of all pending: it does so once, and when a migration
   * commits it, what follows runs without.
   */
  private boolean began;

  /**
   * Begins a walk.
   *
   * @param before the schema before the history
   * @param session the settings with which a session starts
   */
  Walk(
      Catalog before,
      List<Migration> history,
      int version,
      SessionSettings session,
      TableSizes sizes,
      RuleOptions options,
      Judgement judgement) {
    this.version = version;
    this.session = session;
    this.sizes = sizes;
    this.options = options;
    this.judgement = judgement;
    this.sessions = new Sessions(new TransactionWindow(folded(before, history), session), session);
  }

  /** Takes the next migration. */
  void next(Migration migration) {
    if (!pending.isEmpty() && !PendingRuns.mayShare(pending.get(0), migration)) {
      walkPending();
    }
    pending.add(migration);
    if (migration.transaction() != TransactionMode.ALL_PENDING) {
      walkPending();
    }
  }

  /** What rules say of all that were taken. */
  List<AnalyzedMigration> judged() {
    walkPending();
    return judgement.of(walked, sessions.own().catalog());
  }

  private void walkPending() {
    PendingRuns runs = PendingRuns.of(pending);
    for (int i = 0; i < pending.size(); i++) {
      if (runs.starts(i)) {
        sessions.own().end();
        began = false;
      }
      take(pending.get(i));
    }
    pending.clear();
  }

  private void take(Migration migration) {
    sessions.nextMigration();
    if (!isForPostgres(migration)) {
      walked.add(refused(migration));
      return;
    }
    boolean together = migration.transaction() == TransactionMode.ALL_PENDING;
    if (migration.transaction() == TransactionMode.PER_MIGRATION || (together && !began)) {
      sessions.own().begin();
    }
    began = together;
    walked.add(walk(migration));
  }

  private static boolean isForPostgres(Migration migration) {
    return migration.dialect() == Dialect.POSTGRES;
  }

  /** The schema that earlier migrations leave. */
  private Catalog folded(Catalog before, List<Migration> history) {
    Sessions earlier = new Sessions(new TransactionWindow(before, session), session);
    for (Migration migration : history) {
      if (isForPostgres(migration)) {
        for (Step step : migration.steps()) {
          fold(step, earlier, version);
        }
      }
    }
    return earlier.own().catalog().inNewSession();
  }

  private static void fold(Step step, Sessions sessions, int version) {
    if (!(step instanceof Step.Sql sql)) {
      sessions.mayMissRelations();
      return;
    }
    Script script = HoleReading.read(sql);
    TransactionWindow window = sessions.of(sql.connection());
    if (!isCertain(sql, script)) {
      sessions.mayMissRelations();
    }
    for (Statement statement : script.statements()) {
      if (statement instanceof TransactionStmt control) {
        window.transactionStatement(control);
      } else {
        if (OtherSearchPath.isShownBy(statement, window.catalog())) {
          sessions.mayMissRelations();
        }
        Catalog after = CatalogFold.fold(window.catalog(), statement, version);
        window.after(statement, Effects.NONE, after);
        sessions.after(window, statement, version);
      }
    }
  }

  /** Whether it is known all that a step does: it runs once, and all of it can be read. */
  private static boolean isCertain(Step.Sql step, Script script) {
    return step.condition() == null
        && !step.repeats()
        && step.holes().isEmpty()
        && script.errors().isEmpty();
  }

  private static Judgement.Walked refused(Migration migration) {
    List<Step.Gap> gaps = new ArrayList<>(migration.gaps());
    for (Step.Sql step : migration.statements()) {
      gaps.add(
          new Step.Gap(
              Step.GapCode.UNSUPPORTED,
              "written for " + migration.dialect().id() + ", not for PostgreSQL",
              step.origin()));
    }
    return new Judgement.Walked(migration, List.of(), List.of(), gaps, migration.comments());
  }

  private Judgement.Walked walk(Migration migration) {
    List<AnalyzedStatement> statements = new ArrayList<>();
    List<CheckedStatement> checked = new ArrayList<>();
    List<Step.Gap> gaps = new ArrayList<>();
    Set<Comment> comments = new LinkedHashSet<>(migration.comments());
    boolean oneString =
        migration.transaction() == TransactionMode.IMPLICIT && migration.steps().size() > 1;
    for (Step step : migration.steps()) {
      switch (step) {
        case Step.Gap gap -> {
          gaps.add(gap);
          sessions.mayMissRelations();
        }
        case Step.Sql sql -> {
          Script script = HoleReading.read(sql);
          TransactionWindow window = sessions.of(sql.connection());
          if (Comment.maySpeakIn(sql.text())) {
            comment(sql, script, comments);
          }
          if (oneString && !window.isOpen()) {
            window.beginString();
          }
          if (!isCertain(sql, script)) {
            sessions.mayMissRelations();
          }
          // A string of several statements is one transaction (simple query protocol).
          boolean implicit = !window.isOpen() && script.statements().size() > 1;
          if (implicit) {
            window.beginString();
          }
          for (Script.Item item : script.items()) {
            switch (item) {
              case Script.Parsed parsed ->
                  statements.add(analyze(parsed, sql, migration, checked, gaps));
              case Script.SyntaxError error -> gaps.add(gap(error, sql));
              case Script.PsqlCommand ignored -> {}
              case Script.CopyData ignored -> {}
            }
          }
          if (implicit) {
            window.end();
          }
        }
      }
    }
    if (oneString || migration.transaction() == TransactionMode.PER_MIGRATION) {
      sessions.own().end();
    }
    return new Judgement.Walked(migration, statements, checked, gaps, List.copyOf(comments));
  }

  /** Takes note of the comments in a step's text, unless they are known as the source's. */
  private static void comment(Step.Sql step, Script script, Set<Comment> comments) {
    for (io.github.windlass.sql.postgres.tree.Span span : script.comments()) {
      String written = span.in(step.text());
      if (Comment.maySpeakIn(written)) {
        comments.add(new Comment(Comment.bare(written), origin(step, span)));
      }
    }
  }

  private static Step.Gap gap(Script.SyntaxError error, Step.Sql step) {
    Origin origin = origin(step, error.span());
    if (error.limit()) {
      return new Step.Gap(Step.GapCode.LIMIT, error.reason(), origin);
    }
    return step.holes().isEmpty()
        ? new Step.Gap(Step.GapCode.SYNTAX, error.reason(), origin)
        : new Step.Gap(Step.GapCode.DYNAMIC, "depends on " + step.holes().get(0).reason(), origin);
  }

  private AnalyzedStatement analyze(
      Script.Parsed parsed,
      Step.Sql step,
      Migration migration,
      List<CheckedStatement> checked,
      List<Step.Gap> gaps) {
    Statement statement = parsed.statement();
    sessions.nextStatement();
    TransactionWindow window = sessions.of(step.connection());
    List<HeldLock> held = window.held();
    int heldBesides = window.heldBeyondLimit();
    List<LockUpgrade> upgrades = List.of();
    List<HeldLock> waits = List.of();
    Catalog before = window.catalog();
    int first = window.first();
    CheckedStatement.Setting setting =
        new CheckedStatement.Setting(
            version,
            migration.format(),
            migration.transaction(),
            window.isOpen(),
            window.settings(),
            options);
    Effects effects;
    if (statement instanceof TransactionStmt control) {
      effects = window.transactionStatement(control);
      held = List.of();
    } else {
      if (OtherSearchPath.isShownBy(statement, before)) {
        sessions.mayMissRelations();
      }
      Prediction prediction =
          StatementEffects.predict(
              statement,
              window.catalog(),
              new Setting(version, window.isOpen(), window.own(), !holes(parsed, step).isEmpty()));
      effects = prediction.effects();
      if (statement instanceof RoutineStatement.DoStmt
          || statement instanceof RoutineStatement.CallStmt) {
        Origin place = origin(step, parsed.span());
        prediction
            .unknown()
            .forEach(what -> gaps.add(new Step.Gap(Step.GapCode.DYNAMIC, what, place)));
      }
      upgrades = window.upgrades(effects);
      waits = sessions.waits(window, effects);
      window.after(statement, effects, prediction.after());
      sessions.after(window, statement, version);
      if (heldBesides > 0) {
        effects = effects.assuming(heldBesides + " further locks are held, which are not listed");
      }
    }
    Origin origin = origin(step, parsed.span());
    Optional<DurationEstimate> duration =
        DurationEstimate.of(
            effects, RiskAssessment.changesEveryRow(statement), before, window.catalog(), sizes);
    RiskAssessment risk = RiskAssessment.of(statement, effects, held, duration).waitingFor(waits);
    checked.add(
        new CheckedStatement(
            statement,
            origin,
            step.condition(),
            step.repeats(),
            effects,
            held,
            upgrades,
            before,
            window.catalog(),
            setting,
            risk.risk(),
            window.statement(),
            waits,
            first,
            holes(parsed, step)));
    return new AnalyzedStatement(
        parsed.span().in(step.text()),
        origin,
        step.condition(),
        step.repeats(),
        !step.holes().isEmpty(),
        step.holes(),
        effects,
        held,
        upgrades,
        risk.risk(),
        risk.reasons(),
        duration.orElse(null),
        List.of(),
        step.connection(),
        waits,
        List.of());
  }

  /** The parts of a statement that are not known, as they are written. */
  private static List<String> holes(Script.Parsed parsed, Step.Sql step) {
    if (step.holes().isEmpty()) {
      return List.of();
    }
    List<String> holes = new ArrayList<>();
    for (Step.Hole hole : step.holes()) {
      if (hole.start() >= parsed.span().start() && hole.end() <= parsed.span().end()) {
        holes.add(step.text().substring(hole.start(), hole.end()));
      }
    }
    return holes;
  }

  private static Origin origin(Step.Sql step, io.github.windlass.sql.postgres.tree.Span span) {
    return step.map().origin(new Span(span.start(), span.end()));
  }
}
