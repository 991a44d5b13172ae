package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.DefElem;
import java.util.List;

/** CREATE ROLE … PASSWORD, and roles with the rights of a superuser. */
public final class PasswordInMigration implements Rule {

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
    for (DefElem option : options) {
      if (option.defname().equals("password") && option.arg() != null) {
        return List.of(
            finding(
                Risk.MEDIUM,
                "The password is in the repository, and in the server's log; set it elsewhere.",
                null));
      }
    }
    return List.of();
  }
}
