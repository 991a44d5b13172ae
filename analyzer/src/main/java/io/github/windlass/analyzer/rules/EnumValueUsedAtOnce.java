package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.analyzer.rule.CheckedMigration;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterEnumStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of an enum that is used in the transaction that adds it. */
public final class EnumValueUsedAtOnce implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedMigration checked) {
    List<Finding> findings = new ArrayList<>();
    // The transaction may have begun in an earlier migration.
    Map<String, RelationName> added = new LinkedHashMap<>();
    Catalog begin = null;
    int last = 0;
    int first = 0;
    for (int i = start(checked); i <= checked.index(); i++) {
      for (CheckedStatement statement : checked.run().migrations().get(i)) {
        if (begin == null || !continues(statement, last, first)) {
          added.clear();
          begin = statement.before();
        }
        last = statement.number();
        first = statement.first();
        if (i == checked.index()) {
          used(statement, added)
              .forEach(
                  (value, type) -> findings.add(finding(Risk.HIGH, message(value, type), null)));
        }
        if (statement.statement() instanceof AlterEnumStmt alter
            && alter.oldVal() == null
            && statement.setting().inTransactionBlock()) {
          RelationName type = statement.before().resolveType(alter.typeName());
          // Values of a type that is new itself may be used.
          if (begin.userType(type).isPresent() && !hasValue(begin, type, alter.newVal())) {
            added.put(alter.newVal(), type);
          }
        }
      }
    }
    return findings;
  }

  /** The migration in which the transaction began that the migration's first statement is in. */
  private static int start(CheckedMigration checked) {
    List<List<CheckedStatement>> all = checked.run().migrations();
    int start = checked.index();
    CheckedStatement next = null;
    for (int i = start; i >= 0; i--) {
      List<CheckedStatement> statements = all.get(i);
      if (!statements.isEmpty()) {
        CheckedStatement last = statements.get(statements.size() - 1);
        if (next != null && !continues(next, last.number(), last.first())) {
          break;
        }
        next = statements.get(0);
        start = i;
      }
    }
    return start;
  }

  /** Whether a statement is in the transaction of the one that was the last before it. */
  private static boolean continues(CheckedStatement statement, int last, int first) {
    return statement.setting().inTransactionBlock()
        && statement.number() > last
        && statement.first() == first;
  }

  private static String message(String value, RelationName type) {
    return "Fails: the value '"
        + value
        + "' of "
        + type
        + " is used in the transaction that adds it (SQLSTATE 55P04); add it in a migration that is"
        + " committed before.";
  }

  private static boolean hasValue(Catalog catalog, RelationName type, String value) {
    return catalog
        .userType(type)
        .filter(
            known -> known instanceof UserType.EnumType values && values.values().contains(value))
        .isPresent();
  }

  /** The new values that a statement names where they can be meant. */
  private static Map<String, RelationName> used(
      CheckedStatement statement, Map<String, RelationName> added) {
    Map<String, RelationName> used = new LinkedHashMap<>();
    if (added.isEmpty() || statement.statement() instanceof AlterEnumStmt) {
      return used;
    }
    Deque<Node> nodes = new ArrayDeque<>(expressions(statement.statement()));
    while (!nodes.isEmpty()) {
      Node node = nodes.poll();
      if (node
          instanceof Expression.TypeCast(Constant.StringConstant text, var typeName, var span)) {
        RelationName type = added.get(text.sval());
        if (type != null && type.equals(statement.before().resolveType(typeName.names()))) {
          used.put(text.sval(), type);
        }
        continue;
      }
      if (node instanceof Constant.StringConstant text) {
        RelationName type = added.get(text.sval());
        if (type != null && isOnColumn(statement, type)) {
          used.put(text.sval(), type);
        }
      }
      nodes.addAll(Children.of(node));
    }
    return used;
  }

  /** What holds the values that a statement computes or keeps. */
  private static List<Node> expressions(Statement statement) {
    List<Node> found = new ArrayList<>();
    switch (statement) {
      case QueryStatement query -> found.add(query);
      case AlterTableStmt alter -> alter.cmds().forEach(cmd -> expressions(cmd, found));
      case CreateStmt create -> {
        create.columns().forEach(column -> constraints(column.constraints(), found));
        constraints(create.constraints(), found);
      }
      case IndexStmt index -> {
        if (index.whereClause() != null) {
          found.add(index.whereClause());
        }
      }
      default -> {
        // Keeps no value of a type, as far as this rule looks.
      }
    }
    return found;
  }

  private static void expressions(AlterTableCmd cmd, List<Node> found) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add -> constraints(add.column().constraints(), found);
      case AlterTableCmd.AddConstraint add -> constraints(List.of(add.constraint()), found);
      case AlterTableCmd.ColumnDefault set when set.expr() != null -> found.add(set.expr());
      default -> {
        // Has no expression.
      }
    }
  }

  private static void constraints(List<Constraint> constraints, List<Node> found) {
    for (Constraint constraint : constraints) {
      switch (constraint) {
        case Constraint.Default value -> found.add(value.rawExpr());
        case Constraint.Check check -> found.add(check.rawExpr());
        default -> {
          // Has no expression.
        }
      }
    }
  }

  /** Whether the statement works on a table with a column of the type. */
  private static boolean isOnColumn(CheckedStatement statement, RelationName type) {
    Catalog after = statement.after();
    for (Lock lock : statement.effects().locks()) {
      for (Column column :
          after.table(lock.relation()).map(known -> known.columns()).orElse(List.of())) {
        ColumnType columnType = column.type();
        if (columnType != null
            && after.type(columnType.name()).filter(each -> each.name().equals(type)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }
}
