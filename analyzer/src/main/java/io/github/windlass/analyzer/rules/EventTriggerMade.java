package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import java.util.List;

/** CREATE EVENT TRIGGER. */
public final class EventTriggerMade implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SECURITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    return checked.statement() instanceof RoutineStatement.CreateEventTrigStmt create
        ? List.of(
            finding(
                Risk.MEDIUM,
                create.trigname()
                    + " runs at every change of the schema in the database, with the rights of"
                    + " whoever makes it, a superuser too; if it fails, so does the change.",
                null))
        : List.of();
  }
}
