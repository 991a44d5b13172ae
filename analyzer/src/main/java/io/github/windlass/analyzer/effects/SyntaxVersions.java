package io.github.windlass.analyzer.effects;

import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.AlterDomainCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.PublicationObjSpec;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.PartitionBoundSpec;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What the grammar learned after version 10. An older server stops at it with a syntax error
 * (42601), before it locks anything. Sources: {@code gram.y} of each version, the release notes'
 * sections "Migration" and "Utility Commands", and a measurement on every version.
 */
final class SyntaxVersions {

  /** Options of VACUUM and ANALYZE ({@code ExecVacuum}), by the version that brought them. */
  private static final Map<String, Integer> VACUUM_OPTIONS =
      Map.of(
          "skip_locked", 12,
          "truncate", 12,
          "index_cleanup", 12,
          "parallel", 13,
          "process_toast", 14,
          "process_main", 16,
          "skip_database_stats", 16,
          "only_database_stats", 16,
          "buffer_usage_limit", 16);

  /** Options of EXPLAIN ({@code ParseExplainOptionList}). */
  private static final Map<String, Integer> EXPLAIN_OPTIONS =
      Map.of("settings", 12, "wal", 13, "generic_plan", 16, "memory", 17, "serialize", 17);

  private final EffectsBuilder effects;
  private boolean known = true;

  private SyntaxVersions(EffectsBuilder effects) {
    this.effects = effects;
  }

  /** Whether the server's grammar knows the statement; if not, it fails. */
  static boolean know(EffectsBuilder effects, Statement statement) {
    SyntaxVersions syntax = new SyntaxVersions(effects);
    syntax.statement(statement);
    return syntax.known;
  }

  private void needs(int version, boolean written, String what) {
    if (written && effects.version < version && known) {
      known = false;
      effects.fail("42601", what + " needs PostgreSQL " + version);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case TableStatement table -> table(table);
      case RoutineStatement routine -> routine(routine);
      case DefinitionStatement definition -> definition(definition);
      case ObjectStatement object -> object(object);
      case UtilityStatement utility -> utility(utility);
      case QueryStatement query -> query(query);
      case AccessStatement.GrantStmt grant ->
          needs(
              17,
              grant.privileges().stream().anyMatch(each -> "maintain".equals(each.privName())),
              "the privilege MAINTAIN");
      default -> {
        // Roles, policies and settings are written as in 10.
      }
    }
  }

  // --- tables ---------------------------------------------------------------------------------

  private void table(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateStmt create -> create(create);
      case TableStatement.CreateForeignTableStmt create -> create(create.base());
      case TableStatement.CreateTableAsStmt create -> {
        needs(12, create.into().accessMethod() != null, "USING access method");
        if (create.query() instanceof QueryStatement query) {
          query(query);
        }
      }
      case TableStatement.IndexStmt index -> {
        needs(11, !index.relation().inh(), "CREATE INDEX ON ONLY");
        needs(11, !index.indexIncludingParams().isEmpty(), "INCLUDE");
        needs(15, index.nullsNotDistinct(), "NULLS NOT DISTINCT");
      }
      case TableStatement.ViewStmt view -> query(view.query());
      case TableStatement.AlterTableStmt alter -> alter.cmds().forEach(this::alter);
      case TableStatement.CreateSeqStmt ignored -> {}
      case TableStatement.AlterSeqStmt ignored -> {}
      case TableStatement.RefreshMatViewStmt ignored -> {}
      case TableStatement.AlterTableMoveAllStmt ignored -> {}
      case TableStatement.TruncateStmt ignored -> {}
    }
  }

  private void create(TableStatement.CreateStmt create) {
    needs(12, create.accessMethod() != null, "USING access method");
    needs(11, create.partbound() instanceof PartitionBoundSpec.DefaultBound, "PARTITION … DEFAULT");
    needs(11, create.partbound() instanceof PartitionBoundSpec.HashBound, "FOR VALUES WITH");
    for (TableElement element : create.tableElts()) {
      switch (element) {
        case ColumnDef column -> column(column);
        case Constraint constraint -> constraint(constraint, true);
        default -> {
          // LIKE is as old as 10.
        }
      }
    }
  }

  private void column(ColumnDef column) {
    needs(16, column.storageName() != null, "STORAGE behind a column");
    needs(14, column.compression() != null, "COMPRESSION behind a column");
    for (Constraint constraint : column.constraints()) {
      constraint(constraint, false);
    }
  }

  private void constraint(Constraint constraint, boolean ofTable) {
    switch (constraint) {
      case Constraint.Generated generated -> {
        needs(12, true, "GENERATED ALWAYS AS (expression)");
        needs(
            18,
            generated.generatedKind() == Constraint.Generated.Kind.VIRTUAL,
            "a virtual generated column");
      }
      case Constraint.NotNull notNull -> {
        needs(18, ofTable, "NOT NULL as a constraint of the table");
        needs(18, notNull.isNoInherit(), "NOT NULL … NO INHERIT");
      }
      case Constraint.PrimaryKey key -> {
        needs(11, !key.including().isEmpty(), "INCLUDE");
        needs(18, key.withoutOverlaps(), "WITHOUT OVERLAPS");
      }
      case Constraint.Unique key -> {
        needs(11, !key.including().isEmpty(), "INCLUDE");
        needs(15, key.nullsNotDistinct(), "NULLS NOT DISTINCT");
        needs(18, key.withoutOverlaps(), "WITHOUT OVERLAPS");
      }
      case Constraint.Check check -> needs(18, !check.isEnforced(), "NOT ENFORCED");
      case Constraint.ForeignKey key -> {
        needs(18, !key.isEnforced(), "NOT ENFORCED");
        needs(18, key.fkWithPeriod() || key.pkWithPeriod(), "PERIOD");
        needs(15, !key.fkDelSetCols().isEmpty(), "ON DELETE SET … (columns)");
      }
      case Constraint.Attribute attribute ->
          needs(
              18,
              attribute.kind() == Constraint.Attribute.Kind.ENFORCED
                  || attribute.kind() == Constraint.Attribute.Kind.NOT_ENFORCED,
              "[NOT] ENFORCED");
      default -> {
        // The others are written as in 10.
      }
    }
  }

  private void alter(AlterTableCmd cmd) {
    switch (cmd) {
      case AlterTableCmd.AddColumn add -> column(add.column());
      case AlterTableCmd.AddConstraint add -> constraint(add.constraint(), true);
      case AlterTableCmd.DropExpression ignored -> needs(13, true, "DROP EXPRESSION");
      case AlterTableCmd.SetExpression ignored -> needs(17, true, "SET EXPRESSION");
      case AlterTableCmd.SetCompression ignored -> needs(14, true, "SET COMPRESSION");
      case AlterTableCmd.SetAccessMethod set -> {
        needs(15, true, "SET ACCESS METHOD");
        needs(17, set.name() == null, "SET ACCESS METHOD DEFAULT");
      }
      case AlterTableCmd.AttachPartition attach -> {
        needs(11, attach.bound() == null, "ATTACH PARTITION of an index");
        needs(11, attach.bound() instanceof PartitionBoundSpec.HashBound, "FOR VALUES WITH");
        needs(11, attach.bound() instanceof PartitionBoundSpec.DefaultBound, "PARTITION … DEFAULT");
      }
      case AlterTableCmd.DetachPartition detach ->
          needs(14, detach.concurrent(), "DETACH PARTITION … CONCURRENTLY");
      case AlterTableCmd.DetachPartitionFinalize ignored ->
          needs(14, true, "DETACH PARTITION … FINALIZE");
      case AlterTableCmd.SetStatistics set -> {
        needs(11, set.name() == null, "ALTER COLUMN by its number");
        needs(17, set.value() == null, "SET STATISTICS DEFAULT");
      }
      case AlterTableCmd.SetStorage set ->
          needs(16, set.storage().equals("default"), "SET STORAGE DEFAULT");
      case AlterTableCmd.AlterConstraint change ->
          needs(
              18,
              change.alterEnforceability() || change.alterInheritability(),
              "ALTER CONSTRAINT … [NOT] ENFORCED or [NO] INHERIT");
      default -> {
        // The others are written as in 10.
      }
    }
  }

  // --- routines, definitions, objects ---------------------------------------------------------

  private void routine(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateFunctionStmt create -> {
        needs(11, create.isProcedure(), "CREATE PROCEDURE");
        needs(14, create.sqlBody() != null, "a body that is not a string");
      }
      case RoutineStatement.AlterFunctionStmt alter ->
          needs(11, alter.objtype() != ObjectType.FUNCTION, "ALTER PROCEDURE or ROUTINE");
      case RoutineStatement.CallStmt ignored -> needs(11, true, "CALL");
      case RoutineStatement.CreateTrigStmt create ->
          needs(14, create.replace(), "CREATE OR REPLACE TRIGGER");
      default -> {
        // The others are written as in 10.
      }
    }
  }

  private void definition(DefinitionStatement statement) {
    switch (statement) {
      case DefinitionStatement.AlterTypeStmt ignored -> needs(13, true, "ALTER TYPE … SET");
      case DefinitionStatement.AlterDomainStmt alter ->
          needs(
              17,
              alter.cmd() instanceof AlterDomainCmd.AddConstraint add
                  && add.def() instanceof Constraint.NotNull,
              "ALTER DOMAIN … ADD NOT NULL");
      case DefinitionStatement.CreateStatsStmt create -> {
        needs(16, create.defnames().isEmpty(), "CREATE STATISTICS without a name");
        needs(12, create.statTypes().contains("mcv"), "statistics of kind mcv");
      }
      case DefinitionStatement.AlterStatsStmt alter -> {
        needs(13, true, "ALTER STATISTICS … SET STATISTICS");
        needs(17, alter.stxstattarget() == null, "SET STATISTICS DEFAULT");
      }
      case DefinitionStatement.CreatePublicationStmt create -> published(create.pubobjects());
      case DefinitionStatement.AlterPublicationStmt alter -> published(alter.pubobjects());
      case DefinitionStatement.CreateAmStmt create ->
          needs(12, create.amtype() == DefinitionStatement.AmType.TABLE, "an access method TABLE");
      default -> {
        // The others are written as in 10.
      }
    }
  }

  private void published(List<PublicationObjSpec> objects) {
    for (PublicationObjSpec object : objects) {
      switch (object) {
        case PublicationObjSpec.Table table -> {
          needs(15, !table.columns().isEmpty(), "a publication's list of columns");
          needs(15, table.whereClause() != null, "a publication's filter of rows");
        }
        case PublicationObjSpec.TablesInSchema ignored -> needs(15, true, "TABLES IN SCHEMA");
        case PublicationObjSpec.TablesInCurSchema ignored -> needs(15, true, "TABLES IN SCHEMA");
      }
    }
  }

  private void object(ObjectStatement statement) {
    switch (statement) {
      case ObjectStatement.DropStmt drop -> procedure(drop.removeType());
      case ObjectStatement.RenameStmt rename -> {
        procedure(rename.renameType());
        needs(
            13,
            rename.renameType() == ObjectType.COLUMN && rename.relationType() == ObjectType.VIEW,
            "ALTER VIEW … RENAME COLUMN");
      }
      case ObjectStatement.AlterObjectDependsStmt depends ->
          needs(13, depends.remove(), "NO DEPENDS ON EXTENSION");
      case ObjectStatement.AlterOwnerStmt alter -> procedure(alter.objectType());
      case ObjectStatement.AlterObjectSchemaStmt move -> procedure(move.objectType());
      case ObjectStatement.CommentStmt comment -> procedure(comment.objtype());
      case ObjectStatement.SecLabelStmt label -> procedure(label.objtype());
      case ObjectStatement.DropSubscriptionStmt ignored -> {}
      case ObjectStatement.DropUserMappingStmt ignored -> {}
    }
  }

  private void procedure(ObjectType type) {
    needs(11, type == ObjectType.PROCEDURE || type == ObjectType.ROUTINE, "PROCEDURE or ROUTINE");
  }

  // --- maintenance ----------------------------------------------------------------------------

  private void utility(UtilityStatement statement) {
    switch (statement) {
      case UtilityStatement.VacuumStmt vacuum -> vacuum(vacuum);
      case UtilityStatement.ReindexStmt reindex -> {
        for (DefElem option : reindex.params()) {
          needs(12, option.defname().equals("concurrently"), "REINDEX CONCURRENTLY");
          needs(14, option.defname().equals("tablespace"), "REINDEX (TABLESPACE …)");
        }
      }
      case UtilityStatement.CopyStmt copy -> needs(12, copy.whereClause() != null, "COPY … WHERE");
      case UtilityStatement.ExplainStmt explain -> {
        for (DefElem option : explain.options()) {
          needs(
              EXPLAIN_OPTIONS.getOrDefault(option.defname(), 0),
              true,
              "EXPLAIN (" + option.defname() + ")");
        }
        statement(explain.query());
      }
      case UtilityStatement.DropdbStmt drop ->
          needs(13, !drop.options().isEmpty(), "DROP DATABASE … WITH (…)");
      case UtilityStatement.AlterDatabaseRefreshCollStmt ignored ->
          needs(15, true, "REFRESH COLLATION VERSION");
      default -> {
        // The others are written as in 10.
      }
    }
  }

  private void vacuum(UtilityStatement.VacuumStmt statement) {
    String command = statement.isVacuumcmd() ? "VACUUM" : "ANALYZE";
    needs(11, statement.rels().size() > 1, command + " of several tables");
    for (UtilityStatement.VacuumRelation each : statement.rels()) {
      needs(18, !each.relation().inh(), command + " ONLY");
    }
    for (DefElem option : statement.options()) {
      needs(
          VACUUM_OPTIONS.getOrDefault(option.defname(), 0),
          true,
          command + " (" + option.defname() + ")");
      needs(12, option.arg() != null, "an option of " + command + " with a value");
    }
  }

  // --- queries --------------------------------------------------------------------------------

  private void query(QueryStatement query) {
    // Nothing that is looked for here came later.
    if (effects.version >= 17) {
      return;
    }
    Deque<Node> open = new ArrayDeque<>();
    open.push(query);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case QueryStatement.MergeStmt merge -> {
          needs(15, true, "MERGE");
          needs(17, merge.returningClause() != null, "MERGE … RETURNING");
          needs(
              17,
              merge.mergeWhenClauses().stream()
                  .anyMatch(when ->
                      when.matchKind()
                          == QueryStatement.MergeWhenClause.MatchKind.NOT_MATCHED_BY_SOURCE),
              "WHEN NOT MATCHED BY SOURCE");
        }
        case WithClause.CommonTableExpr table -> {
          needs(
              12,
              table.ctematerialized() != WithClause.Materialize.DEFAULT,
              "AS [NOT] MATERIALIZED");
          needs(14, table.searchClause() != null || table.cycleClause() != null, "SEARCH or CYCLE");
        }
        case SelectStmt select -> {
          needs(13, select.tail().limitOption() == SelectStmt.LimitOption.WITH_TIES, "WITH TIES");
          needs(
              14,
              select instanceof SelectStmt.Select plain && plain.groupDistinct(),
              "GROUP BY DISTINCT");
        }
        default -> {
          // The others are written as in 10, or so rare that nobody asked.
        }
      }
      for (Node child : Children.of(node)) {
        open.push(child);
      }
    }
  }
}
