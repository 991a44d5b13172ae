package io.github.windlass.analyzer.catalog;

import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PRIMARY KEY or UNIQUE, behind a column or a table's own.
 *
 * @param existing the index of USING INDEX
 * @param withoutOverlaps whether the index is one of GiST, for WITHOUT OVERLAPS
 */
record KeyClause(
    @Nullable String given,
    List<String> columns,
    List<String> including,
    boolean primary,
    @Nullable String existing,
    Deferral deferral,
    boolean withoutOverlaps,
    boolean nullsNotDistinct,
    Storage storage) {

  KeyClause named(@Nullable String newName) {
    return new KeyClause(
        newName,
        columns,
        including,
        primary,
        existing,
        deferral,
        withoutOverlaps,
        nullsNotDistinct,
        storage);
  }

  boolean sameIndex(KeyClause other) {
    return existing == null
        && other.existing == null
        && indexed().equals(other.indexed())
        && columns.equals(other.columns)
        && deferral == other.deferral;
  }

  String label() {
    return primary ? "pkey" : "key";
  }

  List<String> indexed() {
    List<String> all = new ArrayList<>(columns);
    all.addAll(including);
    return all;
  }

  /** What stands for the columns in the name that the server chooses. */
  String namePart() {
    return primary ? "" : ObjectNames.columnsPart(indexed());
  }

  /** The key that a constraint is; null for the other constraints. */
  static @Nullable KeyClause of(Constraint constraint, @Nullable ColumnDef column) {
    return switch (constraint) {
      case Constraint.PrimaryKey key -> of(key, column);
      case Constraint.Unique key -> of(key, column);
      case Constraint.Null ignored -> null;
      case Constraint.NotNull ignored -> null;
      case Constraint.Default ignored -> null;
      case Constraint.Check ignored -> null;
      case Constraint.Exclusion ignored -> null;
      case Constraint.ForeignKey ignored -> null;
      case Constraint.Generated ignored -> null;
      case Constraint.Identity ignored -> null;
      case Constraint.Attribute ignored -> null;
    };
  }

  static KeyClause of(Constraint.PrimaryKey key, @Nullable ColumnDef column) {
    return new KeyClause(
        key.conname(),
        column == null ? key.keys() : List.of(column.colname()),
        key.including(),
        true,
        key.indexname(),
        ConstraintFold.deferral(key.deferrable(), key.initdeferred(), key, column),
        key.withoutOverlaps(),
        false,
        Storage.of(null, key.indexspace(), key.options()));
  }

  static KeyClause of(Constraint.Unique key, @Nullable ColumnDef column) {
    return new KeyClause(
        key.conname(),
        column == null ? key.keys() : List.of(column.colname()),
        key.including(),
        false,
        key.indexname(),
        ConstraintFold.deferral(key.deferrable(), key.initdeferred(), key, column),
        key.withoutOverlaps(),
        key.nullsNotDistinct(),
        Storage.of(null, key.indexspace(), key.options()));
  }
}
