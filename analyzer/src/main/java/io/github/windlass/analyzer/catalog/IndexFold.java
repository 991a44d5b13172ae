package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX ({@code DefineIndex} of {@code indexcmds.c}). */
final class IndexFold {

  private Catalog catalog;

  private IndexFold(Catalog catalog) {
    this.catalog = catalog;
  }

  static Catalog create(Catalog before, IndexStmt statement) {
    IndexFold fold = new IndexFold(before);
    fold.create(statement);
    return fold.catalog;
  }

  private void create(IndexStmt statement) {
    RelationName table = catalog.resolve(statement.relation());
    List<IndexElem> all = new ArrayList<>(statement.indexParams());
    all.addAll(statement.indexIncludingParams());
    String name = statement.idxname();
    if (name == null) {
      name =
          ObjectNames.choose(
              table.name(),
              ObjectNames.columnsPart(ObjectNames.indexColumns(all)),
              "idx",
              catalog.taken(table.schema()));
    }
    RelationName full = new RelationName(table.schema(), name);
    if (catalog.relation(full).isPresent()) {
      return;
    }
    Parts parts = parts(all, statement.whereClause());
    // ON ONLY of a partitioned table makes the index invalid until all partitions have theirs.
    boolean valid = statement.relation().inh() || !catalog.hasChildren(table);
    Index.Definition definition =
        definition(
            statement.accessMethod(),
            statement.indexParams(),
            statement.whereClause(),
            statement.nullsNotDistinct(),
            Storage.of(null, statement.tableSpace(), statement.options()));
    Index index =
        new Index(
            full,
            table,
            statement.unique(),
            parts.columns(),
            parts.mentioned(),
            valid,
            null,
            definition);
    catalog = catalog.with(index);
    if (statement.relation().inh()) {
      partitions(index, all);
    }
  }

  /** What an index is over: columns as they are, and those that expressions name. */
  record Parts(List<String> columns, Set<String> mentioned) {}

  static Parts parts(List<IndexElem> elements, @Nullable Expression where) {
    List<String> columns = new ArrayList<>();
    Set<String> mentioned = new HashSet<>();
    for (IndexElem element : elements) {
      String column = element.name();
      if (column != null) {
        columns.add(column);
      } else if (element.expr() != null) {
        mentioned.addAll(Mentions.of(element.expr()).columns());
      }
    }
    if (where != null) {
      mentioned.addAll(Mentions.of(where).columns());
    }
    return new Parts(columns, mentioned);
  }

  static Index.Definition definition(
      String method,
      List<IndexElem> elements,
      @Nullable Expression where,
      boolean nullsNotDistinct,
      Storage storage) {
    List<@Nullable Expression> keys = new ArrayList<>();
    List<Index.KeyOrder> orders = new ArrayList<>();
    for (IndexElem element : elements) {
      keys.add(element.name() == null ? element.expr() : null);
      orders.add(Index.KeyOrder.of(element));
    }
    return new Index.Definition(method, keys, where, orders, nullsNotDistinct, storage, Map.of());
  }

  /** An index of a partitioned table is one of each partition too. */
  private void partitions(Index index, List<IndexElem> elements) {
    for (Table child : catalog.childrenOf(index.table())) {
      if (child.partition() == Table.Partition.NONE) {
        continue;
      }
      Index match = PartitionFold.matching(catalog, child, index, false);
      if (match != null) {
        catalog = PartitionFold.under(catalog, child, match, index.name());
        continue;
      }
      String name =
          ObjectNames.choose(
              child.name().name(),
              ObjectNames.columnsPart(ObjectNames.indexColumns(elements)),
              "idx",
              catalog.taken(child.name().schema()));
      Index childIndex =
          new Index(
              new RelationName(child.name().schema(), name),
              child.name(),
              index.unique(),
              index.columns(),
              index.mentions(),
              true,
              index.name(),
              index.definition());
      catalog = catalog.with(childIndex);
      partitions(childIndex, elements);
    }
  }
}
