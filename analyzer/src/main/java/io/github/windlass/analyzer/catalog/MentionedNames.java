package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.CompositeType;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that the definition of a thing in the catalog mentions, each without its schema, and
 * the schema that the thing is in: of types, functions, sequences, relations, collations, operator
 * classes and servers. Whatever depends on a thing is among what mentions its name, so that nobody
 * need look through the whole catalog for it ({@link Catalog#relationsMentioning} and its like);
 * whether it does depends on schemas, and on the search path of the moment.
 *
 * <p>Left out are columns, constraints, and the types of columns that are PostgreSQL's own. What a
 * relation depends on whatever the search path ({@link Relations}: foreign keys, parents, what a
 * view reads) is found there by its full name.
 */
final class MentionedNames {

  private final Set<String> names = new HashSet<>();

  /** What is still to be looked at. */
  private final Deque<Node> open = new ArrayDeque<>();

  private MentionedNames() {}

  static Set<String> of(Relation relation) {
    MentionedNames mentioned = new MentionedNames();
    mentioned.names.add(relation.name().schema());
    switch (relation) {
      case Table table -> mentioned.table(table);
      case Index index -> mentioned.index(index);
      case View view -> mentioned.view(view);
      case CompositeType composite -> mentioned.columns(composite.attributes());
      case Sequence ignored -> {}
    }
    return mentioned.names;
  }

  static Set<String> of(UserType type) {
    MentionedNames mentioned = new MentionedNames();
    mentioned.names.add(type.name().schema());
    switch (type) {
      case UserType.DomainType domain -> {
        mentioned.type(domain.base());
        mentioned.type(domain.definition().type());
        mentioned.expression(domain.definition().defaultExpression());
        domain.definition().checks().forEach(check -> mentioned.expression(check.expression()));
      }
      case UserType.OtherType other -> mentioned.type(other.subtype());
      case UserType.EnumType ignored -> {}
    }
    return mentioned.names;
  }

  /** A routine's, with its own: its overloads are found by it. */
  static Set<String> of(Routine routine) {
    MentionedNames mentioned = new MentionedNames();
    mentioned.names.add(routine.name().schema());
    mentioned.names.add(routine.name().name());
    routine.arguments().forEach(mentioned::type);
    mentioned.type(routine.returns());
    return mentioned.names;
  }

  static Set<String> of(Statistics statistics) {
    return new HashSet<>(List.of(statistics.name().schema(), statistics.table().name()));
  }

  static Set<String> of(Publication publication) {
    Set<String> names = new HashSet<>(publication.schemas());
    publication.members().forEach(member -> names.add(member.table().name()));
    return names;
  }

  /** An object's: its own, and with what that begins, the schema or the server of a mapping. */
  static Set<String> of(SchemaObject object) {
    Set<String> names = new HashSet<>();
    String own = object.name();
    names.add(own);
    for (int i = 0; i < own.length(); i++) {
      if (own.charAt(i) == '.' || own.charAt(i) == ' ') {
        names.add(own.substring(0, i));
      }
    }
    if (!object.detail().isEmpty()) {
      names.add(object.detail());
    }
    RelationName needs = object.needs();
    if (needs != null) {
      names.add(needs.name());
    }
    return names;
  }

  // --- relations -----------------------------------------------------------------------------

  private void table(Table table) {
    columns(table.columns());
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof TableConstraint.Check check) {
        expression(check.expression());
      }
    }
    attachments(table.attachments());
    suffixes(table.ofType());
    PartitionSpec partitioned = table.properties().partitionSpec();
    if (partitioned != null) {
      partitioned.partParams().forEach(key -> expression(key.expr()));
    }
    TableProperties.Foreign foreign = table.properties().foreign();
    if (foreign != null) {
      names.add(foreign.server());
    }
  }

  private void index(Index index) {
    for (Expression key : index.definition().keys()) {
      expression(key);
    }
    expression(index.definition().where());
    for (Index.KeyOrder order : index.definition().orders()) {
      last(order.collation());
      last(order.opclass());
    }
  }

  private void view(View view) {
    node(view.query());
    columns(view.outputs().columns());
    attachments(view.properties().attachments());
  }

  private void columns(List<Column> columns) {
    for (Column column : columns) {
      type(column.type());
      expression(column.defaultExpression());
      last(column.collation());
      String sequence = column.sequence();
      if (sequence != null) {
        names.add(sequence);
      }
    }
  }

  private void attachments(List<Attachment> attachments) {
    for (Attachment attachment : attachments) {
      names.add(attachment.name());
      switch (attachment.definition()) {
        case Attachment.Trigger trigger -> {
          names.add(trigger.function().name());
          names.add(attachment.function());
          expression(trigger.when());
        }
        case Attachment.Rule rule -> rule.needs().forEach(needed -> names.add(needed.name()));
        case Attachment.Policy policy -> {
          expression(policy.using());
          expression(policy.check());
        }
      }
    }
  }

  // --- parts ---------------------------------------------------------------------------------

  private void type(@Nullable ColumnType type) {
    if (type != null && !type.isBuiltIn()) {
      suffixes(type.name());
    }
  }

  /** A name with or without schema. Either may have a dot in it, and then each dot is tried. */
  private void suffixes(@Nullable String name) {
    int from = name == null ? -1 : 0;
    while (name != null && from >= 0) {
      names.add(name.substring(from));
      from = name.indexOf('.', from) + 1;
      from = from == 0 ? -1 : from;
    }
  }

  private void last(List<String> parts) {
    if (!parts.isEmpty()) {
      names.add(parts.get(parts.size() - 1));
    }
  }

  private void expression(@Nullable Expression expression) {
    if (expression != null && !(expression instanceof Constant)) {
      node(expression);
    }
  }

  private void node(Node root) {
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case Expression.FuncCall call -> {
          last(call.funcname());
          List<String> sequence = SequenceName.argument(call);
          if (sequence != null) {
            last(sequence);
          }
        }
        case Expression.TypeCast cast -> last(cast.typeName().names());
        case RangeVar relation -> names.add(relation.relname());
        default -> {
          // Only what names something counts.
        }
      }
      for (Node child : Children.of(node)) {
        if (!(child instanceof Constant)) {
          open.push(child);
        }
      }
    }
  }
}
