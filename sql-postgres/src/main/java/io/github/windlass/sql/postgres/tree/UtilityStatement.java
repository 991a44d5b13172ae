package io.github.windlass.sql.postgres.tree;

import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maintenance and administration: VACUUM, COPY, EXPLAIN, databases, tablespaces … */
public sealed interface UtilityStatement extends Statement {

  /** {@code EXPLAIN (options) query}. */
  record ExplainStmt(Statement query, List<DefElem> options, Span span)
      implements UtilityStatement {}

  /**
   * {@code COPY relation (attlist) FROM filename}, or {@code COPY (query) TO filename}. One of
   * {@code relation} and {@code query} is set.
   *
   * @param filename null for STDIN and STDOUT
   */
  record CopyStmt(
      @Nullable RangeVar relation,
      @Nullable QueryStatement query,
      List<String> attlist,
      boolean isFrom,
      boolean isProgram,
      @Nullable String filename,
      List<DefElem> options,
      @Nullable Expression whereClause,
      Span span)
      implements UtilityStatement {}

  /**
   * VACUUM, or ANALYZE unless {@code isVacuumcmd}.
   *
   * @param rels empty for the whole database
   */
  record VacuumStmt(
      List<DefElem> options, List<VacuumRelation> rels, boolean isVacuumcmd, Span span)
      implements UtilityStatement {}

  /** {@code relation (vaCols)}. */
  record VacuumRelation(RangeVar relation, List<String> vaCols, Span span) implements Node {}

  /**
   * {@code CLUSTER (params) relation USING indexname}.
   *
   * @param relation null for all tables that were clustered before
   */
  record ClusterStmt(
      @Nullable RangeVar relation, @Nullable String indexname, List<DefElem> params, Span span)
      implements UtilityStatement {}

  /**
   * {@code REINDEX (params) kind …}; CONCURRENTLY is one of {@code params}.
   *
   * @param relation the index or table; null for the other kinds
   * @param name the schema or database; null for an index or table, or the current database
   */
  record ReindexStmt(
      Kind kind,
      @Nullable RangeVar relation,
      @Nullable String name,
      List<DefElem> params,
      Span span)
      implements UtilityStatement {

    /** {@code REINDEX_OBJECT_*}. */
    public enum Kind {
      INDEX,
      TABLE,
      SCHEMA,
      SYSTEM,
      DATABASE
    }
  }

  /** {@code LOCK TABLE relations IN mode MODE}. */
  record LockStmt(List<RangeVar> relations, LockMode mode, boolean nowait, Span span)
      implements UtilityStatement {

    /** Table locks ({@code lockdefs.h}), the weakest first. */
    public enum LockMode {
      ACCESS_SHARE,
      ROW_SHARE,
      ROW_EXCLUSIVE,
      SHARE_UPDATE_EXCLUSIVE,
      SHARE,
      SHARE_ROW_EXCLUSIVE,
      EXCLUSIVE,
      ACCESS_EXCLUSIVE
    }
  }

  /** {@code CHECKPOINT}. */
  record CheckPointStmt(Span span) implements UtilityStatement {}

  /** {@code LOAD filename}. */
  record LoadStmt(String filename, Span span) implements UtilityStatement {}

  /** {@code CREATE DATABASE dbname options}. */
  record CreatedbStmt(String dbname, List<DefElem> options, Span span)
      implements UtilityStatement {}

  /** {@code ALTER DATABASE dbname options}, also {@code SET TABLESPACE}. */
  record AlterDatabaseStmt(String dbname, List<DefElem> options, Span span)
      implements UtilityStatement {}

  /** {@code ALTER DATABASE dbname REFRESH COLLATION VERSION}. */
  record AlterDatabaseRefreshCollStmt(String dbname, Span span) implements UtilityStatement {}

  /** {@code ALTER DATABASE dbname SET …} or {@code RESET …}. */
  record AlterDatabaseSetStmt(String dbname, VariableSetStmt setstmt, Span span)
      implements UtilityStatement {}

  /** {@code DROP DATABASE dbname (options)}. */
  record DropdbStmt(String dbname, boolean missingOk, List<DefElem> options, Span span)
      implements UtilityStatement {}

  /** {@code ALTER SYSTEM SET …} or {@code RESET …}. */
  record AlterSystemStmt(VariableSetStmt setstmt, Span span) implements UtilityStatement {}

  /** {@code CREATE TABLESPACE tablespacename OWNER owner LOCATION location WITH (options)}. */
  record CreateTableSpaceStmt(
      String tablespacename,
      @Nullable RoleSpec owner,
      String location,
      List<DefElem> options,
      Span span)
      implements UtilityStatement {}

  /** {@code DROP TABLESPACE tablespacename}. */
  record DropTableSpaceStmt(String tablespacename, boolean missingOk, Span span)
      implements UtilityStatement {}

  /** {@code ALTER TABLESPACE tablespacename SET (options)}, or RESET when {@code isReset}. */
  record AlterTableSpaceOptionsStmt(
      String tablespacename, List<DefElem> options, boolean isReset, Span span)
      implements UtilityStatement {}
}
