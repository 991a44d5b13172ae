package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateStatsStmt;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.StatsElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;

/** CREATE STATISTICS ({@code statscmds.c}). */
final class StatisticsFold {

  /** The kinds that there are if none is named, and the first version of each. */
  private static final String[] KINDS = {"ndistinct", "dependencies", "mcv"};

  private static final int MCV = 12;

  private StatisticsFold() {}

  static Catalog create(Catalog catalog, int version, CreateStatsStmt statement) {
    if (statement.relations().isEmpty()
        || !(statement.relations().get(0) instanceof RangeVar relation)) {
      return catalog;
    }
    RelationName table = catalog.resolve(relation);
    List<String> columns = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    List<String> named = new ArrayList<>();
    boolean onExpressions = false;
    for (StatsElem element : statement.exprs()) {
      if (element.name() != null) {
        columns.add(element.name());
        named.add(element.name());
      } else if (element.expr() != null) {
        onExpressions = true;
        expressions.addAll(Mentions.of(element.expr()).columns());
        named.add("expr");
      }
    }
    RelationName name =
        statement.defnames().isEmpty()
            ? chosen(catalog, table, named)
            : catalog.nameForNew(statement.defnames());
    if (catalog.statistics(List.of(name.schema(), name.name())).isPresent()) {
      return catalog;
    }
    List<String> kinds = new ArrayList<>();
    boolean several = statement.exprs().size() > 1;
    for (String kind : KINDS) {
      boolean wanted = statement.statTypes().isEmpty() || statement.statTypes().contains(kind);
      if (several && wanted && (version >= MCV || !kind.equals("mcv"))) {
        kinds.add(kind);
      }
    }
    if (onExpressions) {
      kinds.add("expressions");
    }
    return catalog.with(new Statistics(name, table, columns, expressions, kinds));
  }

  /** The same on another table, for LIKE. */
  static Catalog copy(Catalog catalog, Statistics statistics, RelationName table) {
    List<String> named = new ArrayList<>(statistics.columns());
    if (statistics.kinds().contains("expressions")) {
      named.add("expr");
    }
    return catalog.with(
        new Statistics(
            chosen(catalog, table, named),
            table,
            statistics.columns(),
            statistics.expressions(),
            statistics.kinds()));
  }

  private static RelationName chosen(Catalog catalog, RelationName table, List<String> columns) {
    String name =
        ObjectNames.choose(
            table.name(),
            ObjectNames.columnsPart(columns),
            "stat",
            candidate -> catalog.statistics(List.of(table.schema(), candidate)).isPresent());
    return new RelationName(table.schema(), name);
  }
}
