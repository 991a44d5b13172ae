package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A new column of a type that is regretted. */
public final class RegrettedType implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.TYPES;
  }

  /** What is wrong with a type, and what to use instead. */
  private static final Map<String, String> TYPES =
      Map.of(
          "money", "money has the currency and the digits of the session's locale; use numeric",
          "float4", "real keeps about six digits; use numeric for amounts, double precision else",
          "xml", "xml has no equality and no index; use text or jsonb",
          "hstore", "hstore is an extension that jsonb has made needless",
          "abstime", "abstime is gone since PostgreSQL 12",
          "oid", "oid is the server's own number for its objects, and wraps around");

  @Override
  public List<Finding> check(CheckedStatement checked) {
    List<Finding> findings = new ArrayList<>();
    for (NewColumns.Of added : NewColumns.of(checked)) {
      ColumnType type = NewColumns.type(added.column()).orElse(null);
      String why = type == null ? null : TYPES.get(type.name());
      if (why != null) {
        findings.add(
            finding(
                Risk.LOW, added.table() + "." + added.column().colname() + ": " + why + ".", null));
      }
    }
    return findings;
  }
}
