package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Constraints that a statement adds. */
final class NewConstraints {

  /** A constraint, and the table that gets it. */
  record Of<T extends TableConstraint>(RelationName table, T constraint) {}

  private NewConstraints() {}

  /**
   * The constraints of a kind that the tables have after the statement and not before, by table.
   */
  static <T extends TableConstraint> List<Of<T>> added(CheckedStatement checked, Class<T> kind) {
    Set<RelationName> tables = new TreeSet<>(checked.before().changedIn(checked.after()));
    tables.addAll(checked.effects().created());
    List<Of<T>> all = new ArrayList<>();
    for (RelationName table : tables) {
      for (T constraint : added(checked, table, kind)) {
        all.add(new Of<>(table, constraint));
      }
    }
    return all;
  }

  /** The name that a constraint has, given or chosen by the server; null if that is not known. */
  static @Nullable String name(
      CheckedStatement checked,
      RelationName table,
      Constraint written,
      Class<? extends TableConstraint> kind) {
    if (written.conname() != null) {
      return written.conname();
    }
    List<? extends TableConstraint> added = added(checked, table, kind);
    if (added.size() == 1) {
      return added.get(0).name();
    }
    // The server takes the actions of a kind in the order in which they are written.
    List<Constraint> alike = new ArrayList<>();
    if (checked.statement() instanceof AlterTableStmt alter) {
      for (AlterTableCmd cmd : alter.cmds()) {
        if (cmd instanceof AlterTableCmd.AddConstraint add
            && add.constraint().getClass() == written.getClass()) {
          alike.add(add.constraint());
        }
      }
    }
    int index = alike.indexOf(written);
    return alike.size() == added.size() && index >= 0 ? added.get(index).name() : null;
  }

  /**
   * The constraints of a kind that the table has after the statement and not before. A table that
   * is not known is taken to have none before.
   */
  static <T extends TableConstraint> List<T> added(
      CheckedStatement checked, RelationName table, Class<T> kind) {
    Set<String> before = new HashSet<>();
    checked
        .before()
        .table(table)
        .ifPresent(known -> known.constraints().forEach(each -> before.add(each.name())));
    return after(checked, table)
        .table(table)
        .map(known ->
            known.constraints().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(each -> !before.contains(each.name()))
                .toList())
        .orElse(List.of());
  }

  /** The schema after the statement, which knows the table though it was not known before. */
  static Catalog after(CheckedStatement checked, RelationName table) {
    return checked.after().table(table).isPresent()
        ? checked.after()
        : CatalogFold.fold(
            checked.before().assuming(table), checked.statement(), checked.setting().postgres());
  }
}
