package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTiming;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SetClause;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * INSERT, UPDATE, DELETE and MERGE: the target ({@code parserOpenTable}), and what the triggers of
 * foreign keys read and write ({@code ri_triggers.c}).
 */
final class DataChangeEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;

  DataChangeEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
  }

  // --- INSERT ---------------------------------------------------------------------------------

  void insert(QueryStatement.InsertStmt insert) {
    RelationName name = target(insert.relation(), TriggerEvent.INSERT);
    if (effects.fails()) {
      return;
    }
    Set<String> given = new HashSet<>();
    insert.cols().forEach(column -> add(given, column.name()));
    known(name, given);
    conflict(insert.onConflictClause(), name);
    Table table = catalog.table(name).orElse(null);
    boolean allGiven = insert.cols().isEmpty() && insert.selectStmt() != null;
    Set<String> nulls = nulls(insert, table);
    missingValues(insert, table, allGiven ? null : given);
    insertRows(name, allGiven ? null : given, nulls, PartitionPruning.of(catalog, name, insert));
    if (insert.onConflictClause() != null) {
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
      changed(name, assigned(insert.onConflictClause().targetList()));
    }
  }

  /**
   * Rows that come into a table.
   *
   * @param given the columns that get a value; null for all
   * @param nulls columns that get NULL in every row
   * @param without partitions that surely get none
   */
  void insertRows(
      RelationName name,
      @Nullable Set<String> given,
      Set<String> nulls,
      Set<RelationName> without) {
    effects.lock(name, LockMode.ROW_EXCLUSIVE);
    effects.lockBounds(name);
    for (Table child : catalog.descendantsOf(name)) {
      if (child.partition() != Table.Partition.NONE && isReached(child, without)) {
        effects.lock(child.name(), LockMode.ROW_EXCLUSIVE);
      }
    }
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    for (TableConstraint.ForeignKey key : table.foreignKeys()) {
      // A key with a null in it refers to nothing (MATCH SIMPLE).
      boolean refers = true;
      for (String column : key.columns()) {
        refers &= !nulls.contains(column) && hasValue(table, column, given);
      }
      if (refers) {
        lookUp(key);
      }
    }
    if (given != null) {
      for (Column column : table.columns()) {
        if (!given.contains(column.name())) {
          draw(table, column);
        }
      }
    }
  }

  private static boolean hasValue(Table table, String column, @Nullable Set<String> given) {
    return given == null
        || given.contains(column)
        || table
            .column(column)
            .filter(known ->
                known.defaultExpression() != null || known.generation() != Column.Generation.PLAIN)
            .isPresent();
  }

  /** A default draws from its sequence. */
  private void draw(Table table, Column column) {
    if (column.defaultExpression() != null) {
      List<String> sequence = SequenceName.of(column.defaultExpression());
      if (sequence != null) {
        effects.lock(catalog.resolve(sequence), LockMode.ROW_EXCLUSIVE);
      }
      return;
    }
    for (Sequence sequence : catalog.sequencesOf(table.name())) {
      if (column.name().equals(sequence.ownerColumn())
          && column.generation() != Column.Generation.PLAIN) {
        effects.lock(sequence.name(), LockMode.ROW_EXCLUSIVE);
      }
    }
  }

  private static Set<String> nulls(QueryStatement.InsertStmt insert, @Nullable Table table) {
    Set<String> nulls = new HashSet<>();
    if (!(insert.selectStmt() instanceof SelectStmt.Values values)) {
      return nulls;
    }
    List<String> columns =
        !insert.cols().isEmpty()
            ? insert.cols().stream().map(column -> String.valueOf(column.name())).toList()
            : table == null ? List.of() : table.columns().stream().map(Column::name).toList();
    for (int i = 0; i < columns.size(); i++) {
      boolean all = true;
      for (SelectStmt.ValuesRow row : values.valuesLists()) {
        all &= i < row.items().size() && row.items().get(i) instanceof Constant.NullConstant;
      }
      if (all) {
        nulls.add(columns.get(i));
      }
    }
    return nulls;
  }

  /** A NOT NULL column without a value, in a row that surely comes ({@code ExecConstraints}). */
  private void missingValues(
      QueryStatement.InsertStmt insert, @Nullable Table table, @Nullable Set<String> given) {
    boolean rows = insert.selectStmt() == null || insert.selectStmt() instanceof SelectStmt.Values;
    if (!rows || given == null || table == null || !table.columnsKnown()) {
      return;
    }
    // A BEFORE trigger may give one; a rule may do something else.
    if (!table.attachments().stream().allMatch(a -> a.kind() == Attachment.Kind.POLICY)) {
      return;
    }
    for (Table below : catalog.descendantsOf(table.name())) {
      if (below.partition() != Table.Partition.NONE
          && !below.attachments().stream().allMatch(a -> a.kind() == Attachment.Kind.POLICY)) {
        return;
      }
    }
    for (Column column : table.columns()) {
      boolean domainDefault =
          catalog.domain(column.type()).filter(UserType.DomainType::hasDefault).isPresent();
      if (column.notNull()
          && !domainDefault
          && !given.contains(column.name())
          && column.defaultExpression() == null
          && column.generation() == Column.Generation.PLAIN) {
        effects.fail("23502", "column " + column.name() + " of " + table.name() + " gets no value");
      }
    }
  }

  /** {@code infer_arbiter_indexes}, {@code transformOnConflictArbiter}. */
  private void conflict(QueryStatement.@Nullable OnConflictClause clause, RelationName name) {
    Table table = catalog.table(name).orElse(null);
    if (clause == null || clause.infer() == null || table == null || !table.columnsKnown()) {
      return;
    }
    String constraint = clause.infer().conname();
    if (constraint != null) {
      if (table.constraint(constraint).isEmpty()) {
        effects.fail("42704", "constraint " + constraint + " of " + name + " does not exist");
      }
      return;
    }
    Set<String> columns = new HashSet<>();
    for (IndexElem element : clause.infer().indexElems()) {
      if (element.name() == null) {
        return;
      }
      columns.add(element.name());
    }
    boolean matched =
        catalog.indexesOf(name).stream()
            .anyMatch(
                index -> index.unique() && new HashSet<>(index.columns()).containsAll(columns));
    if (!matched) {
      effects.fail("42P10", "no unique index of " + name + " matches ON CONFLICT");
    }
  }

  // --- UPDATE, DELETE, MERGE ------------------------------------------------------------------

  void update(QueryStatement.UpdateStmt update) {
    RelationName name = target(update.relation(), TriggerEvent.UPDATE);
    if (effects.fails()) {
      return;
    }
    Set<String> named = new HashSet<>();
    for (SetClause clause : update.targetList()) {
      switch (clause) {
        case ResTarget target -> add(named, target.name());
        case SetClause.MultiAssignment assignment ->
            assignment.targets().forEach(target -> add(named, target.name()));
      }
    }
    known(name, named);
    write(
        name,
        update.relation().inh(),
        update.fromClause().isEmpty()
            ? PartitionPruning.of(
                catalog,
                name,
                PartitionPruning.of(catalog, name, update.whereClause()),
                update.targetList())
            : Set.of());
    changed(name, assigned(update.targetList()));
  }

  void delete(QueryStatement.DeleteStmt delete) {
    RelationName name = target(delete.relation(), TriggerEvent.DELETE);
    if (effects.fails()) {
      return;
    }
    write(
        name,
        delete.relation().inh(),
        delete.usingClause().isEmpty()
            ? PartitionPruning.of(catalog, name, delete.whereClause())
            : Set.of());
    referencing(name, null, new HashSet<>());
  }

  void merge(QueryStatement.MergeStmt merge) {
    RelationName name = target(merge.relation(), null);
    if (effects.fails()) {
      return;
    }
    write(name, merge.relation().inh(), Set.of());
    for (QueryStatement.MergeWhenClause when : merge.mergeWhenClauses()) {
      switch (when.action()) {
        case QueryStatement.MergeAction.Insert insert -> {
          Set<String> given = new HashSet<>();
          insert.targetList().forEach(column -> add(given, column.name()));
          insertRows(name, given.isEmpty() ? null : given, Set.of(), Set.of());
        }
        case QueryStatement.MergeAction.Update update ->
            changed(name, assigned(update.targetList()));
        case QueryStatement.MergeAction.Delete ignored -> referencing(name, null, new HashSet<>());
        case QueryStatement.MergeAction.DoNothing ignored -> {}
      }
    }
  }

  /** The columns that get a new value: {@code a = a} is none. */
  private static Set<String> assigned(List<? extends SetClause> clauses) {
    Set<String> changed = new HashSet<>();
    for (SetClause clause : clauses) {
      switch (clause) {
        case ResTarget target -> {
          boolean same =
              target.val() instanceof Expression.ColumnRef column
                  && !column.names().isEmpty()
                  && column.names().get(column.names().size() - 1).equals(target.name());
          if (!same) {
            add(changed, target.name());
          }
        }
        case SetClause.MultiAssignment assignment ->
            assignment.targets().forEach(target -> add(changed, target.name()));
      }
    }
    return changed;
  }

  private static void add(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private void known(RelationName name, Set<String> columns) {
    Table table = catalog.table(name).orElse(null);
    if (table != null && table.columnsKnown()) {
      for (String column : columns) {
        if (table.column(column).isEmpty()) {
          effects.fail("42703", "column " + column + " of " + name + " does not exist");
        }
      }
    }
  }

  // --- the target -----------------------------------------------------------------------------

  /** Locks the target of a change that is not run, and what its views stand for. */
  void rewritten(RangeVar relation) {
    RelationName name = target(relation, null);
    if (!effects.fails()) {
      effects.lock(name, LockMode.ROW_EXCLUSIVE);
    }
  }

  /**
   * The table that is written: a view's own where it is simple enough ({@code rewriteTargetView}).
   *
   * @param event what INSTEAD OF triggers of a view may do instead; null for any
   */
  private RelationName target(RangeVar relation, @Nullable TriggerEvent event) {
    RelationName name = catalog.resolve(relation);
    Set<RelationName> seen = new HashSet<>();
    while (seen.add(name)) {
      Relation known = catalog.relation(name).orElse(null);
      if (known instanceof View view && view.kind() == RelationKind.VIEW) {
        effects.lock(name, LockMode.ROW_EXCLUSIVE);
        RangeVar base = updatable(view);
        boolean instead = event != null && hasInsteadOf(view, event);
        if (base == null || instead) {
          if (event != TriggerEvent.INSERT) {
            // The rows that are changed are those that the view's query gives.
            new QueryEffects(effects).readUnder(view);
          }
          return name;
        }
        name = catalog.resolve(base);
      } else {
        if (known != null && !Kinds.ALL_TABLES.contains(known.kind())) {
          effects.lock(name, LockMode.ROW_EXCLUSIVE);
          effects.fail(
              "42809", name + " is a " + known.kind().label() + ", whose rows are not for changes");
        }
        return name;
      }
    }
    return name;
  }

  private static boolean hasInsteadOf(View view, TriggerEvent event) {
    for (Attachment attachment : view.properties().attachments()) {
      if (attachment.definition() instanceof Attachment.Trigger trigger
          && trigger.timing() == TriggerTiming.INSTEAD
          && trigger.events().contains(event)) {
        return true;
      }
    }
    return false;
  }

  /** {@code view_query_is_auto_updatable}. */
  static @Nullable RangeVar updatable(View view) {
    return view.query() instanceof SelectStmt.Select select
            && select.fromClause().size() == 1
            && select.fromClause().get(0) instanceof RangeVar base
            && select.distinctClause() == null
            && select.groupClause().isEmpty()
            && select.havingClause() == null
            && select.tail().withClause() == null
            && select.tail().limitCount() == null
            && select.tail().limitOffset() == null
            && select.targetList().stream()
                .noneMatch(target -> target.val() instanceof Expression.FuncCall)
        ? base
        : null;
  }

  private void write(RelationName name, boolean children, Set<RelationName> without) {
    effects.lock(name, LockMode.ROW_EXCLUSIVE);
    effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
    if (children) {
      for (Table child : catalog.descendantsOf(name)) {
        if (isReached(child, without)) {
          effects.lock(child.name(), LockMode.ROW_EXCLUSIVE);
          effects.lockIndexes(child.name(), LockMode.ROW_EXCLUSIVE);
        }
      }
    }
  }

  private boolean isReached(Table partition, Set<RelationName> without) {
    return effects.version < PartitionPruning.LOCKS_LATE || !without.contains(partition.name());
  }

  // --- foreign keys ---------------------------------------------------------------------------

  private void changed(RelationName name, Set<String> columns) {
    Table table = catalog.table(name).orElse(null);
    if (table == null) {
      return;
    }
    for (TableConstraint.ForeignKey key : table.foreignKeys()) {
      if (key.columns().stream().anyMatch(columns::contains)) {
        lookUp(key);
      }
    }
    referencing(name, columns, new HashSet<>());
  }

  /** The row referred to is looked for with SELECT … FOR KEY SHARE ({@code RI_FKey_check}). */
  private void lookUp(TableConstraint.ForeignKey key) {
    effects.lock(key.referenced(), LockMode.ROW_SHARE);
    effects.lockIndexes(
        key.referenced(), effects.version >= 12 ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE);
  }

  /**
   * The rows that refer to rows deleted, or whose key changes.
   *
   * @param changed the columns that change; null where rows are deleted
   */
  private void referencing(
      RelationName name, @Nullable Set<String> changed, Set<RelationName> seen) {
    if (!seen.add(name)) {
      return;
    }
    for (Table table : catalog.referencing(name)) {
      for (TableConstraint.ForeignKey key : table.foreignKeys()) {
        if (key.referenced().equals(name) && concerns(key, name, changed)) {
          act(table, key, changed == null ? key.onDelete() : key.onUpdate(), changed, seen);
        }
      }
    }
  }

  private boolean concerns(
      TableConstraint.ForeignKey key, RelationName name, @Nullable Set<String> changed) {
    if (changed == null) {
      return true;
    }
    List<String> columns =
        key.referencedColumns().isEmpty()
            ? catalog
                .table(name)
                .flatMap(Table::primaryKey)
                .map(TableConstraint.Key::columns)
                .orElse(List.of())
            : key.referencedColumns();
    return columns.stream().anyMatch(changed::contains);
  }

  private void act(
      Table table,
      TableConstraint.ForeignKey key,
      Action action,
      @Nullable Set<String> changed,
      Set<RelationName> seen) {
    switch (action) {
      case NO_ACTION, RESTRICT -> {
        effects.lock(table.name(), LockMode.ROW_SHARE);
        effects.lockIndexes(table.name(), LockMode.ROW_SHARE);
      }
      case CASCADE, SET_NULL, SET_DEFAULT -> {
        write(table.name(), true, Set.of());
        if (!isIndexed(table.name(), key.columns().get(0))) {
          effects.scan(table.name());
        }
        if (action == Action.CASCADE && changed == null) {
          referencing(table.name(), null, seen);
        }
      }
    }
  }

  private boolean isIndexed(RelationName table, String column) {
    for (Index index : catalog.indexesOf(table)) {
      if (!index.columns().isEmpty() && index.columns().get(0).equals(column)) {
        return true;
      }
    }
    return false;
  }
}
