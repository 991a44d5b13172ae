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

  /** Whether it is the table's own, be it inherited besides ({@code conislocal}). */
  boolean local();

  /** The same constraint under another name. */
  TableConstraint named(String newName);

  /** The same constraint with its columns, in their order, under other names. */
  TableConstraint over(List<String> newColumns);

  /** The same constraint, the table's own or not. */
  TableConstraint local(boolean newLocal);

  /**
   * {@code CHECK (expression)}.
   *
   * @param expression as it was written, under the names that columns have since
   * @param valid false after NOT VALID until it is validated
   * @param enforced false after NOT ENFORCED, and then not valid either
   */
  record Check(
      String name,
      List<String> columns,
      Expression expression,
      boolean valid,
      boolean noInherit,
      boolean enforced,
      boolean local)
      implements TableConstraint {

    @Override
    public Check named(String newName) {
      return new Check(newName, columns, expression, valid, noInherit, enforced, local);
    }

    @Override
    public Check over(List<String> newColumns) {
      return new Check(name, newColumns, expression, valid, noInherit, enforced, local);
    }

    @Override
    public Check local(boolean newLocal) {
      return new Check(name, columns, expression, valid, noInherit, enforced, newLocal);
    }

    Check expressed(Expression newExpression) {
      return new Check(name, columns, newExpression, valid, noInherit, enforced, local);
    }

    Check validated() {
      return new Check(name, columns, expression, true, noInherit, enforced, local);
    }
  }

  /** {@code NOT NULL column}, which has a name and validity from PostgreSQL 18 on. */
  record NotNull(String name, List<String> columns, boolean valid, boolean noInherit, boolean local)
      implements TableConstraint {

    @Override
    public NotNull named(String newName) {
      return new NotNull(newName, columns, valid, noInherit, local);
    }

    @Override
    public NotNull over(List<String> newColumns) {
      return new NotNull(name, newColumns, valid, noInherit, local);
    }

    @Override
    public NotNull local(boolean newLocal) {
      return new NotNull(name, columns, valid, noInherit, newLocal);
    }

    NotNull validated() {
      return new NotNull(name, columns, true, noInherit, local);
    }

    NotNull inheritable(boolean inherits) {
      return new NotNull(name, columns, valid, !inherits, local);
    }
  }

  /**
   * {@code PRIMARY KEY} or {@code UNIQUE}.
   *
   * @param index the index behind it
   */
  record Key(
      String name,
      List<String> columns,
      boolean primary,
      RelationName index,
      Deferral deferral,
      boolean local)
      implements TableConstraint {

    @Override
    public Key named(String newName) {
      return new Key(
          newName, columns, primary, new RelationName(index.schema(), newName), deferral, local);
    }

    @Override
    public Key over(List<String> newColumns) {
      return new Key(name, newColumns, primary, index, deferral, local);
    }

    @Override
    public Key local(boolean newLocal) {
      return new Key(name, columns, primary, index, deferral, newLocal);
    }

    /** The same key over an index of another name, which the key has too. */
    Key behind(RelationName newIndex) {
      return new Key(newIndex.name(), columns, primary, newIndex, deferral, local);
    }
  }

  /**
   * {@code EXCLUDE}.
   *
   * @param written the constraint as it was written: a column that was renamed has its old name
   */
  record Exclusion(
      String name,
      List<String> columns,
      RelationName index,
      Constraint.Exclusion written,
      boolean local)
      implements TableConstraint {

    @Override
    public Exclusion named(String newName) {
      return new Exclusion(
          newName, columns, new RelationName(index.schema(), newName), written, local);
    }

    @Override
    public Exclusion over(List<String> newColumns) {
      return new Exclusion(name, newColumns, index, written, local);
    }

    @Override
    public Exclusion local(boolean newLocal) {
      return new Exclusion(name, columns, index, written, newLocal);
    }

    Exclusion behind(RelationName newIndex) {
      return new Exclusion(newIndex.name(), columns, newIndex, written, local);
    }
  }

  /**
   * {@code FOREIGN KEY}.
   *
   * @param referencedColumns empty for the primary key
   * @param valid false after NOT VALID until it is validated
   * @param more what it says besides
   */
  record ForeignKey(
      String name,
      List<String> columns,
      RelationName referenced,
      List<String> referencedColumns,
      Action onDelete,
      Action onUpdate,
      Deferral deferral,
      boolean valid,
      More more)
      implements TableConstraint {

    /**
     * What few foreign keys say.
     *
     * @param matchFull MATCH FULL
     * @param setColumns the columns of {@code ON DELETE SET NULL (…)}; empty for all
     * @param enforced false after NOT ENFORCED, and then not valid either
     */
    public record More(
        boolean matchFull, List<String> setColumns, boolean enforced, boolean local) {

      public static final More NOTHING = new More(false, List.of(), true, true);

      public More {
        setColumns = List.copyOf(setColumns);
      }
    }

    @Override
    public boolean local() {
      return more.local;
    }

    public boolean enforced() {
      return more.enforced;
    }

    @Override
    public ForeignKey named(String newName) {
      return new ForeignKey(
          newName,
          columns,
          referenced,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          valid,
          more);
    }

    @Override
    public ForeignKey over(List<String> newColumns) {
      return new ForeignKey(
          name,
          newColumns,
          referenced,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          valid,
          more);
    }

    @Override
    public ForeignKey local(boolean newLocal) {
      return with(new More(more.matchFull, more.setColumns, more.enforced, newLocal), valid);
    }

    /** Whether this refers to the columns of that key of the referenced table. */
    public boolean needs(Key key) {
      return referencedColumns.isEmpty() ? key.primary() : referencedColumns.equals(key.columns());
    }

    ForeignKey referencing(RelationName newReferenced, List<String> newColumns) {
      return new ForeignKey(
          name, columns, newReferenced, newColumns, onDelete, onUpdate, deferral, valid, more);
    }

    ForeignKey validated() {
      return with(more, true);
    }

    /** ENFORCED checks the rows that there are. */
    ForeignKey enforced(boolean enforced) {
      return with(new More(more.matchFull, more.setColumns, enforced, more.local), enforced);
    }

    private ForeignKey with(More newMore, boolean newValid) {
      return new ForeignKey(
          name,
          columns,
          referenced,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          newValid,
          newMore);
    }

    ForeignKey deferring(Deferral newDeferral) {
      return new ForeignKey(
          name,
          columns,
          referenced,
          referencedColumns,
          onDelete,
          onUpdate,
          newDeferral,
          valid,
          more);
    }
  }
}
