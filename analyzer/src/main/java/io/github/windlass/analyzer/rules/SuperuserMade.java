package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A role that passes every check. */
public final class SuperuserMade implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SECURITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<DefElem> options =
        switch (checked.statement()) {
          case AccessStatement.CreateRoleStmt create -> create.options();
          case AccessStatement.AlterRoleStmt alter -> alter.options();
          default -> List.of();
        };
    List<String> rights = new ArrayList<>();
    for (DefElem option : options) {
      boolean strong =
          switch (option.defname()) {
            case "superuser", "bypassrls", "createrole", "isreplication" -> true;
            default -> false;
          };
      if (strong && option.arg() instanceof Value.BooleanValue value && value.boolval()) {
        rights.add(
            option.defname().equals("isreplication")
                ? "REPLICATION"
                : option.defname().toUpperCase(Locale.ROOT));
      }
    }
    return rights.isEmpty()
        ? List.of()
        : List.of(
            finding(
                Risk.MEDIUM,
                String.join(", ", rights) + ": checks of rights do not hold for such a role.",
                null));
  }
}
