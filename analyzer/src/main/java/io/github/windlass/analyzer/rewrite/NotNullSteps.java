package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NOT NULL for a column whose rows are read while reads and writes go on. */
public final class NotNullSteps {

  /** NOT NULL may be NOT VALID from here on. */
  private static final int LATER = 18;

  /** A valid check spares SET NOT NULL the look at the rows from here on. */
  private static final int PROOFS = 12;

  private NotNullSteps() {}

  /**
   * The steps for a column.
   *
   * @param alter a statement over the table
   * @param name the constraint's name; null for the one that the server chooses
   */
  public static SafeSteps add(
      SafeSteps steps, AlterTableStmt alter, String column, @Nullable String name, int version) {
    Span span = alter.span();
    String constraint =
        name == null ? alter.relation().relname() + "_" + column + "_not_null" : name;
    if (version >= LATER) {
      return steps
          .brief(
              AlterTables.with(
                  alter,
                  AlterTables.add(
                      new Constraint.NotNull(constraint, List.of(column), true, false, span))),
              "New rows need a value from now on; the rows that are there are not read.")
          .slow(
              SqlPrinter.print(AlterTables.validate(alter, constraint)),
              "Reads every row while reads and writes go on. It fails if one is NULL.");
    }
    steps
        .brief(
            AlterTables.with(
                alter,
                AlterTables.add(
                    new Constraint.Check(
                        constraint, isNotNull(column, span), true, true, false, span))),
            "New rows need a value from now on; the rows that are there are not read.")
        .slow(
            SqlPrinter.print(AlterTables.validate(alter, constraint)),
            version < PROOFS
                ? "Reads every row while reads and writes go on. The check stays: before PostgreSQL"
                    + " 12, SET NOT NULL would read every row again under ACCESS EXCLUSIVE."
                : "Reads every row while reads and writes go on. It fails if one is NULL.");
    return version < PROOFS
        ? steps
        : steps
            .brief(
                AlterTables.with(alter, new AlterTableCmd.SetNotNull(column, span)),
                "The valid check proves it, so no row is read.")
            .with(
                SqlPrinter.print(
                    AlterTables.with(
                        alter,
                        new AlterTableCmd.DropConstraint(
                            constraint, false, DropBehavior.RESTRICT, span))),
                "The check has done its work.");
  }

  private static Expression isNotNull(String column, Span span) {
    return new Expression.NullTest(
        new Expression.ColumnRef(List.of(column), false, span),
        Expression.NullTest.Type.NOT_NULL,
        span);
  }

  /** The name of a column's NOT NULL in a schema; null if it has none. */
  public static @Nullable String nameIn(Catalog catalog, RelationName table, String column) {
    return catalog.table(table).stream()
        .flatMap(known -> known.constraints().stream())
        .filter(TableConstraint.NotNull.class::isInstance)
        .filter(constraint -> constraint.columns().contains(column))
        .map(TableConstraint::name)
        .findFirst()
        .orElse(null);
  }
}
