package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Attachment;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Extensions;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.Routine;
import io.github.windlass.analyzer.catalog.TableConstraint;
import io.github.windlass.analyzer.catalog.UserType;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * DROP of anything but an index: the objects, and what depends on them ({@code
 * catalog/dependency.c}). A part of a table that goes (a default, a constraint, a trigger) goes
 * under ACCESS EXCLUSIVE on the table.
 */
final class DropEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean cascade;

  /** What the statement names, so that it is no obstacle. */
  private final Set<RelationName> together = new HashSet<>();

  private final Set<RelationName> dropped = new HashSet<>();

  private DropEffects(EffectsBuilder effects, boolean cascade) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
    this.cascade = cascade;
  }

  static void predict(EffectsBuilder effects, ObjectStatement.DropStmt drop) {
    new DropEffects(effects, drop.behavior() == DropBehavior.CASCADE).drop(drop);
  }

  private void drop(ObjectStatement.DropStmt drop) {
    switch (drop.removeType()) {
      case TABLE, FOREIGN_TABLE, VIEW, MATVIEW, SEQUENCE -> relations(drop);
      case TRIGGER -> attachments(drop, Attachment.Kind.TRIGGER);
      case RULE -> attachments(drop, Attachment.Kind.RULE);
      case POLICY -> attachments(drop, Attachment.Kind.POLICY);
      case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof ObjectWithArgs function) {
            function(function.objname().get(function.objname().size() - 1));
          }
        }
      }
      case STATISTIC_EXT -> {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof QualifiedName name && version >= 12) {
            statistics(name);
          }
        }
      }
      case SCHEMA -> {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof QualifiedName name) {
            schema(name.last(), drop.missingOk());
          }
        }
      }
      case EXTENSION -> {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof QualifiedName name) {
            extension(name.last());
          }
        }
      }
      case TYPE, DOMAIN -> {
        for (ObjectReference object : drop.objects()) {
          if (object instanceof TypeName type) {
            type(type, drop.removeType());
          }
        }
      }
      default -> {
        // Other objects are no relations.
      }
    }
  }

  /** Without CASCADE what depends on the objects keeps them. */
  private void obstacle(String reason) {
    if (!cascade) {
      effects.fail("2BP01", reason);
    }
  }

  private void attachments(ObjectStatement.DropStmt drop, Attachment.Kind kind) {
    AttachmentEffects attachments = new AttachmentEffects(effects);
    drop.objects().forEach(object -> attachments.drop(object, kind, drop.missingOk()));
  }

  private void statistics(QualifiedName name) {
    catalog
        .statisticsTable(name.last())
        .ifPresentOrElse(
            table -> effects.lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE),
            () -> effects.assume("the table of statistics " + name.last() + " is not known"));
  }

  // --- relations ------------------------------------------------------------------------------

  /** {@code RemoveRelations}: all names are looked up, and locked, before anything is dropped. */
  private void relations(ObjectStatement.DropStmt drop) {
    for (ObjectReference object : drop.objects()) {
      if (object instanceof QualifiedName named) {
        RelationName name = catalog.resolve(named.names());
        if (!effects.isMissing(name, drop.missingOk())) {
          if (!effects.isOf(Kinds.of(drop.removeType()), name, Kinds.label(drop.removeType()))) {
            return;
          }
          together.add(name);
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        } else if (!drop.missingOk()) {
          return;
        }
      }
    }
    List.copyOf(together).stream().sorted().forEach(this::relation);
  }

  private void relation(RelationName name) {
    if (!dropped.add(name)) {
      return;
    }
    effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(name, LockMode.ACCESS_EXCLUSIVE);
    if (catalog.relation(name).orElse(null) instanceof Sequence sequence) {
      sequence(sequence);
    }
    for (Sequence sequence : catalog.sequencesOf(name)) {
      effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE);
      defaults(sequence.name(), name);
    }
    catalog.table(name).ifPresent(this::table);
    for (Table referencing : catalog.referencing(name)) {
      if (!referencing.name().equals(name)) {
        if (!together.contains(referencing.name())) {
          obstacle(referencing.name() + " refers to " + name + " by a foreign key");
        }
        if (cascade || together.contains(referencing.name())) {
          effects.lockFamily(referencing.name(), LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
    dependentRules(name);
    for (View view : catalog.viewsOf(name)) {
      if (!together.contains(view.name())) {
        obstacle(view.name() + " depends on " + name);
        if (cascade) {
          relation(view.name());
        }
      }
    }
    for (Table child : catalog.childrenOf(name)) {
      if (child.partition() != Table.Partition.NONE || cascade) {
        relation(child.name());
      } else if (!together.contains(child.name())) {
        obstacle(child.name() + " inherits from " + name);
      }
    }
    rowType(name);
  }

  private void table(Table table) {
    for (TableConstraint.ForeignKey key : table.foreignKeys()) {
      if (isInherited(table, key)) {
        continue;
      }
      // The triggers on the other side go too: on partitions, before 15 on those alone.
      List<Table> partitions = catalog.descendantsOf(key.referenced());
      if (partitions.isEmpty() || version >= 15) {
        effects.lock(key.referenced(), LockMode.ACCESS_EXCLUSIVE);
      }
      partitions.forEach(child -> effects.lock(child.name(), LockMode.ACCESS_EXCLUSIVE));
    }
    if (table.partition() != Table.Partition.NONE) {
      for (RelationName parent : table.parents()) {
        effects.lock(parent, LockMode.ACCESS_EXCLUSIVE);
        catalog
            .defaultPartitionOf(parent)
            .ifPresent(other -> effects.lock(other.name(), LockMode.ACCESS_EXCLUSIVE));
        if (!dropped.contains(parent)) {
          for (Table referencing : catalog.referencing(parent)) {
            obstacle(referencing.name() + " refers to " + parent + ", of which it is a partition");
          }
        }
      }
    }
  }

  /** Whether a partition has a foreign key from its parent, whose triggers it shares. */
  private boolean isInherited(Table table, TableConstraint.ForeignKey key) {
    if (table.partition() == Table.Partition.NONE || version < 11) {
      return false;
    }
    for (RelationName name : table.parents()) {
      Table parent = catalog.table(name).orElse(null);
      if (parent != null) {
        for (TableConstraint.ForeignKey other : parent.foreignKeys()) {
          if (other.columns().equals(key.columns())
              && other.referenced().equals(key.referenced())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Rules and policies of other tables that name a relation. */
  private void dependentRules(RelationName name) {
    for (Table table : DependentTables.ruling(catalog, name)) {
      if (!table.name().equals(name) && !together.contains(table.name())) {
        obstacle("a rule or policy of " + table.name() + " names " + name);
        if (cascade) {
          effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
  }

  /** Columns of a table's row type. */
  private void rowType(RelationName name) {
    if (catalog.table(name).isEmpty() || catalog.userType(name).isPresent()) {
      return;
    }
    for (Routine routine : routinesOver(name)) {
      obstacle(routine.name() + " takes or gives rows of " + name);
    }
    for (Table table : DependentTables.ofType(catalog, name)) {
      if (!table.name().equals(name)) {
        obstacle("a column of " + table.name() + " is of the row type of " + name);
        effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
  }

  /** The routines that take or give a type. */
  private List<Routine> routinesOver(RelationName type) {
    return catalog.routinesMentioning(type.name()).stream()
        .filter(routine ->
            routine.arguments().stream().anyMatch(argument -> isOf(argument, type))
                || (routine.returns() != null && isOf(routine.returns(), type)))
        .toList();
  }

  // --- sequences ------------------------------------------------------------------------------

  private void sequence(Sequence sequence) {
    RelationName owner = sequence.ownerTable();
    if (owner != null && SequenceEffects.ownerIsIdentity(catalog, sequence)) {
      effects.fail("2BP01", "the identity column of " + owner + " needs " + sequence.name());
      return;
    }
    if (owner != null) {
      for (Column column : catalog.table(owner).map(Table::columns).orElse(List.of())) {
        if (column.name().equals(sequence.ownerColumn())
            && column.generation() == Column.Generation.SERIAL) {
          obstacle("the default of " + owner + "." + column.name() + " draws from it");
          effects.lock(owner, LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
    defaults(sequence.name(), sequence.name());
  }

  /** Defaults of other tables that draw from a sequence. */
  private void defaults(RelationName sequence, RelationName but) {
    for (Table table : DependentTables.drawingFrom(catalog, sequence)) {
      if (!table.name().equals(but) && !together.contains(table.name())) {
        obstacle("a default of " + table.name() + " draws from it");
        if (cascade) {
          effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
        }
      }
    }
  }

  // --- functions ------------------------------------------------------------------------------

  private void function(String function) {
    for (Table table : tablesMentioning(function)) {
      String user = user(table, function);
      if (user != null) {
        obstacle(user + " of " + table.name() + " calls " + function);
        effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
        catalog.indexesOf(table.name()).stream()
            .filter(index -> calls(index, function))
            .forEach(index -> effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE));
      }
    }
    for (Relation relation : catalog.relationsMentioning(function)) {
      if (relation instanceof View view && calls(view.query(), function)) {
        obstacle(view.name() + " calls " + function);
        if (cascade) {
          relation(view.name());
        }
      }
    }
  }

  /** Those of which an index does count too. */
  private Collection<Table> tablesMentioning(String function) {
    Map<RelationName, Table> tables = new TreeMap<>();
    for (Relation relation : catalog.relationsMentioning(function)) {
      RelationName name = relation instanceof Index index ? index.table() : relation.name();
      catalog.table(name).ifPresent(table -> tables.put(name, table));
    }
    return tables.values();
  }

  private @Nullable String user(Table table, String function) {
    for (Attachment attachment : table.attachments()) {
      if (attachment.function().equals(function)) {
        return "trigger " + attachment.name();
      }
      if (attachment.definition() instanceof Attachment.Policy policy
          && ((policy.using() != null && calls(policy.using(), function))
              || (policy.check() != null && calls(policy.check(), function)))) {
        return "policy " + attachment.name();
      }
    }
    for (Column column : table.columns()) {
      if (column.defaultExpression() != null && calls(column.defaultExpression(), function)) {
        return "the default of " + column.name();
      }
    }
    for (TableConstraint constraint : table.constraints()) {
      if (constraint instanceof TableConstraint.Check check
          && calls(check.expression(), function)) {
        return "constraint " + check.name();
      }
    }
    for (Index index : catalog.indexesOf(table.name())) {
      if (calls(index, function)) {
        return "index " + index.name();
      }
    }
    return null;
  }

  private static boolean calls(Index index, String function) {
    for (Expression key : index.definition().keys()) {
      if (key != null && calls(key, function)) {
        return true;
      }
    }
    Expression where = index.definition().where();
    return where != null && calls(where, function);
  }

  private static boolean calls(Node root, String function) {
    for (Expression.FuncCall call : Mentions.of(root).calls()) {
      if (call.funcname().get(call.funcname().size() - 1).equals(function)) {
        return true;
      }
    }
    return false;
  }

  // --- schemas and types ----------------------------------------------------------------------

  private void schema(String schema, boolean missingOk) {
    if (catalog.completeness().lacks(schema)) {
      if (!missingOk) {
        effects.fail("3F000", "schema " + schema + " does not exist");
      }
      return;
    }
    List<Relation> relations = catalog.relationsIn(schema);
    List<UserType> types = catalog.typesIn(schema);
    if (!relations.isEmpty()) {
      obstacle("schema " + schema + " holds " + relations.get(0).name());
    } else if (!types.isEmpty()) {
      obstacle("schema " + schema + " holds " + types.get(0).name());
    }
    relations.forEach(relation -> together.add(relation.name()));
    relations.forEach(relation -> {
      if (cascade) {
        relation(relation.name());
      } else {
        effects.lock(relation.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    });
    types.forEach(type -> users(type.name()));
    for (Routine routine : catalog.routinesMentioning(schema)) {
      if (routine.name().schema().equals(schema)) {
        obstacle("schema " + schema + " holds " + routine.name());
        function(routine.name().name());
      }
    }
  }

  /** An extension's types, functions and operator classes, and what needs them. */
  private void extension(String extension) {
    for (Index index : Extensions.indexesNeeding(catalog, extension)) {
      obstacle(index.name() + " has an operator class of " + extension);
      if (cascade) {
        effects.lock(index.table(), LockMode.ACCESS_EXCLUSIVE);
        effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (String type : Extensions.typesOf(extension)) {
      users(catalog.resolveType(List.of(type)));
    }
    for (String function : Extensions.functionsOf(extension)) {
      if (catalog.functions(function).isEmpty()) {
        function(function);
      }
    }
  }

  private void type(TypeName written, ObjectType wanted) {
    RelationName name = catalog.resolveType(written.names());
    UserType known = catalog.userType(name).orElse(null);
    if (wanted == ObjectType.DOMAIN && known != null && !(known instanceof UserType.DomainType)) {
      effects.fail("42809", name + " is not a domain");
      return;
    }
    Relation relation = catalog.relation(name).orElse(null);
    if (known == null && relation != null) {
      if (relation.kind() != RelationKind.COMPOSITE_TYPE) {
        effects.fail("2BP01", name + " is the row type of a " + relation.kind().label());
        return;
      }
      effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
    }
    users(name);
  }

  private void users(RelationName type) {
    for (UserType over : catalog.typesMentioning(type.name())) {
      if (over instanceof UserType.DomainType domain
          && !domain.name().equals(type)
          && isOf(domain.definition().type(), type)) {
        obstacle("domain " + domain.name() + " is over " + type);
        users(domain.name());
      }
    }
    for (Routine routine : routinesOver(type)) {
      obstacle(routine.name() + " takes or gives " + type);
    }
    for (Table table : catalog.tablesMentioning(type.name())) {
      boolean typed = type.toString().equals(table.ofType());
      if (typed) {
        obstacle(table.name() + " is a table of type " + type);
        relation(table.name());
      }
      for (Column column : table.columns()) {
        if (!typed && column.type() != null && isOf(column.type(), type)) {
          obstacle("type " + type + " is that of " + table.name() + "." + column.name());
          effects.lock(table.name(), LockMode.ACCESS_EXCLUSIVE);
          column(table, column.name());
        }
      }
    }
  }

  /** A column goes, and what needs it. */
  private void column(Table table, String column) {
    for (Index index : catalog.indexesOf(table.name())) {
      if (index.uses(column)) {
        effects.lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
      }
    }
    for (View view : catalog.viewsOf(table.name())) {
      if (view.uses(table.name(), column) && cascade) {
        relation(view.name());
      }
    }
  }

  private boolean isOf(ColumnType type, RelationName name) {
    return DependentTables.isOf(catalog, type, name);
  }
}
