package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The triggers that a statement fires ({@code ExecBSInsertTriggers} and its like in trigger.c). */
final class FiredTriggers {

  /**
   * A trigger that fires.
   *
   * @param name of the trigger
   * @param table on which it is
   * @param followed whether a foreign key changes that table's rows, if there are any
   */
  record Fired(
      String name,
      Attachment.Trigger trigger,
      RelationName table,
      TriggerEvent event,
      boolean followed) {

    /** Whether it fires whatever rows there are. */
    boolean isCertain() {
      return !followed && !trigger.row() && trigger.when() == null;
    }
  }

  private final Catalog catalog;
  private final List<Fired> fired = new ArrayList<>();

  /** How many foreign keys were followed to where we are. */
  private int following;

  private FiredTriggers(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The triggers of a statement, those of changes in WITH included. */
  static List<Fired> by(Statement statement, Catalog catalog) {
    FiredTriggers triggers = new FiredTriggers(catalog);
    switch (statement) {
      case TableStatement.TruncateStmt truncate -> {
        for (RangeVar relation : truncate.relations()) {
          triggers.change(relation, TriggerEvent.TRUNCATE, null);
        }
      }
      case UtilityStatement.CopyStmt copy when copy.isFrom() && copy.relation() != null ->
          triggers.change(copy.relation(), TriggerEvent.INSERT, null);
      case QueryStatement query -> triggers.changes(query);
      default -> {
        // Changes no rows.
      }
    }
    return triggers.fired;
  }

  private void changes(QueryStatement root) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case QueryStatement.InsertStmt insert -> {
          change(insert.relation(), TriggerEvent.INSERT, null);
          QueryStatement.OnConflictClause conflict = insert.onConflictClause();
          if (conflict != null
              && conflict.action() == QueryStatement.OnConflictClause.Action.UPDATE) {
            change(insert.relation(), TriggerEvent.UPDATE, columns(conflict.targetList()));
          }
        }
        case QueryStatement.UpdateStmt update ->
            change(update.relation(), TriggerEvent.UPDATE, columns(update.targetList()));
        case QueryStatement.DeleteStmt delete ->
            change(delete.relation(), TriggerEvent.DELETE, null);
        case QueryStatement.MergeStmt merge -> {
          change(merge.relation(), TriggerEvent.INSERT, null);
          change(merge.relation(), TriggerEvent.UPDATE, null);
          change(merge.relation(), TriggerEvent.DELETE, null);
        }
        default -> {
          // Reads.
        }
      }
      Children.of(node).forEach(open::push);
    }
  }

  private static Set<String> columns(List<SetClause> targets) {
    Set<String> columns = new HashSet<>();
    for (SetClause clause : targets) {
      switch (clause) {
        case ResTarget target -> add(columns, target);
        case SetClause.MultiAssignment assignment ->
            assignment.targets().forEach(target -> add(columns, target));
      }
    }
    return columns;
  }

  private static void add(Set<String> columns, ResTarget target) {
    if (target.name() != null) {
      columns.add(target.name());
    }
  }

  /**
   * @param columns those that are set; null: any
   */
  private void change(RangeVar relation, TriggerEvent event, @Nullable Set<String> columns) {
    change(catalog.resolve(relation), event, columns, new HashSet<>());
  }

  private void change(
      RelationName name,
      TriggerEvent event,
      @Nullable Set<String> columns,
      Set<RelationName> seen) {
    if (!seen.add(name)) {
      return;
    }
    if (catalog.relation(name).orElse(null) instanceof View view) {
      triggers(name, view.properties().attachments(), event, columns, false);
      return;
    }
    catalog
        .table(name)
        .ifPresent(table -> triggers(name, table.attachments(), event, columns, false));
    // Statement triggers fire on the table that is named, row triggers where the rows are.
    for (Table child : catalog.descendantsOf(name)) {
      triggers(child.name(), child.attachments(), event, columns, true);
    }
    for (Table referencing : catalog.referencing(name)) {
      for (TableConstraint.ForeignKey key : referencing.foreignKeys()) {
        if (key.referenced().equals(name)) {
          follow(referencing, key, event, columns, seen);
        }
      }
    }
  }

  /** What a foreign key does to the rows that refer ({@code ri_triggers.c}) fires triggers too. */
  private void follow(
      Table referencing,
      TableConstraint.ForeignKey key,
      TriggerEvent event,
      @Nullable Set<String> columns,
      Set<RelationName> seen) {
    boolean deletes = event == TriggerEvent.DELETE;
    boolean concerned =
        deletes
            || (event == TriggerEvent.UPDATE
                && (columns == null
                    || key.referencedColumns().stream().anyMatch(columns::contains)));
    if (!concerned) {
      return;
    }
    following++;
    switch (deletes ? key.onDelete() : key.onUpdate()) {
      case NO_ACTION, RESTRICT -> {}
      case CASCADE ->
          change(
              referencing.name(),
              deletes ? TriggerEvent.DELETE : TriggerEvent.UPDATE,
              deletes ? null : Set.copyOf(key.columns()),
              seen);
      case SET_NULL, SET_DEFAULT ->
          change(referencing.name(), TriggerEvent.UPDATE, Set.copyOf(key.columns()), seen);
    }
    following--;
  }

  private void triggers(
      RelationName relation,
      List<Attachment> attachments,
      TriggerEvent event,
      @Nullable Set<String> columns,
      boolean child) {
    for (Attachment attachment : attachments) {
      if (attachment.definition() instanceof Attachment.Trigger trigger
          && trigger.events().contains(event)
          && (trigger.fires() == TriggerFires.ON_ORIGIN || trigger.fires() == TriggerFires.ALWAYS)
          && (!child || (trigger.row() && !trigger.inherited()))
          && isUpdated(trigger, event, columns)) {
        fired.add(new Fired(attachment.name(), trigger, relation, event, following > 0));
      }
    }
  }

  private static boolean isUpdated(
      Attachment.Trigger trigger, TriggerEvent event, @Nullable Set<String> columns) {
    if (event != TriggerEvent.UPDATE || trigger.updated().isEmpty() || columns == null) {
      return true;
    }
    for (String column : trigger.updated()) {
      if (columns.contains(column)) {
        return true;
      }
    }
    return false;
  }
}
