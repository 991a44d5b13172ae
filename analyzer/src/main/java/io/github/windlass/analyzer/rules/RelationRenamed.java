package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.Risk;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.tree.ObjectStatement.AlterObjectSchemaStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.List;

/** RENAME TO or SET SCHEMA of a relation in use, and RENAME of its schema. */
public final class RelationRenamed implements Rule {

  @Override
  public RuleSet set() {
    return RuleSet.COMPATIBILITY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    if (checked.fails()) {
      return List.of();
    }
    return switch (checked.statement()) {
      case RenameStmt rename when rename.renameType() == ObjectType.SCHEMA ->
          List.of(
              finding(
                  Risk.HIGH,
                  "Every name that is written with the schema "
                      + rename.subname()
                      + " fails as soon as this commits.",
                  null));
      case RenameStmt rename when isRead(rename.renameType()) && rename.relation() != null ->
          renamed(checked, rename.relation(), rename.newname());
      case AlterObjectSchemaStmt move when isRead(move.objectType()) && move.relation() != null ->
          renamed(checked, move.relation(), move.newschema() + "." + move.relation().relname());
      default -> List.of();
    };
  }

  /** Whether queries name it. */
  private static boolean isRead(ObjectType type) {
    return switch (type) {
      case TABLE, VIEW, MATVIEW, FOREIGN_TABLE, SEQUENCE -> true;
      default -> false;
    };
  }

  private List<Finding> renamed(CheckedStatement checked, RangeVar relation, String to) {
    RelationName from = checked.before().resolve(relation);
    if (!checked.isShared(from)) {
      return List.of();
    }
    return List.of(
        finding(
            Risk.HIGH,
            "The application that runs now knows "
                + from
                + " under its old name and fails as soon as this commits; leave a view with the old"
                + " name in the same transaction, or make "
                + to
                + " anew and move the rows.",
            null));
  }
}
