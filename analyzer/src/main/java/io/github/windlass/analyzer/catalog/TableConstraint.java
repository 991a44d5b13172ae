package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.extractor.schema.ConstraintFacts.Action;
import io.github.windlass.extractor.schema.ConstraintFacts.Deferral;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;

/** A constraint of a table. */
public sealed interface TableConstraint {

  /** The constraint's name, given or chosen by the server. */
  String name();

  /** The columns that it needs; for a check those that its expression names. */
  List<String> columns();

  /** The same constraint under another name. */
  TableConstraint named(String newName);

  /** The same constraint with its columns, in their order, under other names. */
  TableConstraint over(List<String> newColumns);

  /**
   * {@code CHECK (expression)}.
   *
   * @param expression as it was written, under the names that columns have since
   * @param valid false after NOT VALID until it is validated
   */
  record Check(
      String name, List<String> columns, Expression expression, boolean valid, boolean noInherit)
      implements TableConstraint {

    @Override
    public Check named(String newName) {
      return new Check(newName, columns, expression, valid, noInherit);
    }

    @Override
    public Check over(List<String> newColumns) {
      return new Check(name, newColumns, expression, valid, noInherit);
    }
  }

  /** {@code NOT NULL column}, which has a name and validity from PostgreSQL 18 on. */
  record NotNull(String name, List<String> columns, boolean valid) implements TableConstraint {

    @Override
    public NotNull named(String newName) {
      return new NotNull(newName, columns, valid);
    }

    @Override
    public NotNull over(List<String> newColumns) {
      return new NotNull(name, newColumns, valid);
    }
  }

  /**
   * {@code PRIMARY KEY} or {@code UNIQUE}.
   *
   * @param index the index behind it
   */
  record Key(
      String name, List<String> columns, boolean primary, RelationName index, Deferral deferral)
      implements TableConstraint {

    @Override
    public Key named(String newName) {
      return new Key(
          newName, columns, primary, new RelationName(index.schema(), newName), deferral);
    }

    @Override
    public Key over(List<String> newColumns) {
      return new Key(name, newColumns, primary, index, deferral);
    }
  }

  /**
   * {@code EXCLUDE}.
   *
   * @param written the constraint as it was written: a column that was renamed has its old name
   */
  record Exclusion(
      String name, List<String> columns, RelationName index, Constraint.Exclusion written)
      implements TableConstraint {

    @Override
    public Exclusion named(String newName) {
      return new Exclusion(newName, columns, new RelationName(index.schema(), newName), written);
    }

    @Override
    public Exclusion over(List<String> newColumns) {
      return new Exclusion(name, newColumns, index, written);
    }
  }

  /**
   * {@code FOREIGN KEY}.
   *
   * @param referencedColumns empty for the primary key
   * @param valid false after NOT VALID until it is validated
   */
  record ForeignKey(
      String name,
      List<String> columns,
      RelationName referenced,
      List<String> referencedColumns,
      Action onDelete,
      Action onUpdate,
      Deferral deferral,
      boolean valid)
      implements TableConstraint {

    @Override
    public ForeignKey named(String newName) {
      return new ForeignKey(
          newName, columns, referenced, referencedColumns, onDelete, onUpdate, deferral, valid);
    }

    @Override
    public ForeignKey over(List<String> newColumns) {
      return new ForeignKey(
          name, newColumns, referenced, referencedColumns, onDelete, onUpdate, deferral, valid);
    }

    /** Whether this refers to the columns of that key of the referenced table. */
    public boolean needs(Key key) {
      return referencedColumns.isEmpty() ? key.primary() : referencedColumns.equals(key.columns());
    }

    ForeignKey referencing(RelationName newReferenced, List<String> newColumns) {
      return new ForeignKey(
          name, columns, newReferenced, newColumns, onDelete, onUpdate, deferral, valid);
    }

    ForeignKey validated() {
      return new ForeignKey(
          name, columns, referenced, referencedColumns, onDelete, onUpdate, deferral, true);
    }

    ForeignKey deferring(Deferral newDeferral) {
      return new ForeignKey(
          name, columns, referenced, referencedColumns, onDelete, onUpdate, newDeferral, valid);
    }
  }
}
