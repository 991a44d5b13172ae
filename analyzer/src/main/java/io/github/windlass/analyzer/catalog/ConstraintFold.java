package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints and keys that CREATE TABLE and ALTER TABLE add to a table. */
final class ConstraintFold {

  /** NOT NULL is a constraint with a name from here on. */
  private static final int NAMED_NOT_NULL = 18;

  private final int version;
  private Catalog catalog;

  private ConstraintFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /**
   * @param column the column behind which the constraint stands; null for a table's constraint
   */
  static Catalog add(
      Catalog before,
      int version,
      RelationName name,
      Constraint constraint,
      @Nullable ColumnDef column) {
    ConstraintFold fold = new ConstraintFold(before, version);
    fold.addConstraint(name, constraint, column);
    return fold.catalog;
  }

  /** Adds a primary or unique key, its index, and those of the partitions. */
  static Catalog add(Catalog before, int version, RelationName name, KeyClause key) {
    ConstraintFold fold = new ConstraintFold(before, version);
    fold.addKey(name, key);
    return fold.catalog;
  }

  /** SET NOT NULL. */
  static Catalog setNotNull(Catalog before, int version, RelationName name, String column) {
    ConstraintFold fold = new ConstraintFold(before, version);
    fold.setNotNull(name, column);
    return fold.catalog;
  }

  private void addConstraint(RelationName name, Constraint constraint, @Nullable ColumnDef column) {
    List<String> own = column == null ? List.of() : List.of(column.colname());
    switch (constraint) {
      case Constraint.NotNull notNull -> {
        List<String> columns = column == null ? notNull.keys() : own;
        columns.forEach(each ->
            catalog =
                catalog.changing(
                    name,
                    table ->
                        table.changing(
                            each, c -> c.notNull(c.notNull() || !notNull.skipValidation()))));
        if (version >= NAMED_NOT_NULL && !columns.isEmpty()) {
          add(
              name,
              new TableConstraint.NotNull(
                  constraintName(name, notNull.conname(), columns.get(0), "not_null"),
                  columns,
                  !notNull.skipValidation()));
        }
      }
      case Constraint.Check check -> {
        List<String> columns = List.copyOf(Mentions.of(check.rawExpr()).columns());
        // Named after its column if there is one, wherever it is written (heap.c).
        String part = columns.size() == 1 ? columns.get(0) : "";
        add(
            name,
            new TableConstraint.Check(
                constraintName(name, check.conname(), part, "check"),
                columns,
                check.rawExpr(),
                !check.skipValidation(),
                check.isNoInherit()));
      }
      case Constraint.PrimaryKey key -> addKey(name, KeyClause.of(key, column));
      case Constraint.Unique key -> addKey(name, KeyClause.of(key, column));
      case Constraint.Exclusion exclusion -> addExclusion(name, exclusion);
      case Constraint.ForeignKey key -> {
        List<String> columns = column == null ? key.fkAttrs() : own;
        add(
            name,
            new TableConstraint.ForeignKey(
                constraintName(name, key.conname(), ObjectNames.columnsPart(columns), "fkey"),
                columns,
                catalog.resolve(key.pktable()),
                key.pkAttrs(),
                action(key.fkDelAction()),
                action(key.fkUpdAction()),
                deferral(key.deferrable(), key.initdeferred(), key, column),
                !key.skipValidation()));
      }
      case Constraint.Null ignored -> {}
      case Constraint.Default ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  private static Action action(Constraint.ForeignKey.Action action) {
    return switch (action) {
      case NO_ACTION -> Action.NO_ACTION;
      case RESTRICT -> Action.RESTRICT;
      case CASCADE -> Action.CASCADE;
      case SET_NULL -> Action.SET_NULL;
      case SET_DEFAULT -> Action.SET_DEFAULT;
    };
  }

  static Deferral deferral(boolean deferrable, boolean deferred) {
    return deferred
        ? Deferral.INITIALLY_DEFERRED
        : deferrable ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
  }

  /** When a constraint is checked, by its own words or by those that follow it in a column. */
  static Deferral deferral(
      boolean deferrable, boolean deferred, Constraint constraint, @Nullable ColumnDef column) {
    Deferral result = deferral(deferrable, deferred);
    if (column != null) {
      for (Constraint.Attribute attribute : column.attributesOf(constraint)) {
        if (attribute.kind() == Constraint.Attribute.Kind.DEFERRED) {
          result = Deferral.INITIALLY_DEFERRED;
        } else if (attribute.kind() == Constraint.Attribute.Kind.DEFERRABLE
            && result == Deferral.NOT_DEFERRABLE) {
          result = Deferral.INITIALLY_IMMEDIATE;
        }
      }
    }
    return result;
  }

  private void add(RelationName name, TableConstraint constraint) {
    catalog = catalog.changing(name, table -> table.plus(constraint));
  }

  private String constraintName(
      RelationName table, @Nullable String given, String columns, String label) {
    if (given != null) {
      return given;
    }
    return ObjectNames.choose(
        table.name(),
        columns,
        label,
        candidate ->
            catalog.table(table).flatMap(known -> known.constraint(candidate)).isPresent());
  }

  private void addKey(RelationName name, KeyClause key) {
    String schema = name.schema();
    if (key.existing() != null) {
      RelationName index = new RelationName(schema, key.existing());
      String constraint = key.given() == null ? key.existing() : key.given();
      Index known = catalog.index(index).orElse(null);
      RelationName renamed = new RelationName(schema, constraint);
      List<String> columns = List.of();
      if (known != null) {
        catalog = catalog.without(index).with(known.named(renamed));
        int keys = Math.min(known.definition().keys().size(), known.columns().size());
        columns = known.columns().subList(0, keys);
      }
      finishKey(
          name,
          new TableConstraint.Key(constraint, columns, key.primary(), renamed, key.deferral()));
      return;
    }
    String chosen =
        key.given() != null
            ? key.given()
            : ObjectNames.choose(name.name(), key.namePart(), key.label(), catalog.taken(schema));
    RelationName index = new RelationName(schema, chosen);
    catalog = catalog.with(indexOf(index, name, key, null));
    finishKey(
        name, new TableConstraint.Key(chosen, key.columns(), key.primary(), index, key.deferral()));
    keyOfPartitions(name, key, index);
  }

  private static Index indexOf(
      RelationName index, RelationName table, KeyClause key, @Nullable RelationName parent) {
    return new Index(
        index,
        table,
        true,
        key.indexed(),
        Set.of(),
        true,
        parent,
        Index.Definition.ofColumns(key.columns().size()));
  }

  private void finishKey(RelationName name, TableConstraint.Key key) {
    add(name, key);
    if (key.primary()) {
      key.columns()
          .forEach(column ->
              catalog =
                  catalog.changing(name, table -> table.changing(column, c -> c.notNull(true))));
    }
  }

  private void keyOfPartitions(RelationName name, KeyClause key, RelationName parentIndex) {
    for (Table child : catalog.childrenOf(name)) {
      if (child.partition() == Partition.NONE) {
        continue;
      }
      String chosen =
          ObjectNames.choose(
              child.name().name(),
              key.namePart(),
              key.label(),
              catalog.taken(child.name().schema()));
      RelationName index = new RelationName(child.name().schema(), chosen);
      catalog = catalog.with(indexOf(index, child.name(), key, parentIndex));
      finishKey(
          child.name(),
          new TableConstraint.Key(chosen, key.columns(), key.primary(), index, key.deferral()));
      keyOfPartitions(child.name(), key, index);
    }
  }

  private void addExclusion(RelationName name, Constraint.Exclusion exclusion) {
    List<IndexElem> elements =
        exclusion.exclusions().stream().map(Constraint.Exclusion.Element::element).toList();
    List<String> names = ObjectNames.indexColumns(elements);
    String chosen =
        exclusion.conname() != null
            ? exclusion.conname()
            : ObjectNames.choose(
                name.name(), ObjectNames.columnsPart(names), "excl", catalog.taken(name.schema()));
    RelationName index = new RelationName(name.schema(), chosen);
    List<String> columns = new ArrayList<>();
    Set<String> mentioned = new HashSet<>();
    for (IndexElem element : elements) {
      String column = element.name();
      if (column != null) {
        columns.add(column);
      } else if (element.expr() != null) {
        mentioned.addAll(Mentions.of(element.expr()).columns());
      }
    }
    if (exclusion.whereClause() != null) {
      mentioned.addAll(Mentions.of(exclusion.whereClause()).columns());
    }
    List<@Nullable Expression> keys = new ArrayList<>();
    elements.forEach(element -> keys.add(element.name() == null ? element.expr() : null));
    columns.addAll(exclusion.including());
    Index.Definition definition =
        new Index.Definition(exclusion.accessMethod(), keys, exclusion.whereClause());
    catalog =
        catalog.with(new Index(index, name, false, columns, mentioned, true, null, definition));
    Set<String> needed = new LinkedHashSet<>(columns);
    needed.addAll(mentioned);
    add(name, new TableConstraint.Exclusion(chosen, List.copyOf(needed), index, exclusion));
  }

  private void setNotNull(RelationName name, String column) {
    catalog = catalog.changing(name, t -> t.changing(column, c -> c.notNull(true)));
    Table table = catalog.table(name).orElse(null);
    if (version >= NAMED_NOT_NULL
        && table != null
        && table.constraints().stream().noneMatch(c -> isNotNullOf(c, column))) {
      add(
          name,
          new TableConstraint.NotNull(
              constraintName(name, null, column, "not_null"), List.of(column), true));
    }
  }

  static boolean isNotNullOf(TableConstraint constraint, String column) {
    return constraint instanceof TableConstraint.NotNull notNull
        && notNull.columns().contains(column);
  }
}
