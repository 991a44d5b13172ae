package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
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

  /**
   * {@code CHECK (expression)}.
   *
   * @param valid false after NOT VALID until it is validated
   */
  record Check(
      String name, List<String> columns, Expression expression, boolean valid, boolean noInherit)
      implements TableConstraint {

    @Override
    public Check named(String newName) {
      return new Check(newName, columns, expression, valid, noInherit);
    }
  }

  /** {@code NOT NULL column}, which has a name and validity from PostgreSQL 18 on. */
  record NotNull(String name, List<String> columns, boolean valid) implements TableConstraint {

    @Override
    public NotNull named(String newName) {
      return new NotNull(newName, columns, valid);
    }
  }

  /**
   * {@code PRIMARY KEY} or {@code UNIQUE}.
   *
   * @param index the index behind it
   */
  record Key(String name, List<String> columns, boolean primary, RelationName index)
      implements TableConstraint {

    @Override
    public Key named(String newName) {
      return new Key(newName, columns, primary, new RelationName(index.schema(), newName));
    }
  }

  /** {@code EXCLUDE}. */
  record Exclusion(String name, List<String> columns, RelationName index)
      implements TableConstraint {

    @Override
    public Exclusion named(String newName) {
      return new Exclusion(newName, columns, new RelationName(index.schema(), newName));
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
      boolean valid)
      implements TableConstraint {

    @Override
    public ForeignKey named(String newName) {
      return new ForeignKey(newName, columns, referenced, referencedColumns, valid);
    }

    /** Whether this refers to the columns of that key of the referenced table. */
    public boolean needs(Key key) {
      return referencedColumns.isEmpty() ? key.primary() : referencedColumns.equals(key.columns());
    }

    ForeignKey referencing(RelationName newReferenced) {
      return new ForeignKey(name, columns, newReferenced, referencedColumns, valid);
    }
  }
}
