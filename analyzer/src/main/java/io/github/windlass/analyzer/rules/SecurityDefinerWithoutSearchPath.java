package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;

/** A function that runs with its owner's rights on its caller's search path. */
public final class SecurityDefinerWithoutSearchPath implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SECURITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (!(checked.statement() instanceof RoutineStatement.CreateFunctionStmt function)) {
      return List.of();
    }
    boolean definer = false;
    boolean path = false;
    for (DefElem option : function.options()) {
      definer |=
          option.defname().equals("security")
              && option.arg() instanceof Value.BooleanValue value
              && value.boolval();
      path |=
          option.defname().equals("set")
              && option.arg() instanceof SessionStatement.VariableSetStmt set
              && "search_path".equals(set.name());
    }
    return definer && !path
        ? List.of(
            finding(
                Risk.MEDIUM,
                "Whoever calls it chooses the search_path by which its names are found, and so what"
                    + " runs with its owner's rights; add SET search_path = ….",
                null))
        : List.of();
  }
}
