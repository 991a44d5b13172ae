package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Outputs;
import io.github.windlass.analyzer.catalog.QueryColumns;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Views, materialized views, and tables that are made from a query: {@code commands/view.c}, {@code
 * createas.c}, {@code matview.c}.
 */
final class ViewEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;

  ViewEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
  }

  /** {@code DefineView}. */
  void create(TableStatement.ViewStmt view) {
    RelationName name = catalog.nameForNew(view.view());
    new QueryEffects(effects).query(view.query(), QueryEffects.Stage.ANALYZED);
    effects.lockNamedSequences(view.query());
    effects.refuseNames(view.query());
    new StorageParameters(effects).ofView(view.options());
    if (effects.refusesNew(name, !view.replace())) {
      return;
    }
    View made =
        effects.after(view).relation(name).orElse(null) instanceof View known ? known : null;
    if (made != null && made.outputs().known()) {
      if (view.aliases().size() > made.outputs().columns().size()) {
        effects.fail("42601", "the view has more names than columns");
      }
      distinct(made.outputs().columns());
    }
    if (catalog.relation(name).isPresent()) {
      effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
      if (effects.isOf(Kinds.VIEWS, name, "a view")
          && made != null
          && catalog.relation(name).orElse(null) instanceof View old) {
        replace(old, made);
      }
    }
  }

  private void distinct(List<Column> columns) {
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        effects.fail("42701", "the view would have two columns " + column.name());
      }
    }
  }

  /** {@code checkViewColumns}: columns may come behind those that are there. */
  private void replace(View old, View made) {
    if (!old.outputs().known() || !made.outputs().known()) {
      return;
    }
    List<Column> before = old.outputs().columns();
    List<Column> after = made.outputs().columns();
    if (after.size() < before.size()) {
      effects.fail("42P16", "OR REPLACE cannot take columns from " + old.name());
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      Column is = before.get(i);
      Column becomes = after.get(i);
      if (!is.name().equals(becomes.name())) {
        effects.fail("42P16", "column " + is.name() + " cannot become " + becomes.name());
      } else if (is.type() != null && becomes.type() != null && !is.type().equals(becomes.type())) {
        effects.fail(
            "42P16", is.name() + " of type " + is.type() + " cannot become " + becomes.type());
      }
    }
  }

  /** {@code ExecCreateTableAs}. */
  void createFrom(TableStatement.CreateTableAsStmt create) {
    RelationName name = catalog.nameForNew(create.into().rel());
    boolean exists = catalog.relation(name).isPresent();
    if (create.query() instanceof QueryStatement query) {
      boolean runs = !create.into().skipData() && !exists;
      new QueryEffects(effects)
          .query(query, runs ? QueryEffects.Stage.RUN : QueryEffects.Stage.ANALYZED);
      effects.refuseNames(query);
      refuseNames(create.into(), query);
    } else if (create.query() instanceof SessionStatement.ExecuteStmt execute && !exists) {
      new QueryEffects(effects)
          .execute(
              execute,
              create.into().skipData() ? QueryEffects.Stage.PLANNED : QueryEffects.Stage.RUN);
    }
    new StorageParameters(effects).ofNewTable(create.into().options(), false);
    if (!create.ifNotExists()) {
      effects.refusesNew(name, true);
    }
  }

  /** {@code BuildDescForRelation}: there are no more names than columns. */
  private void refuseNames(IntoClause into, QueryStatement query) {
    if (!into.colNames().isEmpty() && query instanceof SelectStmt select) {
      Outputs outputs = QueryColumns.outputs(select, catalog);
      if (outputs.known() && into.colNames().size() > outputs.columns().size()) {
        effects.fail("42601", "there are more names than columns");
      }
    }
  }

  /** {@code SELECT … INTO}, which is CREATE TABLE AS. */
  void selectInto(SelectStmt.Select select, IntoClause into) {
    RelationName name = catalog.nameForNew(into.rel());
    boolean exists = catalog.relation(name).isPresent();
    new QueryEffects(effects)
        .query(select, exists ? QueryEffects.Stage.ANALYZED : QueryEffects.Stage.RUN);
    effects.refuseNames(select);
    effects.refusesNew(name, true);
  }

  /** {@code ExecRefreshMatView}. */
  void refresh(TableStatement.RefreshMatViewStmt refresh) {
    RelationName name = catalog.resolve(refresh.relation());
    if (effects.isMissing(name, false)) {
      return;
    }
    if (refresh.concurrent() && refresh.skipData()) {
      effects.fail("42601", "REFRESH is CONCURRENTLY or WITH NO DATA, not both");
      return;
    }
    if (catalog.relation(name).orElse(null) instanceof Table) {
      effects.lock(name, refresh.concurrent() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
      effects.fail("0A000", name + " is not a materialized view");
      return;
    }
    if (!effects.isOf(Kinds.MATERIALIZED_VIEWS, name, "a materialized view")) {
      return;
    }
    effects.lock(name, refresh.concurrent() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
    View view = catalog.relation(name).orElse(null) instanceof View known ? known : null;
    if (view == null) {
      effects.takeFor(name, RelationKind.MATERIALIZED_VIEW);
      effects.assume("what " + name + " reads is not known");
    }
    if (refresh.concurrent() && view != null && !hasKey(name)) {
      effects.fail(
          "55000", "REFRESH CONCURRENTLY needs a unique index of columns over all rows of " + name);
      return;
    }
    if (refresh.concurrent() && view != null && !view.properties().populated()) {
      effects.fail("0A000", name + " has no rows yet, which REFRESH CONCURRENTLY compares");
      return;
    }
    if (view != null && !refresh.skipData()) {
      new QueryEffects(effects).query(view.query(), QueryEffects.Stage.RUN);
    }
    if (refresh.concurrent()) {
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
      effects.scan(name);
    } else if (refresh.skipData()) {
      effects.lockIndexes(name, LockMode.ACCESS_EXCLUSIVE);
    } else {
      effects.rewrite(name);
    }
  }

  /** {@code is_usable_unique_index}. */
  private boolean hasKey(RelationName name) {
    List<Index> indexes = catalog.indexesOf(name);
    return indexes.stream()
        .anyMatch(index ->
            index.unique() && index.mentions().isEmpty() && index.definition().where() == null);
  }
}
