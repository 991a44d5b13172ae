package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Partitions that come and go while their table is used. */
public final class Partitions {

  private static final String ATTACH =
      "Takes SHARE UPDATE EXCLUSIVE on the table, which lets reads and writes go on.";

  private Partitions() {}

  /**
   * A partition that is made as a table and attached. Null where the statement says more of its
   * columns.
   */
  public static @Nullable SafeRewrite create(CreateStmt create) {
    if (!create.tableElts().isEmpty() || create.partspec() != null || create.ifNotExists()) {
      return null;
    }
    String written = SqlPrinter.print(create);
    String name = SqlPrinter.print(create.relation());
    RangeVar parent = create.inhRelations().get(0);
    String table = SqlPrinter.print(parent);
    String of = " PARTITION OF " + table + " ";
    int at = written.indexOf(of);
    // What follows the bound: WITH, TABLESPACE.
    String bound = bound(create.partbound());
    int end = at < 0 || bound == null ? -1 : written.indexOf(bound, at);
    if (end < 0 || bound == null) {
      return null;
    }
    return new SafeSteps()
        .brief(
            written.substring(0, at)
                + " (LIKE "
                + table
                + " INCLUDING ALL EXCLUDING IDENTITY EXCLUDING COMMENTS EXCLUDING STATISTICS)"
                + written.substring(end + bound.length()),
            "A table of its own, which nobody uses yet.")
        .with("ALTER TABLE " + table + " ATTACH PARTITION " + name + " " + bound, ATTACH)
        .build();
  }

  /** A bound as it is printed; null where it has no rows of its own. */
  private static @Nullable String bound(@Nullable PartitionBoundSpec bound) {
    return switch (bound) {
      case null -> null;
      case PartitionBoundSpec.DefaultBound ignored -> null;
      case PartitionBoundSpec.HashBound hash ->
          "FOR VALUES WITH (MODULUS " + hash.modulus() + ", REMAINDER " + hash.remainder() + ")";
      case PartitionBoundSpec.ListBound list -> "FOR VALUES IN (" + values(list.listdatums()) + ")";
      case PartitionBoundSpec.RangeBound range ->
          "FOR VALUES FROM ("
              + values(range.lowerdatums())
              + ") TO ("
              + values(range.upperdatums())
              + ")";
    };
  }

  private static String values(List<Expression> values) {
    StringBuilder result = new StringBuilder();
    for (Expression value : values) {
      result.append(result.isEmpty() ? "" : ", ");
      result.append(isUnbounded(value) ? word(value) : SqlPrinter.print(value));
    }
    return result.toString();
  }

  /**
   * A table that is attached after a check has shown that all its rows belong there. Null for a key
   * of several columns and for a hash.
   *
   * @param key the columns of the partition key
   */
  public static @Nullable SafeRewrite attach(
      AlterTableStmt alter, AlterTableCmd.AttachPartition attach, List<String> key) {
    String condition = key.size() == 1 ? condition(attach.bound(), key.get(0)) : null;
    if (condition == null || alter.cmds().size() != 1) {
      return null;
    }
    String table = SqlPrinter.print(attach.name());
    String check = SqlPrinter.printName(attach.name().relname() + "_bound");
    return new SafeSteps()
        .brief(
            "ALTER TABLE "
                + table
                + " ADD CONSTRAINT "
                + check
                + " CHECK ("
                + condition
                + ") NOT VALID",
            "Says what the bound will say; no row is read.")
        .slow(
            "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + check,
            "Reads every row while reads and writes go on.")
        .brief(alter, ATTACH + " The check proves the bound, so no row is read.")
        .brief("ALTER TABLE " + table + " DROP CONSTRAINT " + check, "The bound says the same.")
        .build();
  }

  private static @Nullable String condition(@Nullable PartitionBoundSpec bound, String column) {
    String name = SqlPrinter.printName(column);
    return switch (bound) {
      case PartitionBoundSpec.ListBound list ->
          list.listdatums().stream().anyMatch(Constant.NullConstant.class::isInstance)
              ? null
              : name + " IS NOT NULL AND " + name + " IN (" + values(list.listdatums()) + ")";
      case PartitionBoundSpec.RangeBound range -> {
        Expression low = range.lowerdatums().get(0);
        Expression high = range.upperdatums().get(0);
        yield name
            + " IS NOT NULL"
            + (isUnbounded(low) ? "" : " AND " + name + " >= " + SqlPrinter.print(low))
            + (isUnbounded(high) ? "" : " AND " + name + " < " + SqlPrinter.print(high));
      }
      case PartitionBoundSpec.HashBound ignored -> null;
      case PartitionBoundSpec.DefaultBound ignored -> null;
      case null -> null;
    };
  }

  private static boolean isUnbounded(Expression value) {
    return value instanceof Expression.ColumnRef column
        && column.names().size() == 1
        && Set.of("minvalue", "maxvalue").contains(column.names().get(0));
  }

  private static String word(Expression value) {
    return value instanceof Expression.ColumnRef column
        ? column.names().get(0).toUpperCase(Locale.ROOT)
        : "";
  }

  /** {@code DETACH PARTITION … CONCURRENTLY}. */
  public static SafeSteps detach(SafeSteps steps, String table, String partition) {
    return steps.concurrently(
        "ALTER TABLE " + table + " DETACH PARTITION " + partition + " CONCURRENTLY",
        "Reads and writes of the table go on. If it is interrupted, DETACH PARTITION … FINALIZE"
            + " ends it.");
  }
}
