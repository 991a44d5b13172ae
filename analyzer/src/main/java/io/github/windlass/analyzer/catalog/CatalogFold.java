package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.routine.CallStack;
import io.github.windlass.analyzer.routine.FoldingHost;
import io.github.windlass.analyzer.routine.RoutineHost;
import io.github.windlass.analyzer.routine.Routines;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalog after a statement, from the catalog before it. What each family of statements makes
 * is in a class of its own.
 */
public final class CatalogFold {

  private final int version;
  private Catalog catalog;

  private CatalogFold(Catalog catalog, int version) {
    this.catalog = catalog;
    this.version = version;
  }

  /** The catalog after a statement that succeeds on a server of a major version. */
  public static Catalog fold(Catalog before, Statement statement, int version) {
    return fold(before, statement, version, CallStack.empty());
  }

  /** The same for a statement that a routine runs. */
  public static Catalog fold(Catalog before, Statement statement, int version, CallStack stack) {
    Catalog after = alone(before, statement, version);
    RoutineHost.Outcome outcome =
        Routines.follow(statement, after, version, true, stack, new FoldingHost(version));
    return outcome == null ? after : outcome.after();
  }

  /** The catalog after a statement, without what the routines do that it calls. */
  public static Catalog alone(Catalog before, Statement statement, int version) {
    CatalogFold fold = new CatalogFold(before, version);
    fold.statement(statement);
    return !before.completeness().equals(Completeness.NONE) && UnseenChanges.in(statement)
        ? fold.catalog.incomplete()
        : fold.catalog;
  }

  private void statement(Statement statement) {
    switch (statement) {
      case TableStatement table -> table(table);
      case ObjectStatement object -> catalog = ObjectStatementFold.fold(catalog, version, object);
      case DefinitionStatement.CreateSchemaStmt create -> createSchema(create);
      case DefinitionStatement definition ->
          catalog = ObjectFold.fold(catalog, version, definition);
      case RoutineStatement routine -> routine(routine);
      case SessionStatement session -> catalog = SessionFold.fold(catalog, session);
      case SelectStmt.Select select when select.intoClause() != null ->
          catalog = QueryTableFold.table(catalog, select.intoClause(), select);
      case SelectStmt.Select select -> catalog = SessionFold.query(catalog, select);
      case QueryStatement.DeleteStmt delete -> catalog = ThinningFold.delete(catalog, delete);
      case QueryStatement ignored -> {}
      case AccessStatement.CreatePolicyStmt create ->
          catalog = AttachmentFold.policy(catalog, create);
      case AccessStatement.AlterPolicyStmt alter ->
          catalog = AttachmentFold.alterPolicy(catalog, alter);
      case AccessStatement ignored -> {}
      case UtilityStatement.VacuumStmt vacuum -> catalog = ThinningFold.vacuum(catalog, vacuum);
      case UtilityStatement.ClusterStmt cluster -> cluster(cluster);
      case UtilityStatement ignored -> {}
    }
  }

  private void table(TableStatement statement) {
    catalog =
        switch (statement) {
          case TableStatement.CreateStmt create -> CreateTableFold.fold(catalog, version, create);
          case TableStatement.CreateForeignTableStmt create ->
              CreateTableFold.fold(catalog, version, create);
          case TableStatement.CreateTableAsStmt create -> QueryTableFold.create(catalog, create);
          case TableStatement.AlterTableStmt alter -> AlterTableFold.fold(catalog, version, alter);
          case TableStatement.IndexStmt index -> IndexFold.create(catalog, index);
          case TableStatement.ViewStmt view -> QueryTableFold.view(catalog, view);
          case TableStatement.CreateSeqStmt create -> SequenceFold.create(catalog, create);
          case TableStatement.AlterSeqStmt alter -> SequenceFold.alter(catalog, alter);
          case TableStatement.RefreshMatViewStmt refresh ->
              QueryTableFold.refresh(catalog, refresh);
          case TableStatement.AlterTableMoveAllStmt ignored -> catalog;
          case TableStatement.TruncateStmt truncate ->
              ThinningFold.truncate(catalog, truncate.relations());
        };
  }

  private void createSchema(DefinitionStatement.CreateSchemaStmt create) {
    String name = create.schemaname();
    RoleSpec owner = create.authrole();
    if (name == null && owner != null) {
      name = owner.rolename();
    }
    if (name == null) {
      catalog = catalog.incomplete();
    } else {
      catalog =
          catalog.with(SchemaObject.of("schema", name)).complete(catalog.completeness().with(name));
    }
    elements(create.schemaElts(), name);
  }

  /** What CREATE SCHEMA makes is made in that schema. */
  private void elements(List<Statement> elements, @Nullable String schema) {
    if (elements.isEmpty()) {
      return;
    }
    List<String> path = catalog.searchPath();
    if (schema != null) {
      List<String> within = new ArrayList<>(List.of(schema));
      within.addAll(path);
      catalog = catalog.withSearchPath(within);
    }
    elements.forEach(this::statement);
    catalog = catalog.withSearchPath(path);
  }

  private void routine(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateFunctionStmt create ->
          catalog =
              catalog
                  .with(FunctionFold.create(create))
                  .with(RoutineFold.create(catalog, version, create));
      case RoutineStatement.AlterFunctionStmt alter -> catalog = RoutineFold.alter(catalog, alter);
      case RoutineStatement.CreateTrigStmt create ->
          catalog = AttachmentFold.trigger(catalog, create);
      case RoutineStatement.RuleStmt create -> catalog = AttachmentFold.rule(catalog, create);
      case RoutineStatement.DoStmt ignored -> {}
      case RoutineStatement.CreateEventTrigStmt ignored ->
          catalog = ObjectFold.fold(catalog, statement);
      case RoutineStatement.AlterEventTrigStmt ignored ->
          catalog = ObjectFold.fold(catalog, statement);
      case RoutineStatement.CreatePLangStmt ignored ->
          catalog = ObjectFold.fold(catalog, statement);
      case RoutineStatement.ReturnStmt ignored -> {}
      case RoutineStatement.CallStmt ignored -> {}
    }
  }

  /** CLUSTER … USING remembers the index. */
  private void cluster(UtilityStatement.ClusterStmt cluster) {
    if (cluster.relation() != null && cluster.indexname() != null) {
      catalog =
          catalog.changing(
              catalog.resolve(cluster.relation()),
              t -> t.with(t.properties().clustered(cluster.indexname())));
    }
  }
}
