package io.github.windlass.sql.postgres.raw;

import io.github.windlass.sql.postgres.raw.RawTree.Kept;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTiming;
import java.util.Collections;

/** Functions, procedures, triggers, rules. */
final class RoutineShapes {

  private RoutineShapes() {}

  static void register(RawTree tree) {
    // A list with one list in it, so that an empty body differs from none.
    tree.shape(
        RoutineBody.Atomic.class,
        body ->
            new Kept(
                Collections.singletonList(
                    body.statements().isEmpty() ? null : new Kept(body.statements()))));
    tree.change(
        CreateTrigStmt.class,
        (trigger, node) ->
            node.put("events", trigger.events().stream().mapToInt(RoutineShapes::bit).sum()));
    // TRIGGER_TYPE_* of pg_trigger.h.
    tree.constants(
        TriggerTiming.class,
        timing ->
            switch ((TriggerTiming) timing) {
              case AFTER -> 0;
              case BEFORE -> 2;
              case INSTEAD -> 64;
            });
    tree.constants(
        TriggerFires.class,
        fires ->
            switch ((TriggerFires) fires) {
              case ON_ORIGIN -> "O";
              case ON_REPLICA -> "R";
              case ALWAYS -> "A";
              case DISABLED -> "D";
            });
    tree.prefix(RuleEvent.class, "CMD_");
  }

  private static int bit(TriggerEvent event) {
    return switch (event) {
      case INSERT -> 4;
      case DELETE -> 8;
      case UPDATE -> 16;
      case TRUNCATE -> 32;
    };
  }
}
