package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.AccessStatement.AlterPolicyStmt;
import io.github.windlass.sql.postgres.tree.AccessStatement.CreatePolicyStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerFires;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Triggers, rules and policies, made and dropped. */
final class AttachmentFold {

  private AttachmentFold() {}

  static Catalog trigger(Catalog catalog, CreateTrigStmt create) {
    Set<String> columns = new HashSet<>(create.columns());
    mention(create.whenClause(), columns);
    List<String> names = create.funcname();
    String function = names.get(names.size() - 1);
    Attachment trigger =
        new Attachment(
            Attachment.Kind.TRIGGER,
            create.trigname(),
            function,
            columns,
            new Attachment.Trigger(
                create.timing(),
                create.events(),
                create.columns(),
                create.row(),
                RoutineFold.resolve(catalog, names),
                create.whenClause(),
                create.isconstraint(),
                ConstraintFold.deferral(create.deferrable(), create.initdeferred()),
                TriggerFires.ON_ORIGIN,
                false));
    RelationName name = catalog.resolve(create.relation());
    Catalog result = attach(catalog, name, trigger);
    Table table = catalog.table(name).orElse(null);
    if (table != null && table.kind() == RelationKind.PARTITIONED_TABLE && create.row()) {
      for (Table child : catalog.descendantsOf(name)) {
        result = attach(result, child.name(), trigger.inherited(true));
      }
    }
    return result;
  }

  static Catalog rule(Catalog catalog, RuleStmt create) {
    Set<RelationName> needs = new HashSet<>();
    for (Statement action : create.actions()) {
      if (action instanceof QueryStatement query) {
        for (RangeVar relation : Mentions.of(query).relations()) {
          needs.add(catalog.resolve(relation));
        }
      }
    }
    RelationName name = catalog.resolve(create.relation());
    needs.remove(name);
    return attach(
        catalog,
        name,
        new Attachment(
            Attachment.Kind.RULE,
            create.rulename(),
            "",
            Set.of(),
            new Attachment.Rule(create.event(), create.instead(), TriggerFires.ON_ORIGIN, needs)));
  }

  static Catalog policy(Catalog catalog, CreatePolicyStmt create) {
    return attach(
        catalog,
        catalog.resolve(create.table()),
        policy(
            create.policyName(),
            new Attachment.Policy(
                create.cmdName(), create.permissive(), create.qual(), create.withCheck())));
  }

  private static Attachment policy(String name, Attachment.Policy definition) {
    Set<String> columns = new HashSet<>();
    mention(definition.using(), columns);
    mention(definition.check(), columns);
    return new Attachment(Attachment.Kind.POLICY, name, "", columns, definition);
  }

  static Catalog alterPolicy(Catalog catalog, AlterPolicyStmt alter) {
    return change(
        catalog,
        catalog.resolve(alter.table()),
        attachments ->
            attachments.stream()
                .map(a ->
                    a.name().equals(alter.policyName())
                            && a.definition() instanceof Attachment.Policy policy
                        ? policy(a.name(), altered(policy, alter))
                        : a)
                .toList());
  }

  private static Attachment.Policy altered(Attachment.Policy policy, AlterPolicyStmt alter) {
    return new Attachment.Policy(
        policy.command(),
        policy.permissive(),
        alter.qual() == null ? policy.using() : alter.qual(),
        alter.withCheck() == null ? policy.check() : alter.withCheck());
  }

  private static void mention(@Nullable Expression expression, Set<String> columns) {
    if (expression != null) {
      columns.addAll(Mentions.of(expression).columns());
    }
  }

  private static Catalog attach(Catalog catalog, RelationName relation, Attachment attachment) {
    return change(
        catalog,
        relation,
        attachments -> {
          List<Attachment> all = new ArrayList<>(attachments);
          all.removeIf(
              each -> each.kind() == attachment.kind() && each.name().equals(attachment.name()));
          all.add(attachment);
          return all;
        });
  }

  /** DROP TRIGGER, RULE, POLICY; partitions lose a trigger too. */
  static Catalog detach(Catalog catalog, RelationName relation, Attachment.Kind kind, String name) {
    Catalog result = catalog;
    for (RelationName member : withPartitions(catalog, relation, kind)) {
      result =
          change(
              result,
              member,
              attachments ->
                  attachments.stream()
                      .filter(each -> each.kind() != kind || !each.name().equals(name))
                      .toList());
    }
    return result;
  }

  /**
   * @param recurse whether the triggers of partitions get the new name too
   */
  static Catalog rename(
      Catalog catalog,
      RelationName relation,
      Attachment.Kind kind,
      String old,
      String renamed,
      boolean recurse) {
    Catalog result = catalog;
    List<RelationName> members =
        recurse ? withPartitions(catalog, relation, kind) : List.of(relation);
    for (RelationName member : members) {
      result =
          change(
              result,
              member,
              attachments ->
                  attachments.stream()
                      .map(each ->
                          each.kind() == kind && each.name().equals(old)
                              ? each.named(renamed)
                              : each)
                      .toList());
    }
    return result;
  }

  private static List<RelationName> withPartitions(
      Catalog catalog, RelationName relation, Attachment.Kind kind) {
    List<RelationName> all = new ArrayList<>(List.of(relation));
    Table table = catalog.table(relation).orElse(null);
    if (table != null
        && kind == Attachment.Kind.TRIGGER
        && table.kind() == RelationKind.PARTITIONED_TABLE) {
      catalog.descendantsOf(relation).forEach(child -> all.add(child.name()));
    }
    return all;
  }

  private static Catalog change(
      Catalog catalog, RelationName relation, UnaryOperator<List<Attachment>> change) {
    return switch (catalog.relation(relation).orElse(null)) {
      case Table table -> catalog.with(table.withAttachments(change.apply(table.attachments())));
      case View view ->
          catalog.with(
              view.edited(v ->
                  v.properties = v.properties.attached(change.apply(v.properties.attachments()))));
      case null, default -> catalog;
    };
  }
}
