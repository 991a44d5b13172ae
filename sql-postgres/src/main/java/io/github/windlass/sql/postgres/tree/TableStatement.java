package io.github.windlass.sql.postgres.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables, indexes, sequences, views: their definition and change. */
public sealed interface TableStatement extends Statement {

  /**
   * CREATE TABLE, except for {@code AS}.
   *
   * <p>{@code relation.relpersistence()} tells TEMPORARY and UNLOGGED. A partition ({@code
   * PARTITION OF}) has {@code partbound} and its parent as the one element of {@code inhRelations};
   * with {@code INHERITS} there is no {@code partbound}.
   *
   * @param tableElts columns, constraints and LIKE clauses in the order written
   * @param inhRelations the tables of {@code INHERITS (…)}, or the one of {@code PARTITION OF}
   * @param partspec {@code PARTITION BY}
   * @param ofTypename {@code OF type}
   * @param accessMethod {@code USING accessMethod}
   * @param options {@code WITH (…)}; WITHOUT OIDS leaves no trace, WITH OIDS (10 and 11) is the
   *     option {@code oids}
   * @param tablespacename {@code TABLESPACE name}
   */
  record CreateStmt(
      RangeVar relation,
      List<TableElement> tableElts,
      List<RangeVar> inhRelations,
      @Nullable PartitionBoundSpec partbound,
      @Nullable PartitionSpec partspec,
      @Nullable TypeName ofTypename,
      @Nullable String accessMethod,
      List<DefElem> options,
      OnCommitAction oncommit,
      @Nullable String tablespacename,
      boolean ifNotExists,
      Span span)
      implements TableStatement {

    /** The columns among the elements, in order. */
    public List<ColumnDef> columns() {
      return tableElts.stream()
          .filter(ColumnDef.class::isInstance)
          .map(ColumnDef.class::cast)
          .toList();
    }

    /** The constraints among the elements, in order; those of columns are with the columns. */
    public List<Constraint> constraints() {
      return tableElts.stream()
          .filter(Constraint.class::isInstance)
          .map(Constraint.class::cast)
          .toList();
    }
  }

  /**
   * CREATE FOREIGN TABLE.
   *
   * @param base everything that it has in common with CREATE TABLE, with the same span
   */
  record CreateForeignTableStmt(
      CreateStmt base, String servername, List<DefElem> options, Span span)
      implements TableStatement {}

  /**
   * CREATE TABLE AS and CREATE MATERIALIZED VIEW.
   *
   * @param query a {@link QueryStatement}, or {@code EXECUTE} for a table
   * @param objtype TABLE or MATVIEW
   */
  record CreateTableAsStmt(
      Statement query, IntoClause into, ObjectType objtype, boolean ifNotExists, Span span)
      implements TableStatement {}

  /** {@code REFRESH MATERIALIZED VIEW [CONCURRENTLY] relation [WITH NO DATA]}. */
  record RefreshMatViewStmt(RangeVar relation, boolean concurrent, boolean skipData, Span span)
      implements TableStatement {}

  /**
   * {@code ALTER objtype relation cmds}.
   *
   * @param objtype TABLE, INDEX, SEQUENCE, VIEW, MATVIEW, FOREIGN_TABLE, or TYPE for a composite
   *     type
   * @param missingOk IF EXISTS
   */
  record AlterTableStmt(
      RangeVar relation, List<AlterTableCmd> cmds, ObjectType objtype, boolean missingOk, Span span)
      implements TableStatement {}

  /**
   * {@code ALTER objtype ALL IN TABLESPACE origTablespacename OWNED BY roles SET TABLESPACE
   * newTablespacename [NOWAIT]}.
   *
   * @param objtype TABLE, INDEX or MATVIEW
   */
  record AlterTableMoveAllStmt(
      String origTablespacename,
      ObjectType objtype,
      List<RoleSpec> roles,
      String newTablespacename,
      boolean nowait,
      Span span)
      implements TableStatement {}

  /**
   * CREATE INDEX.
   *
   * @param idxname null when the server chooses one
   * @param accessMethod {@code btree} when none is written
   * @param tableSpace {@code TABLESPACE name}
   * @param indexIncludingParams {@code INCLUDE (…)}
   * @param options {@code WITH (…)}
   */
  record IndexStmt(
      @Nullable String idxname,
      RangeVar relation,
      String accessMethod,
      @Nullable String tableSpace,
      List<IndexElem> indexParams,
      List<IndexElem> indexIncludingParams,
      List<DefElem> options,
      @Nullable Expression whereClause,
      boolean unique,
      boolean nullsNotDistinct,
      boolean concurrent,
      boolean ifNotExists,
      Span span)
      implements TableStatement {}

  /**
   * CREATE SEQUENCE.
   *
   * @param options in the order written: {@code as} (a {@link TypeName}), {@code increment}, {@code
   *     start}, {@code restart}, {@code cache}, {@code minvalue}, {@code maxvalue} (numbers;
   *     without one for NO MINVALUE, NO MAXVALUE, RESTART), {@code cycle} (a boolean), {@code
   *     owned_by}, {@code sequence_name} (a {@link QualifiedName}), {@code logged}, {@code
   *     unlogged}
   */
  record CreateSeqStmt(RangeVar sequence, List<DefElem> options, boolean ifNotExists, Span span)
      implements TableStatement {}

  /**
   * ALTER SEQUENCE with a sequence's options; other changes of a sequence are {@link
   * AlterTableStmt}s.
   *
   * @param options as in {@link CreateSeqStmt}
   */
  record AlterSeqStmt(RangeVar sequence, List<DefElem> options, boolean missingOk, Span span)
      implements TableStatement {}

  /**
   * CREATE VIEW. {@code CREATE RECURSIVE VIEW v (a) AS query} has the query {@code WITH RECURSIVE v
   * (a) AS (query) SELECT a FROM v}, as PostgreSQL's grammar makes it.
   *
   * @param aliases names for the columns
   * @param replace OR REPLACE
   * @param options {@code WITH (…)}
   */
  record ViewStmt(
      RangeVar view,
      List<String> aliases,
      QueryStatement query,
      boolean replace,
      List<DefElem> options,
      CheckOption withCheckOption,
      Span span)
      implements TableStatement {

    /** {@code ViewCheckOption}; WITH CHECK OPTION alone is CASCADED. */
    public enum CheckOption {
      NO,
      LOCAL,
      CASCADED
    }
  }

  /** {@code TRUNCATE relations [RESTART IDENTITY] [CASCADE]}. */
  record TruncateStmt(
      List<RangeVar> relations, boolean restartSeqs, DropBehavior behavior, Span span)
      implements TableStatement {}
}
