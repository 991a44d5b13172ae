package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.PlpgsqlBlock;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.function.Consumer;

/** Triggers, rules, anonymous blocks. */
final class RoutineEffects {

  private final EffectsBuilder effects;
  private final Consumer<Statement> inner;

  RoutineEffects(EffectsBuilder effects, Consumer<Statement> inner) {
    this.effects = effects;
    this.inner = inner;
  }

  void predict(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateTrigStmt create ->
          new AttachmentEffects(effects).createTrigger(create);
      case RoutineStatement.RuleStmt create -> new AttachmentEffects(effects).createRule(create);
      case RoutineStatement.DoStmt block -> block(block);
      case RoutineStatement.CallStmt call ->
          effects.assume(
              "what procedure "
                  + String.join(".", call.funccall().funcname())
                  + " does is not known");
      default -> {
        // A definition of a routine locks no relation.
      }
    }
  }

  private void block(RoutineStatement.DoStmt block) {
    PlpgsqlBlock parts = PlpgsqlBlock.of(block);
    if (parts == null) {
      effects.assume("what a block of another language than plpgsql does is not known");
      return;
    }
    parts.statements().forEach(inner);
    effects.failurePerhaps();
    parts.unknown().forEach(effects::assume);
  }
}
