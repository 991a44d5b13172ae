package io.github.windlass.analyzer.rewrite;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over the table of another one, with other actions. */
public final class AlterTables {

  private AlterTables() {}

  /** The statement with these actions alone. */
  public static AlterTableStmt with(AlterTableStmt alter, List<AlterTableCmd> cmds) {
    return new AlterTableStmt(
        alter.relation(), cmds, alter.objtype(), alter.missingOk(), alter.span());
  }

  /** The statement with one action alone. */
  public static AlterTableStmt with(AlterTableStmt alter, AlterTableCmd cmd) {
    return with(alter, List.of(cmd));
  }

  /** The statement without some of its actions; null if nothing is left. */
  public static @Nullable AlterTableStmt without(
      AlterTableStmt alter, List<? extends AlterTableCmd> gone) {
    List<AlterTableCmd> rest = alter.cmds().stream().filter(cmd -> !gone.contains(cmd)).toList();
    return rest.isEmpty() ? null : with(alter, rest);
  }

  /** {@code ADD constraint}. */
  public static AlterTableCmd add(Constraint constraint) {
    return new AlterTableCmd.AddConstraint(constraint, constraint.span());
  }

  /** {@code VALIDATE CONSTRAINT name}. */
  public static AlterTableStmt validate(AlterTableStmt alter, String constraint) {
    return with(alter, new AlterTableCmd.ValidateConstraint(constraint, alter.span()));
  }

  /** The check under a name, NOT VALID. */
  public static Constraint notValid(Constraint.Check check, String name) {
    return new Constraint.Check(
        name, check.rawExpr(), check.isEnforced(), true, check.isNoInherit(), check.span());
  }

  /** The foreign key under a name, NOT VALID. */
  public static Constraint notValid(Constraint.ForeignKey key, String name) {
    return new Constraint.ForeignKey(
        name,
        key.pktable(),
        key.fkAttrs(),
        key.pkAttrs(),
        key.fkWithPeriod(),
        key.pkWithPeriod(),
        key.fkMatchtype(),
        key.fkUpdAction(),
        key.fkDelAction(),
        key.fkDelSetCols(),
        key.deferrable(),
        key.initdeferred(),
        key.isEnforced(),
        true,
        key.span());
  }
}
