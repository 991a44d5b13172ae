package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import java.util.ArrayList;
import java.util.List;

/** Privileges for everybody, all privileges at once, or the right to pass them on. */
public final class WidePrivileges implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SECURITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    AccessStatement.GrantStmt grant =
        switch (checked.statement()) {
          case AccessStatement.GrantStmt direct -> direct;
          case AccessStatement.AlterDefaultPrivilegesStmt defaults -> defaults.action();
          default -> null;
        };
    if (grant == null || !grant.isGrant()) {
      return List.of();
    }
    List<String> wide = new ArrayList<>();
    if (grant.grantees().stream()
        .anyMatch(role -> role.roletype() == RoleSpec.RoleSpecType.PUBLIC)) {
      wide.add("every role there is, now and later");
    }
    if (grant.grantOption()) {
      wide.add("whoever the role passes it on to");
    }
    if (grant.privileges().isEmpty()) {
      wide.add("all privileges, those that later versions bring too");
    }
    return wide.isEmpty()
        ? List.of()
        : List.of(finding(Risk.LOW, "Grants to or gives " + String.join("; ", wide) + ".", null));
  }
}
