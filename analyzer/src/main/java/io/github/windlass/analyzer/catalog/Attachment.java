package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTiming;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trigger, rule or policy of a table or view.
 *
 * @param function the trigger's function, without its schema; empty for rules and policies
 * @param columns the columns that its definition names
 */
public record Attachment(
    Kind kind, String name, String function, Set<String> columns, Definition definition) {

  /** What is attached. */
  public enum Kind {
    TRIGGER,
    RULE,
    POLICY
  }

  /** What it says besides. */
  public sealed interface Definition {}

  /**
   * A trigger's.
   *
   * @param updated the columns of UPDATE OF
   * @param constraint whether it is a constraint trigger
   * @param inherited whether it comes from the partitioned table
   */
  public record Trigger(
      TriggerTiming timing,
      List<TriggerEvent> events,
      List<String> updated,
      boolean row,
      RelationName function,
      @Nullable Expression when,
      boolean constraint,
      Deferral deferral,
      TriggerFires fires,
      boolean inherited)
      implements Definition {

    public Trigger {
      events = List.copyOf(events);
      updated = List.copyOf(updated);
    }
  }

  /**
   * A rule's.
   *
   * @param needs the relations that its actions name
   */
  public record Rule(RuleEvent event, boolean instead, TriggerFires fires, Set<RelationName> needs)
      implements Definition {

    public Rule {
      needs = Set.copyOf(needs);
    }
  }

  /** A policy's. */
  public record Policy(
      String command, boolean permissive, @Nullable Expression using, @Nullable Expression check)
      implements Definition {}

  public Attachment {
    columns = Set.copyOf(columns);
  }

  Attachment named(String newName) {
    return new Attachment(kind, newName, function, columns, definition);
  }

  Attachment defined(Definition newDefinition) {
    return new Attachment(kind, name, function, columns, newDefinition);
  }

  Attachment mentioning(Set<String> newColumns, Definition newDefinition) {
    return new Attachment(kind, name, function, newColumns, newDefinition);
  }

  /** The same trigger or rule, firing in other sessions. */
  Attachment firing(TriggerFires fires) {
    return switch (definition) {
      case Trigger t ->
          defined(
              new Trigger(
                  t.timing,
                  t.events,
                  t.updated,
                  t.row,
                  t.function,
                  t.when,
                  t.constraint,
                  t.deferral,
                  fires,
                  t.inherited));
      case Rule r -> defined(new Rule(r.event, r.instead, fires, r.needs));
      case Policy ignored -> this;
    };
  }

  /** The same trigger as a partition has it from its parent, or, detached, as its own. */
  Attachment inherited(boolean newInherited) {
    return definition instanceof Trigger t
        ? defined(
            new Trigger(
                t.timing,
                t.events,
                t.updated,
                t.row,
                t.function,
                t.when,
                t.constraint,
                t.deferral,
                t.fires,
                newInherited))
        : this;
  }

  /** The same trigger after its function got another name. */
  Attachment calling(RelationName newFunction) {
    return definition instanceof Trigger t
        ? new Attachment(
            kind,
            name,
            newFunction.name(),
            columns,
            new Trigger(
                t.timing,
                t.events,
                t.updated,
                t.row,
                newFunction,
                t.when,
                t.constraint,
                t.deferral,
                t.fires,
                t.inherited))
        : this;
  }
}
