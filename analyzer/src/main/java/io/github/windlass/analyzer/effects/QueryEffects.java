package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
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
    /** Views are expanded and indexes considered, as by EXPLAIN. */
    PLANNED,
    /** Rows are read and written. */
    RUN
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
    defined.addAll(definedBy(root));
    // By identity: the same table may be read elsewhere in the statement.
    Set<RangeVar> written = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case QueryStatement.InsertStmt insert -> {
          written.add(insert.relation());
          insert(insert);
        }
        case QueryStatement.UpdateStmt update -> {
          written.add(update.relation());
          update(update, defined, runs);
        }
        case QueryStatement.DeleteStmt delete -> {
          written.add(delete.relation());
          delete(delete, runs);
        }
        case QueryStatement.MergeStmt merge -> {
          written.add(merge.relation());
          write(catalog.resolve(merge.relation()), merge.relation().inh());
        }
        case SelectStmt select -> {
          rowLocks(select, defined);
          scans(select, defined, runs);
        }
        case RangeVar relation when !written.contains(relation) -> read(relation, defined, stage);
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
  }

  /** The names that WITH gives to queries, at any depth. */
  private static Set<String> definedBy(Node root) {
    Set<String> defined = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof WithClause.CommonTableExpr table) {
        defined.add(table.ctename());
      }
      Children.of(node).forEach(open::push);
    }
    return defined;
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

  private void read(RangeVar relation, Set<String> defined, Stage stage) {
    if (isDefined(relation, defined)) {
      return;
    }
    if (stage == Stage.ANALYZED) {
      effects.lock(catalog.resolve(relation), LockMode.ACCESS_SHARE);
      return;
    }
    read(catalog.resolve(relation), LockMode.ACCESS_SHARE, relation.inh());
  }

  /**
   * A relation that is read: with its indexes, which the planner opens; a view with what it reads.
   */
  void read(RelationName name, LockMode mode, boolean children) {
    LockMode indexMode = mode == LockMode.ROW_SHARE ? rowShareIndexes() : LockMode.ACCESS_SHARE;
    effects.lock(name, mode);
    effects.lockIndexes(name, indexMode);
    if (catalog.relation(name).orElse(null) instanceof View view
        && view.kind() == RelationKind.VIEW) {
      view.reads().stream().sorted().forEach(read -> read(read, mode, true));
    }
    if (children) {
      for (Table child : catalog.descendantsOf(name)) {
        effects.lock(child.name(), mode);
        effects.lockIndexes(child.name(), indexMode);
      }
    }
  }

  private void rowLocks(SelectStmt select, Set<String> defined) {
    for (SelectStmt.LockingClause clause : select.tail().lockingClause()) {
      if (select instanceof SelectStmt.Select from) {
        for (Node item : from.fromClause()) {
          if (item instanceof RangeVar relation
              && !isDefined(relation, defined)
              && isNamed(clause, relation)) {
            read(catalog.resolve(relation), LockMode.ROW_SHARE, relation.inh());
          }
        }
      }
    }
  }

  private static boolean isNamed(SelectStmt.LockingClause clause, RangeVar relation) {
    if (clause.lockedRels().isEmpty()) {
      return true;
    }
    String known = relation.alias() != null ? relation.alias().aliasname() : relation.relname();
    return clause.lockedRels().stream().anyMatch(locked -> locked.relname().equals(known));
  }

  private void scans(SelectStmt select, Set<String> defined, boolean runs) {
    if (!runs || !(select instanceof SelectStmt.Select from)) {
      return;
    }
    Deque<Node> open = new ArrayDeque<>(from.fromClause());
    while (!open.isEmpty()) {
      Node item = open.pop();
      if (item instanceof RangeVar relation) {
        if (!isDefined(relation, defined)) {
          scanUnlessIndexed(catalog.resolve(relation), from.whereClause(), relation.inh());
        }
      } else if (!(item instanceof QueryStatement)) {
        Children.of(item).forEach(open::push);
      }
    }
  }

  // --- data changes ---------------------------------------------------------------------------

  private void insert(QueryStatement.InsertStmt insert) {
    RelationName name = catalog.resolve(insert.relation());
    // The indexes are opened and let go while the rows are put in.
    effects.lock(name, LockMode.ROW_EXCLUSIVE);
    if (insert.onConflictClause() != null) {
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
    }
    for (Table child : catalog.descendantsOf(name)) {
      if (child.partition() != Table.Partition.NONE) {
        effects.lock(child.name(), LockMode.ROW_EXCLUSIVE);
      }
    }
    referencedRows(name, null);
  }

  private void update(QueryStatement.UpdateStmt update, Set<String> defined, boolean runs) {
    RelationName name = catalog.resolve(update.relation());
    write(name, update.relation().inh());
    Set<String> changed = new HashSet<>();
    for (SetClause clause : update.targetList()) {
      switch (clause) {
        case ResTarget target -> add(changed, target.name());
        case SetClause.MultiAssignment assignment ->
            assignment.targets().forEach(target -> add(changed, target.name()));
      }
    }
    referencedRows(name, changed);
    if (runs) {
      scanUnlessIndexed(name, update.whereClause(), update.relation().inh());
      for (Node item : update.fromClause()) {
        if (item instanceof RangeVar relation && !isDefined(relation, defined)) {
          scanUnlessIndexed(catalog.resolve(relation), update.whereClause(), relation.inh());
        }
      }
    }
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private void delete(QueryStatement.DeleteStmt delete, boolean runs) {
    RelationName name = catalog.resolve(delete.relation());
    write(name, delete.relation().inh());
    // The foreign keys' triggers look for rows that refer to those deleted.
    for (Table referencing : catalog.referencing(name)) {
      effects.lock(referencing.name(), LockMode.ROW_SHARE);
      effects.lockIndexes(referencing.name(), LockMode.ROW_SHARE);
    }
    if (runs) {
      scanUnlessIndexed(name, delete.whereClause(), delete.relation().inh());
    }
  }

  private void write(RelationName name, boolean children) {
    effects.lock(name, LockMode.ROW_EXCLUSIVE);
    effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
    if (children) {
      for (Table child : catalog.descendantsOf(name)) {
        effects.lock(child.name(), LockMode.ROW_EXCLUSIVE);
        effects.lockIndexes(child.name(), LockMode.ROW_EXCLUSIVE);
      }
    }
  }

  /** Foreign keys look for the rows referred to with SELECT … FOR KEY SHARE. */
  private void referencedRows(RelationName name, @Nullable Set<String> changed) {
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    for (TableConstraint.ForeignKey key : table.foreignKeys()) {
      if (changed == null || key.columns().stream().anyMatch(changed::contains)) {
        effects.lock(key.referenced(), LockMode.ROW_SHARE);
        effects.lockIndexes(key.referenced(), rowShareIndexes());
      }
    }
  }

  /** Indexes are locked as their table is from 12 on. */
  private LockMode rowShareIndexes() {
    return effects.version >= 12 ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE;
  }

  // --- scans ----------------------------------------------------------------------------------

  /**
   * Without a comparison of an index's first column with a value, the whole table is read. With one
   * the planner may still choose to.
   */
  private void scanUnlessIndexed(RelationName name, @Nullable Expression where, boolean children) {
    Relation known = catalog.relation(name).orElse(null);
    if (known instanceof View view && view.kind() == RelationKind.VIEW) {
      view.reads().stream().sorted().forEach(read -> scanUnlessIndexed(read, null, true));
      return;
    }
    Set<String> compared = new HashSet<>();
    comparedColumns(where, compared);
    boolean indexed =
        catalog.indexesOf(name).stream()
            .map(Index::columns)
            .anyMatch(columns -> !columns.isEmpty() && compared.contains(columns.get(0)));
    if (!indexed) {
      effects.scan(name);
    }
    if (children) {
      for (Table child : catalog.childrenOf(name)) {
        scanUnlessIndexed(child.name(), where, true);
      }
    }
  }

  private static void comparedColumns(@Nullable Expression where, Set<String> columns) {
    switch (where) {
      case Expression.BoolExpr and when and.boolop() == Expression.BoolExpr.Operator.AND ->
          and.args().forEach(arg -> comparedColumns(arg, columns));
      case Expression.AExpr comparison
          when comparison.lexpr() instanceof Expression.ColumnRef column
              && !column.names().isEmpty()
              && isValue(comparison.rexpr()) ->
          columns.add(column.names().get(column.names().size() - 1));
      case null, default -> {
        // Anything else is taken to need every row.
      }
    }
  }

  private static boolean isValue(Expression expression) {
    return switch (expression) {
      case Constant ignored -> true;
      case Expression.ParamRef ignored -> true;
      case Expression.TypeCast cast -> isValue(cast.arg());
      case Expression.ExpressionList list -> list.items().stream().allMatch(QueryEffects::isValue);
      default -> false;
    };
  }
}
