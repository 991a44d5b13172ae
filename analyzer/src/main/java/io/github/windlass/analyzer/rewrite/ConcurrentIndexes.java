package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import org.jspecify.annotations.Nullable;

/** Indexes that are built while the table is in use. */
public final class ConcurrentIndexes {

  private static final String BUILD =
      "Reads and writes go on. If it fails, it leaves an invalid index, which the step before drops"
          + " when you try again.";

  private ConcurrentIndexes() {}

  /** The index under its name, built CONCURRENTLY. */
  public static SafeRewrite build(IndexStmt index, RelationName name) {
    return build(new SafeSteps(), index, name).build();
  }

  static SafeSteps build(SafeSteps steps, IndexStmt index, RelationName name) {
    String build = SqlPrinter.print(on(index, index.relation(), name.name(), true));
    if (index.ifNotExists()) {
      // It may be there and valid, and then it must not be dropped.
      return steps.concurrently(
          build,
          "Reads and writes go on. If it is there already, leave it; but one that an earlier"
              + " attempt left invalid has to be dropped first.");
    }
    return steps
        .concurrently(
            "DROP INDEX CONCURRENTLY IF EXISTS " + SqlPrinter.printName(name.schema(), name.name()),
            "Removes what an earlier attempt left.")
        .concurrently(build, BUILD);
  }

  /**
   * The index of a partitioned table: an empty one on the table itself, one for each partition, and
   * then all together (manual, "Partition Maintenance"). Null where a partition has partitions of
   * its own or is not known.
   */
  public static @Nullable SafeRewrite onPartitions(
      IndexStmt index, RelationName name, RelationName table, Catalog after) {
    SafeSteps steps = new SafeSteps();
    steps.brief(
        SqlPrinter.print(on(index, only(index.relation()), name.name(), false)),
        "Makes the index of the table alone, which is invalid until every partition has its own.");
    for (Table partition : after.childrenOf(table)) {
      Index part =
          after.indexesOf(partition.name()).stream()
              .filter(each -> name.equals(each.parent()))
              .findFirst()
              .orElse(null);
      if (part == null || partition.kind() != RelationKind.TABLE) {
        return null;
      }
      RangeVar relation = named(index.relation(), partition.name());
      steps.concurrently(SqlPrinter.print(on(index, relation, part.name().name(), true)), BUILD);
      steps.brief(
          "ALTER INDEX "
              + SqlPrinter.printName(name.schema(), name.name())
              + " ATTACH PARTITION "
              + SqlPrinter.printName(part.name().schema(), part.name().name()),
          "Once every partition has one, the table's index is valid.");
    }
    return steps.build();
  }

  private static RangeVar only(RangeVar relation) {
    return new RangeVar(
        relation.catalogname(),
        relation.schemaname(),
        relation.relname(),
        false,
        relation.relpersistence(),
        relation.alias(),
        relation.span());
  }

  private static RangeVar named(RangeVar relation, RelationName name) {
    return new RangeVar(
        null, name.schema(), name.name(), true, relation.relpersistence(), null, relation.span());
  }

  private static IndexStmt on(
      IndexStmt index, RangeVar relation, String name, boolean concurrently) {
    return new IndexStmt(
        name,
        relation,
        index.accessMethod(),
        index.tableSpace(),
        index.indexParams(),
        index.indexIncludingParams(),
        index.options(),
        index.whereClause(),
        index.unique(),
        index.nullsNotDistinct(),
        concurrently,
        false,
        index.span());
  }
}
