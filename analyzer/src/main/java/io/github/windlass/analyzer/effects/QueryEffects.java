package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Locks and scans of queries and data changes. */
final class QueryEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;

  QueryEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
  }

  /** How far the server goes with a query. */
  enum Stage {
    /** Names are looked up, as for a view's definition. */
    ANALYZED,
    /** Views are replaced by what they read, too, as by PREPARE and for a function's body. */
    REWRITTEN,
    /** Views are expanded and indexes considered, as by EXPLAIN. */
    PLANNED,
    /** Rows are read and written. */
    RUN
  }

  /** {@code EXECUTE}: what PREPARE gave the name. */
  void execute(SessionStatement.ExecuteStmt execute, Stage stage) {
    catalog
        .prepared(execute.name())
        .ifPresentOrElse(
            prepared -> query(prepared.query(), stage),
            () ->
                effects.assume(
                    "what the prepared statement " + execute.name() + " does is not known"));
  }

  /** What the action of a rule names; OLD and NEW are the rule's own relation. */
  void rule(Statement action) {
    if (action instanceof QueryStatement query) {
      query(query, Stage.ANALYZED, Set.of("old", "new"));
    }
  }

  /** Locks what a query reads and writes. */
  void query(Node root, Stage stage) {
    query(root, stage, Set.of());
  }

  private void query(Node root, Stage stage, Set<String> known) {
    boolean runs = stage == Stage.RUN;
    Set<String> defined = new HashSet<>(known);
    Set<String> named = new HashSet<>();
    Set<String> small = new HashSet<>();
    names(root, defined, named, small);
    DataChangeEffects changes = new DataChangeEffects(effects);
    // By identity: the partitions of relations in FROM that have no rows for the query.
    Map<RangeVar, Set<RelationName>> pruned = new IdentityHashMap<>();
    FullScans scans = new FullScans(catalog, defined, small);
    // By identity: queries in conditions, and whether they are asked for a row only.
    Map<SelectStmt, Boolean> asked = new IdentityHashMap<>();
    // By identity: the same table may be read elsewhere in the statement.
    Set<RangeVar> written = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case QueryStatement.InsertStmt insert -> {
          written.add(insert.relation());
          if (analyzes(insert.relation(), stage)) {
            changes.insert(insert);
          }
        }
        case QueryStatement.UpdateStmt update -> {
          written.add(update.relation());
          if (analyzes(update.relation(), stage)) {
            changes.update(update);
            scans.change(update.relation(), update.fromClause(), update.whereClause());
          }
        }
        case QueryStatement.DeleteStmt delete -> {
          written.add(delete.relation());
          if (analyzes(delete.relation(), stage)) {
            changes.delete(delete);
            scans.change(delete.relation(), delete.usingClause(), delete.whereClause());
          }
        }
        case QueryStatement.MergeStmt merge -> {
          written.add(merge.relation());
          if (analyzes(merge.relation(), stage)) {
            changes.merge(merge);
            scans.change(merge.relation(), List.of(merge.sourceRelation()), merge.joinCondition());
          }
        }
        // What nobody reads of WITH is not run, unless it changes something.
        case WithClause.CommonTableExpr table
            when runs
                && table.ctequery() instanceof SelectStmt
                && !named.contains(table.ctename()) -> {
          query(table.ctequery(), Stage.PLANNED, defined);
          continue;
        }
        case Expression.SubLink link -> {
          switch (link.subLinkType()) {
            case EXISTS -> asked.put(link.subselect(), true);
            case ANY, ALL -> asked.put(link.subselect(), false);
            case EXPR, ARRAY -> {}
          }
        }
        case SelectStmt select -> {
          rowLocks(select, defined);
          if (select instanceof SelectStmt.Select plain) {
            prune(plain, pruned);
            Boolean exists = asked.get(select);
            scans.select(
                plain,
                exists != null && exists && !isCorrelated(plain),
                exists != null && isCorrelated(plain));
          }
        }
        case RangeVar relation when !written.contains(relation) ->
            read(relation, defined, stage, pruned.getOrDefault(relation, Set.of()));
        case Expression.FuncCall call -> sequence(call, runs);
        default -> {
          // Only relations are locked.
        }
      }
      List<Node> children = Children.of(node);
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    if (runs) {
      scans.found().forEach(effects::scan);
    }
  }

  /** The target of a change is locked as soon as its name is looked up; the rest comes later. */
  private boolean analyzes(RangeVar target, Stage stage) {
    if (stage == Stage.ANALYZED || stage == Stage.REWRITTEN) {
      if (!target.relname().equals("old") && !target.relname().equals("new")) {
        if (stage == Stage.REWRITTEN) {
          new DataChangeEffects(effects).rewritten(target);
        } else {
          effects.lock(catalog.resolve(target), LockMode.ROW_EXCLUSIVE);
        }
      }
      return false;
    }
    return true;
  }

  /** Whether a query names columns of the one around it. */
  private static boolean isCorrelated(SelectStmt.Select select) {
    Set<String> own = new HashSet<>();
    Set<String> qualifiers = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(select);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof RangeVar relation) {
        own.add(relation.alias() == null ? relation.relname() : relation.alias().aliasname());
      } else if (node instanceof Alias alias) {
        own.add(alias.aliasname());
      } else if (node instanceof Expression.ColumnRef column && column.names().size() > 1) {
        qualifiers.add(column.names().get(column.names().size() - 2));
      }
      Children.of(node).forEach(open::push);
    }
    return !own.containsAll(qualifiers);
  }

  /** Whether a query of WITH gives few rows: those of VALUES, or as many as LIMIT says. */
  private static boolean isSmall(QueryStatement query) {
    return switch (query) {
      case QueryStatement.InsertStmt insert -> insert.selectStmt() instanceof SelectStmt.Values;
      case SelectStmt.Values ignored -> true;
      case SelectStmt select -> select.tail().limitOption() == SelectStmt.LimitOption.COUNT;
      case QueryStatement.UpdateStmt ignored -> false;
      case QueryStatement.DeleteStmt ignored -> false;
      case QueryStatement.MergeStmt ignored -> false;
    };
  }

  /** The names that WITH gives to queries, and those of all relations, at any depth. */
  private static void names(Node root, Set<String> defined, Set<String> named, Set<String> small) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof WithClause.CommonTableExpr table) {
        defined.add(table.ctename());
        if (isSmall(table.ctequery())) {
          small.add(table.ctename());
        }
      } else if (node instanceof RangeVar relation) {
        named.add(relation.relname());
      }
      Children.of(node).forEach(open::push);
    }
  }

  private static boolean isDefined(RangeVar relation, Set<String> defined) {
    return relation.schemaname() == null && defined.contains(relation.relname());
  }

  /** nextval and setval write their sequence, currval reads it. */
  private void sequence(Expression.FuncCall call, boolean runs) {
    List<String> name = runs ? SequenceName.argument(call) : null;
    if (name != null) {
      boolean reads = call.funcname().get(call.funcname().size() - 1).equals("currval");
      effects.lock(catalog.resolve(name), reads ? LockMode.ACCESS_SHARE : LockMode.ROW_EXCLUSIVE);
    }
  }

  /** A relation that stands alone in FROM is read as far as the condition says. */
  private void prune(SelectStmt.Select select, Map<RangeVar, Set<RelationName>> pruned) {
    if (select.fromClause().size() == 1 && select.fromClause().get(0) instanceof RangeVar only) {
      Set<RelationName> without =
          PartitionPruning.of(catalog, catalog.resolve(only), select.whereClause());
      if (!without.isEmpty()) {
        pruned.put(only, without);
      }
    }
  }

  private void read(
      RangeVar relation, Set<String> defined, Stage stage, Set<RelationName> without) {
    if (isDefined(relation, defined)) {
      return;
    }
    if (stage == Stage.ANALYZED) {
      effects.lock(catalog.resolve(relation), LockMode.ACCESS_SHARE);
      return;
    }
    if (stage == Stage.REWRITTEN) {
      rewritten(catalog.resolve(relation), new HashSet<>());
      return;
    }
    RelationName name = catalog.resolve(relation);
    read(name, LockMode.ACCESS_SHARE, relation.inh(), new HashSet<>(), without);
    if (stage == Stage.RUN
        && catalog.relation(name).orElse(null) instanceof View view
        && !view.properties().populated()) {
      effects.fail("55000", name + " has no rows before it is refreshed");
    }
  }

  /** A view is replaced by what it reads ({@code fireRIRrules}). */
  private void rewritten(RelationName name, Set<RelationName> views) {
    effects.lock(name, LockMode.ACCESS_SHARE);
    if (catalog.relation(name).orElse(null) instanceof View view
        && view.kind() == RelationKind.VIEW
        && views.add(name)) {
      view.reads().stream().sorted().forEach(read -> rewritten(read, views));
    }
  }

  /** What a view reads, without the view. */
  void readUnder(View view) {
    view.reads().stream().sorted().forEach(read -> read(read, LockMode.ACCESS_SHARE, true));
  }

  /**
   * A relation that is read: with its indexes, which the planner opens; a view with what it reads.
   */
  void read(RelationName name, LockMode mode, boolean children) {
    read(name, mode, children, new HashSet<>(), Set.of());
  }

  private void read(
      RelationName name,
      LockMode mode,
      boolean children,
      Set<RelationName> views,
      Set<RelationName> without) {
    LockMode indexMode = mode == LockMode.ROW_SHARE ? rowShareIndexes() : LockMode.ACCESS_SHARE;
    effects.lock(name, mode);
    effects.lockIndexes(name, indexMode);
    if (catalog.relation(name).orElse(null) instanceof View view
        && view.kind() == RelationKind.VIEW
        && views.add(name)) {
      view.reads().stream().sorted().forEach(read -> read(read, mode, true, views, Set.of()));
    }
    if (children) {
      for (Table child : catalog.descendantsOf(name)) {
        if (effects.version < PartitionPruning.LOCKS_LATE || !without.contains(child.name())) {
          effects.lock(child.name(), mode);
          effects.lockIndexes(child.name(), indexMode);
        }
      }
    }
  }

  /** Row locks reach into joins, subqueries and views ({@code transformLockingClause}). */
  private void rowLocks(SelectStmt select, Set<String> defined) {
    for (SelectStmt.LockingClause clause : select.tail().lockingClause()) {
      if (select instanceof SelectStmt.Select from) {
        Deque<Node> open = new ArrayDeque<>(from.fromClause());
        boolean all = clause.lockedRels().isEmpty();
        while (!open.isEmpty()) {
          switch (open.pop()) {
            case RangeVar relation -> {
              if (!isDefined(relation, defined)
                  && (all || isNamed(clause, relation.alias(), relation.relname()))) {
                read(catalog.resolve(relation), LockMode.ROW_SHARE, relation.inh());
              }
            }
            case FromItem.JoinExpr join -> {
              open.push(join.rarg());
              open.push(join.larg());
            }
            case FromItem.RangeSubselect subselect -> {
              if (subselect.subquery() instanceof SelectStmt.Select inner
                  && (all || isNamed(clause, subselect.alias(), ""))) {
                all = true;
                inner.fromClause().forEach(open::push);
              }
            }
            default -> {
              // Functions have no rows to lock.
            }
          }
        }
      }
    }
  }

  private static boolean isNamed(
      SelectStmt.LockingClause clause, @Nullable Alias alias, String relation) {
    String known = alias != null ? alias.aliasname() : relation;
    return clause.lockedRels().stream().anyMatch(locked -> locked.relname().equals(known));
  }

  /** Indexes are locked as their table is from 12 on. */
  private LockMode rowShareIndexes() {
    return effects.version >= 12 ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE;
  }
}
