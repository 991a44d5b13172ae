package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.routine.RoutineCode;
import io.github.windlass.sql.postgres.tree.RoutineStatement;

/** Definitions of triggers, rules and routines. */
final class RoutineEffects {

  private final EffectsBuilder effects;

  RoutineEffects(EffectsBuilder effects) {
    this.effects = effects;
  }

  void predict(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateTrigStmt create ->
          new AttachmentEffects(effects).createTrigger(create);
      case RoutineStatement.RuleStmt create -> new AttachmentEffects(effects).createRule(create);
      case RoutineStatement.CreateFunctionStmt create -> body(create);
      default -> {
        // No other definition locks a relation; what a routine does is followed by Routines.
      }
    }
  }

  /** {@code ProcedureCreate} calls the language's validator. */
  private void body(RoutineStatement.CreateFunctionStmt create) {
    Effects.Failure refusal =
        effects.catalog.checksFunctionBodies() ? new RoutineCode(create).refusal() : null;
    if (refusal != null) {
      effects.fail(refusal.sqlstate(), refusal.reason());
    }
  }
}
