package io.github.windlass.analyzer.rules;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Finding;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.rewrite.ConcurrentIndexes;
import io.github.windlass.analyzer.rewrite.SafeSteps;
import io.github.windlass.analyzer.rule.CheckedStatement;
import io.github.windlass.analyzer.rule.Rule;
import io.github.windlass.analyzer.rule.RuleSet;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.RefreshMatViewStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that the server refuses. */
public final class CertainFailure implements Rule {

  private static final String IN_TRANSACTION = "25001";

  @Override
  public RuleSet set() {
    return RuleSet.SAFETY;
  }

  @Override
  public List<Finding> check(CheckedStatement checked) {
    Effects.Failure failure = checked.effects().fails();
    if (failure == null || RequiredColumnWithoutDefault.speaksOf(checked)) {
      return List.of();
    }
    boolean inTransaction = failure.sqlstate().equals(IN_TRANSACTION);
    // The guard may ask for what is missing.
    if (checked.condition() != null && !inTransaction) {
      return List.of();
    }
    return List.of(
        finding(
            checked.risk(),
            "Fails: "
                + failure.reason()
                + " (SQLSTATE "
                + failure.sqlstate()
                + "); "
                + (inTransaction
                    ? OutsideTransactions.advice(checked.setting())
                    : advice(checked, failure.sqlstate()))
                + ".",
            rewrite(checked)));
  }

  private static String advice(CheckedStatement checked, String sqlstate) {
    return switch (checked.statement()) {
      case IndexStmt index when index.concurrent() && sqlstate.equals("0A000") ->
          "make the index ON ONLY the table, one CONCURRENTLY on each partition, and attach those";
      case DropStmt drop when drop.concurrent() && drop.objects().size() > 1 ->
          "drop each in a statement of its own";
      case DropStmt drop when drop.removeType() == ObjectType.INDEX && sqlstate.equals("2BP01") ->
          "drop the constraint instead, and the index goes with it";
      case RefreshMatViewStmt refresh when refresh.concurrent() && sqlstate.equals("55000") ->
          "build a unique index over its columns first, without WHERE";
      case AlterTableStmt alter when isType(alter) && sqlstate.equals("0A000") ->
          "drop what uses the column and make it again in the same transaction";
      case AlterTableStmt alter when isDetach(alter) && sqlstate.equals("55000") ->
          "detach it without CONCURRENTLY at a quiet time, with a lock_timeout";
      default -> byState(sqlstate);
    };
  }

  private static String byState(String sqlstate) {
    return switch (sqlstate) {
      case "2BP01" -> "drop what depends on it first, by name";
      case "42P07", "42710", "42701", "42P06", "42723" ->
          "it is there already, so leave it out or give it another name";
      case "42P01", "42703", "42704", "42883", "3F000" ->
          "at this point of the history it is not there, so look for its right name and order";
      case "55P04" -> "commit the new value first, in a migration of its own";
      case "42601" -> "this version of PostgreSQL does not read it";
      case "23505" -> "remove the duplicates first";
      default -> "change it before it is run";
    };
  }

  private static boolean isType(AlterTableStmt alter) {
    return alter.cmds().stream().anyMatch(AlterTableCmd.AlterColumnType.class::isInstance);
  }

  private static boolean isDetach(AlterTableStmt alter) {
    return alter.cmds().stream().anyMatch(AlterTableCmd.DetachPartition.class::isInstance);
  }

  private static @Nullable SafeRewrite rewrite(CheckedStatement checked) {
    return switch (checked.statement()) {
      case IndexStmt index when index.concurrent() -> partitionedIndex(checked, index);
      case DropStmt drop
          when drop.concurrent()
              && drop.objects().size() > 1
              && drop.behavior() == DropBehavior.RESTRICT ->
          oneByOne(drop);
      default -> null;
    };
  }

  private static @Nullable SafeRewrite partitionedIndex(CheckedStatement checked, IndexStmt index) {
    RelationName table = checked.before().resolve(index.relation());
    boolean partitioned =
        checked
            .before()
            .table(table)
            .filter(known -> known.kind() == RelationKind.PARTITIONED_TABLE)
            .isPresent();
    if (!partitioned || !index.relation().inh() || index.ifNotExists()) {
      return null;
    }
    return checked.before().addedIn(checked.after()).stream()
        .filter(Relation.Index.class::isInstance)
        .map(Relation.Index.class::cast)
        .filter(added -> added.table().equals(table))
        .findFirst()
        .map(added -> ConcurrentIndexes.onPartitions(index, added.name(), table, checked.after()))
        .orElse(null);
  }

  private static SafeRewrite oneByOne(DropStmt drop) {
    SafeSteps steps = new SafeSteps();
    for (ObjectReference index : drop.objects()) {
      steps.concurrently(
          SqlPrinter.print(
              new DropStmt(
                  List.of(index),
                  drop.removeType(),
                  drop.behavior(),
                  drop.missingOk(),
                  true,
                  drop.span())),
          "Reads and writes go on.");
    }
    return steps.build();
  }
}
