package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;

/** ALTER SYSTEM, and settings of roles and databases. */
public final class ServerSettingChanged implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.ROBUSTNESS;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    String whom =
        switch (checked.statement()) {
          case UtilityStatement.AlterSystemStmt ignored -> "the whole server";
          case UtilityStatement.AlterDatabaseSetStmt alter ->
              "every new session in " + alter.dbname();
          case AccessStatement.AlterRoleSetStmt ignored -> "every new session of a role";
          default -> null;
        };
    return whom == null
        ? List.of()
        : List.of(
            finding(
                Risk.LOW,
                "Changes a setting of "
                    + whom
                    + ", which no migration takes back; it belongs to the server's configuration.",
                null));
  }
}
