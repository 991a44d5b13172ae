package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.catalog.BuiltInTypes;
import io.github.windlass.analyzer.catalog.Column;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.PartitionSpec;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the server refuses of a new table's columns, keys and partitioning ({@code
 * parser/parse_utilcmd.c}, {@code DefineRelation} in {@code commands/tablecmds.c}).
 */
final class TableDefinition {
  private final EffectsBuilder effects;
  private final TableStatement.CreateStmt create;
  private final Set<String> columns = new HashSet<>();

  /** Whether the columns of {@code OF type} are among those that come from elsewhere. */
  private final boolean typeKnown;

  private TableDefinition(
      EffectsBuilder effects, TableStatement.CreateStmt create, boolean typeKnown) {
    this.effects = effects;
    this.create = create;
    this.typeKnown = typeKnown;
  }

  static void check(
      EffectsBuilder effects, TableStatement.CreateStmt create, List<Column> inherited) {
    boolean typeKnown = create.ofTypename() == null || !inherited.isEmpty();
    TableDefinition definition = new TableDefinition(effects, create, typeKnown);
    definition.columns(inherited);
    definition.keys();
    definition.partitioning();
  }

  private void columns(List<Column> inherited) {
    for (ColumnDef column : create.columns()) {
      if (!columns.add(column.colname())) {
        effects.fail("42701", "column " + column.colname() + " is written twice");
      }
      for (Column other : inherited) {
        if (other.name().equals(column.colname())
            && other.type() != null
            && column.typeName() != null
            && !other.type().equals(ColumnType.of(column.typeName()))
            && !ColumnType.of(column.typeName()).isSerial()) {
          effects.fail(
              "42804", "column " + other.name() + " is of type " + other.type() + " in a parent");
        }
      }
      value(column);
    }
    inherited.forEach(column -> columns.add(column.name()));
  }

  /** {@code transformColumnDefinition}. */
  private void value(ColumnDef column) {
    boolean identity = false;
    boolean hasDefault = false;
    boolean nullable = false;
    boolean notNull = false;
    for (Constraint constraint : column.constraints()) {
      nullable |= constraint instanceof Constraint.Null;
      notNull |= constraint instanceof Constraint.NotNull;
      if (constraint instanceof Constraint.Identity) {
        identity = true;
      } else if (constraint instanceof Constraint.Default given) {
        if (hasDefault) {
          effects.fail("42601", "column " + column.colname() + " has two defaults");
        }
        hasDefault = true;
        if (effects.version >= 12 && given.rawExpr() instanceof Expression.ColumnRef) {
          effects.failByName("0A000", "the default of " + column.colname() + " names a column");
        }
      }
    }
    if (nullable && notNull) {
      effects.fail("42601", "column " + column.colname() + " is NULL and NOT NULL");
    }
    type(column, identity);
    if (identity && hasDefault) {
      effects.fail("42601", "column " + column.colname() + " is an identity and has a default");
    }
  }

  private void type(ColumnDef column, boolean identity) {
    if (column.typeName() == null) {
      return;
    }
    ColumnType type = effects.catalog.typeOf(column.typeName());
    boolean integer =
        switch (type.name()) {
          case "int2", "int4", "int8" -> !type.array();
          default -> false;
        };
    if (identity && !integer && type.isBuiltIn()) {
      effects.fail("22023", "an identity column is an integer, not " + type);
    }
    if (column.collClause() != null
        && !type.array()
        && type.isBuiltIn()
        && !BuiltInTypes.isCollatable(type.name(), effects.version)) {
      effects.fail("42804", "values of type " + type + " have no collation");
    }
  }

  private boolean columnsKnown() {
    return create.inhRelations().isEmpty()
        && typeKnown
        && create.tableElts().stream().noneMatch(TableLikeClause.class::isInstance);
  }

  private void keys() {
    int primary = 0;
    for (ColumnDef column : create.columns()) {
      for (Constraint constraint : column.constraints()) {
        primary += constraint instanceof Constraint.PrimaryKey ? 1 : 0;
        key(constraint, List.of(column.colname()));
      }
    }
    for (Constraint constraint : create.constraints()) {
      switch (constraint) {
        case Constraint.PrimaryKey key -> {
          primary++;
          key(key, key.keys());
        }
        case Constraint.Unique key -> key(key, key.keys());
        case Constraint.Check check -> check(check);
        default -> key(constraint, List.of());
      }
    }
    if (primary > 1) {
      effects.fail("42P16", "a table has one primary key");
    }
  }

  private void check(Constraint.Check check) {
    if (columnsKnown()) {
      for (String column : Mentions.of(check.rawExpr()).columns()) {
        if (!columns.contains(column) && !column.equals("tableoid")) {
          effects.fail("42703", "column " + column + " of a check does not exist");
        }
      }
    }
  }

  private void key(Constraint constraint, List<String> keys) {
    boolean unique =
        constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
    boolean partitioned = create.partspec() != null;
    if (partitioned
        && effects.version < 11
        && (unique || constraint instanceof Constraint.ForeignKey)) {
      effects.fail("0A000", "a partitioned table has no keys before PostgreSQL 11");
      return;
    }
    if (!unique) {
      return;
    }
    for (String column : keys) {
      if (columnsKnown() && !columns.contains(column)) {
        effects.fail("42703", "column " + column + " of a key does not exist");
      }
    }
    if (create.partspec() != null) {
      for (PartitionSpec.PartitionElem element : create.partspec().partParams()) {
        if (element.expr() != null || !keys.contains(element.name())) {
          effects.fail("0A000", "a key must include the whole partition key");
        }
      }
    }
  }

  private void partitioning() {
    PartitionSpec spec = create.partspec();
    if (spec == null) {
      return;
    }
    if (spec.strategy() == PartitionSpec.Strategy.HASH && effects.version < 11) {
      effects.fail("22023", "PARTITION BY HASH needs PostgreSQL 11");
    }
    if (spec.strategy() == PartitionSpec.Strategy.LIST && spec.partParams().size() > 1) {
      effects.fail("42P17", "a list is of one column");
    }
    for (PartitionSpec.PartitionElem element : spec.partParams()) {
      if (element.name() != null && columnsKnown() && !columns.contains(element.name())) {
        effects.fail("42703", "column " + element.name() + " of the partition key does not exist");
      }
    }
  }
}
