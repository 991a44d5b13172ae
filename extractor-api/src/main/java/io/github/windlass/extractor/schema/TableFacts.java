package io.github.windlass.extractor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param partitionOf the table that it is a partition of; null: none that is known
 * @param columns in the order of {@code attnum}
 * @param constraints without NOT NULL, which {@link ColumnFacts#nullable()} says
 * @param indexes with those behind constraints
 * @param incoming the foreign keys of all tables (this one's own among them) that reference this
 * @param readers the views that read it
 */
public record TableFacts(
    QualifiedName name,
    Kind kind,
    boolean temporary,
    @Nullable QualifiedName partitionOf,
    Fact<String> comment,
    Listing<ColumnFacts> columns,
    Listing<ConstraintFacts> constraints,
    Listing<IndexFacts> indexes,
    Listing<Reference> incoming,
    Listing<QualifiedName> readers)
    implements RelationFacts {

  /** What is called a table. */
  public enum Kind {
    TABLE,
    PARTITIONED_TABLE,
    FOREIGN_TABLE
  }

  /** A foreign key, seen from the table that it references. */
  public record Reference(QualifiedName table, ConstraintFacts.ForeignKey constraint) {}

  /** A column by name: absent only if all columns are known. */
  public Fact<ColumnFacts> column(String columnName) {
    for (ColumnFacts column : columns.known()) {
      if (column.name().equals(columnName)) {
        return Fact.known(column);
      }
    }
    return columns.missing() == null ? Fact.absent() : Fact.unknown(columns.missing());
  }

  /** A constraint by name: absent only if all constraints are known. */
  public Fact<ConstraintFacts> constraint(String constraintName) {
    for (ConstraintFacts constraint : constraints.known()) {
      if (constraint.name().equals(constraintName)) {
        return Fact.known(constraint);
      }
    }
    return constraints.missing() == null ? Fact.absent() : Fact.unknown(constraints.missing());
  }

  /** The primary key: absent only if all constraints are known. */
  public Fact<ConstraintFacts.PrimaryKey> primaryKey() {
    for (ConstraintFacts constraint : constraints.known()) {
      if (constraint instanceof ConstraintFacts.PrimaryKey key) {
        return Fact.known(key);
      }
    }
    return constraints.missing() == null ? Fact.absent() : Fact.unknown(constraints.missing());
  }
}
