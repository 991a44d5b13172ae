package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View.ColumnUse;
import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.JsonTable;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns that a view surely needs. A reference counts where its table can be told: by a
 * qualifier that stands for one table throughout the query, or because one table alone has a column
 * of that name. A star stands for the columns that there are when the view is made.
 */
final class ViewColumns {

  private final Catalog catalog;
  private final Map<String, Set<RelationName>> qualifiers = new HashMap<>();
  private final Set<RelationName> relations = new HashSet<>();
  private final Set<String> labels = new HashSet<>();

  /** Aliases of what is no relation: subqueries, functions, names that WITH defines. */
  private final Set<String> derived = new HashSet<>();

  private final List<Expression.ColumnRef> references = new ArrayList<>();

  private ViewColumns(Catalog catalog) {
    this.catalog = catalog;
  }

  static Set<ColumnUse> of(Node query, Catalog catalog, List<RangeVar> reads) {
    ViewColumns columns = new ViewColumns(catalog);
    for (RangeVar relation : reads) {
      RelationName name = catalog.resolve(relation);
      String qualifier =
          relation.alias() == null ? relation.relname() : relation.alias().aliasname();
      columns.relations.add(name);
      columns.qualifiers.computeIfAbsent(qualifier, key -> new HashSet<>()).add(name);
    }
    Set<RangeVar> relations = Collections.newSetFromMap(new IdentityHashMap<>());
    relations.addAll(reads);
    columns.collect(query, relations);
    columns.qualifiers.keySet().removeAll(columns.derived);
    return columns.resolve();
  }

  private void collect(Node query, Set<RangeVar> reads) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(query);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ColumnRef reference) {
        references.add(reference);
      } else if (node instanceof ResTarget target && target.name() != null) {
        labels.add(target.name());
      } else if (node instanceof RangeVar relation && !reads.contains(relation)) {
        derived.add(relation.alias() == null ? relation.relname() : relation.alias().aliasname());
      } else if (node instanceof FromItem item) {
        derived(item);
      }
      Children.of(node).forEach(open::push);
    }
  }

  private void derived(FromItem item) {
    Alias alias =
        switch (item) {
          case FromItem.JoinExpr join -> join.alias();
          case FromItem.RangeSubselect subselect -> subselect.alias();
          case FromItem.RangeFunction function -> function.alias();
          case FromItem.RangeTableFunc table -> table.alias();
          case JsonTable table -> table.alias();
          case FromItem.RangeTableSample ignored -> null;
        };
    if (alias != null) {
      derived.add(alias.aliasname());
    }
  }

  private Set<ColumnUse> resolve() {
    Set<ColumnUse> uses = new HashSet<>();
    for (Expression.ColumnRef reference : references) {
      List<String> names = reference.names();
      if (reference.star()) {
        Set<RelationName> starred =
            names.isEmpty()
                ? (relations.size() == 1 && derived.isEmpty() ? relations : Set.of())
                : qualifiers.getOrDefault(names.get(names.size() - 1), Set.of());
        if (starred.size() == 1) {
          starred.forEach(name -> addAll(name, uses));
        }
      } else if (names.size() > 1) {
        Set<RelationName> meant = qualifiers.getOrDefault(names.get(names.size() - 2), Set.of());
        if (meant.size() == 1) {
          meant.forEach(name -> uses.add(new ColumnUse(name, names.get(names.size() - 1))));
        }
      } else if (!names.isEmpty() && !labels.contains(names.get(0))) {
        unqualified(names.get(0), uses);
      }
    }
    return uses;
  }

  private void addAll(RelationName name, Set<ColumnUse> uses) {
    catalog
        .table(name)
        .ifPresent(table ->
            table.columns().forEach(column -> uses.add(new ColumnUse(name, column.name()))));
  }

  private void unqualified(String column, Set<ColumnUse> uses) {
    if (relations.size() == 1 && derived.isEmpty()) {
      relations.forEach(name -> uses.add(new ColumnUse(name, column)));
      return;
    }
    List<RelationName> having = new ArrayList<>();
    for (RelationName name : relations) {
      Table table = catalog.table(name).orElse(null);
      if (table == null || !table.columnsKnown()) {
        return;
      }
      if (table.column(column).isPresent()) {
        having.add(name);
      }
    }
    if (having.size() == 1) {
      uses.add(new ColumnUse(having.get(0), column));
    }
  }
}
