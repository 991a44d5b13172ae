package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.effects.StatementEffects;
import io.github.windlass.analyzer.rewrite.AlterTables;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions of an ALTER TABLE, each for itself. */
final class Actions {

  /** An action on a table. */
  record Of(RelationName table, AlterTableCmd cmd) {}

  private Actions() {}

  /** The actions of an ALTER TABLE that does not fail, on a table that others can see. */
  static List<Of> onShared(CheckedStatement checked) {
    if (!(checked.statement() instanceof AlterTableStmt alter) || checked.fails()) {
      return List.of();
    }
    RelationName table = checked.before().resolve(alter.relation());
    return checked.isShared(table)
        ? alter.cmds().stream().map(cmd -> new Of(table, cmd)).toList()
        : List.of();
  }

  /** What one action does: to the schema as it was, or if it needs it, after the actions before. */
  static Effects effects(CheckedStatement checked, AlterTableStmt alter, AlterTableCmd cmd) {
    if (alter.cmds().size() == 1) {
      return checked.effects();
    }
    AlterTableStmt alone = AlterTables.with(alter, cmd);
    Effects effects = predict(checked, alone, checked.before());
    int at = alter.cmds().indexOf(cmd);
    if (effects.fails() == null || at == 0) {
      return effects;
    }
    List<AlterTableCmd> others = alter.cmds().subList(0, at);
    int version = checked.setting().postgres();
    return predict(
        checked,
        alone,
        CatalogFold.fold(checked.before(), AlterTables.with(alter, others), version));
  }

  /** Whether an action reads, rewrites or indexes a table. */
  static boolean worksOn(
      CheckedStatement checked, AlterTableStmt alter, AlterTableCmd cmd, RelationName table) {
    Effects effects = effects(checked, alter, cmd);
    return effects.scans().contains(table) || effects.rewrites().contains(table);
  }

  /** What another statement would do in the place of the one that is checked. */
  static Effects instead(CheckedStatement checked, Statement statement) {
    return predict(checked, statement, checked.before());
  }

  private static Effects predict(CheckedStatement checked, Statement statement, Catalog before) {
    Set<RelationName> own =
        checked.effects().locks().stream()
            .filter(lock -> !lock.existing())
            .map(Lock::relation)
            .collect(Collectors.toSet());
    return StatementEffects.predict(
            statement,
            before,
            new StatementEffects.Setting(
                checked.setting().postgres(), checked.setting().inTransactionBlock(), own))
        .effects();
  }
}
