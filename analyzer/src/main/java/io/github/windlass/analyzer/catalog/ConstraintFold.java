package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.Table.Partition;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.IndexElem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Constraints and keys that CREATE TABLE and ALTER TABLE add to a table. */
final class ConstraintFold {

  /** The name of a foreign key has all its columns in it from here on, before the first alone. */
  private static final int ALL_COLUMNS_IN_NAMES = 12;

  private final int version;
  private final boolean recurse;
  private Catalog catalog;

  private ConstraintFold(Catalog catalog, int version, boolean recurse) {
    this.catalog = catalog;
    this.version = version;
    this.recurse = recurse;
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
    ConstraintFold fold = new ConstraintFold(before, version, true);
    fold.addConstraint(name, constraint, column);
    return fold.catalog;
  }

  /**
   * Adds one after ONLY: partitions get no key by it, which they may be given one by one, as
   * pg_dump does ({@code DefineIndex} in {@code commands/indexcmds.c}).
   */
  static Catalog addOnly(
      Catalog before,
      int version,
      RelationName name,
      Constraint constraint,
      @Nullable ColumnDef column) {
    ConstraintFold fold = new ConstraintFold(before, version, false);
    fold.addConstraint(name, constraint, column);
    return fold.catalog;
  }

  /** Adds a primary or unique key, its index, and those of the partitions. */
  static Catalog add(Catalog before, int version, RelationName name, KeyClause key) {
    ConstraintFold fold = new ConstraintFold(before, version, true);
    fold.addKey(name, key);
    return fold.catalog;
  }

  private void addConstraint(RelationName name, Constraint constraint, @Nullable ColumnDef column) {
    List<String> own = column == null ? List.of() : List.of(column.colname());
    switch (constraint) {
      case Constraint.NotNull notNull -> {
        List<String> columns = column == null ? notNull.keys() : own;
        columns.forEach(each ->
            addNotNull(
                name,
                each,
                new NotNullFold.Wanted(
                    notNull.conname(), !notNull.skipValidation(), notNull.isNoInherit(), true)));
      }
      case Constraint.Check check -> {
        List<String> columns = List.copyOf(Mentions.of(check.rawExpr()).columns());
        // Named after its column if there is one, wherever it is written (heap.c).
        String part = columns.size() == 1 ? columns.get(0) : "";
        boolean enforced = check.isEnforced() && isEnforced(check, column);
        add(
            name,
            new TableConstraint.Check(
                constraintName(name, check.conname(), part, "check"),
                columns,
                check.rawExpr(),
                enforced && !check.skipValidation(),
                check.isNoInherit(),
                enforced,
                true));
      }
      case Constraint.PrimaryKey key -> addKey(name, KeyClause.of(key, column));
      case Constraint.Unique key -> addKey(name, KeyClause.of(key, column));
      case Constraint.Exclusion exclusion -> addExclusion(name, exclusion);
      case Constraint.ForeignKey key -> {
        List<String> columns = column == null ? key.fkAttrs() : own;
        List<String> named =
            version >= ALL_COLUMNS_IN_NAMES || columns.isEmpty() ? columns : columns.subList(0, 1);
        boolean enforced = key.isEnforced() && isEnforced(key, column);
        add(
            name,
            new TableConstraint.ForeignKey(
                constraintName(name, key.conname(), ObjectNames.columnsPart(named), "fkey"),
                columns,
                catalog.resolve(key.pktable()),
                key.pkAttrs(),
                action(key.fkDelAction()),
                action(key.fkUpdAction()),
                deferral(key.deferrable(), key.initdeferred(), key, column),
                enforced && !key.skipValidation(),
                new TableConstraint.ForeignKey.More(
                    key.fkMatchtype() == Constraint.ForeignKey.Match.FULL,
                    key.fkDelSetCols(),
                    enforced,
                    true)));
      }
      case Constraint.Null ignored -> {}
      case Constraint.Default ignored -> {}
      case Constraint.Generated ignored -> {}
      case Constraint.Identity ignored -> {}
      case Constraint.Attribute ignored -> {}
    }
  }

  /** Whether the words that follow a constraint in a column do not take it back. */
  private static boolean isEnforced(Constraint constraint, @Nullable ColumnDef column) {
    if (column != null) {
      for (Constraint.Attribute attribute : column.attributesOf(constraint)) {
        if (attribute.kind() == Constraint.Attribute.Kind.NOT_ENFORCED) {
          return false;
        }
      }
    }
    return true;
  }

  private void addNotNull(RelationName name, String column, NotNullFold.Wanted wanted) {
    catalog = NotNullFold.add(catalog, version, name, column, wanted);
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
    return given != null
        ? given
        : ObjectNames.choose(
            table.name(),
            columns,
            label,
            candidate -> catalog.hasConstraint(table.schema(), candidate));
  }

  /** A name that neither a relation nor a constraint of a schema has. */
  private String indexName(RelationName table, String columns, String label) {
    Predicate<String> taken = catalog.taken(table.schema());
    return ObjectNames.choose(
        table.name(),
        columns,
        label,
        candidate -> taken.test(candidate) || catalog.hasConstraint(table.schema(), candidate));
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
          new TableConstraint.Key(
              constraint, columns, key.primary(), renamed, key.deferral(), true));
      return;
    }
    String chosen =
        key.given() != null ? key.given() : indexName(name, key.namePart(), key.label());
    RelationName index = new RelationName(schema, chosen);
    catalog = catalog.with(indexOf(index, name, key, null));
    finishKey(
        name,
        new TableConstraint.Key(chosen, key.columns(), key.primary(), index, key.deferral(), true));
    if (recurse) {
      keyOfPartitions(name, key, index);
    }
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
        Index.Definition.ofColumns(
            key.withoutOverlaps() ? "gist" : "btree",
            key.columns().size(),
            key.nullsNotDistinct(),
            key.storage()));
  }

  private void finishKey(RelationName name, TableConstraint.Key key) {
    add(name, key);
    if (key.primary()) {
      key.columns().forEach(column -> catalog = NotNullFold.imply(catalog, version, name, column));
    }
  }

  private void keyOfPartitions(RelationName name, KeyClause key, RelationName parentIndex) {
    Index parent = catalog.index(parentIndex).orElse(null);
    for (Table child : catalog.childrenOf(name)) {
      if (child.partition() == Partition.NONE || parent == null) {
        continue;
      }
      Index match = PartitionFold.matching(catalog, child, parent, true);
      if (match != null) {
        catalog = PartitionFold.under(catalog, child, match, parentIndex);
        continue;
      }
      String chosen = indexName(child.name(), key.namePart(), key.label());
      RelationName index = new RelationName(child.name().schema(), chosen);
      catalog = catalog.with(indexOf(index, child.name(), key, parentIndex));
      add(
          child.name(),
          new TableConstraint.Key(
              chosen, key.columns(), key.primary(), index, key.deferral(), false));
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
            : indexName(name, ObjectNames.columnsPart(names), "excl");
    RelationName index = new RelationName(name.schema(), chosen);
    List<IndexElem> all = new ArrayList<>(elements);
    IndexFold.Parts parts = IndexFold.parts(all, exclusion.whereClause());
    List<String> columns = new ArrayList<>(parts.columns());
    columns.addAll(exclusion.including());
    Index.Definition definition =
        IndexFold.definition(
            exclusion.accessMethod(),
            elements,
            exclusion.whereClause(),
            false,
            Storage.of(null, exclusion.indexspace(), exclusion.options()));
    catalog =
        catalog.with(
            new Index(index, name, false, columns, parts.mentioned(), true, null, definition));
    Set<String> needed = new LinkedHashSet<>(columns);
    needed.addAll(parts.mentioned());
    add(name, new TableConstraint.Exclusion(chosen, List.copyOf(needed), index, exclusion, true));
  }
}
