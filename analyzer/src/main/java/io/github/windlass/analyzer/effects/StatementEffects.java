package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.FurtherColumns;
import io.github.windlass.analyzer.routine.CallStack;
import io.github.windlass.analyzer.routine.RoutineHost;
import io.github.windlass.analyzer.routine.Routines;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import java.util.List;
import java.util.Set;

/** Predicts what a statement does to a server. */
public final class StatementEffects {

  /**
   * Where a statement runs.
   *
   * @param version the server's major version
   * @param inTransactionBlock whether statements that refuse one fail
   * @param own relations that the same migration made, which nobody uses yet
   * @param namesUnknown whether names in the statement stand for others that are not known, so that
   *     no failure is certain for a name; nor is it on a catalog that is not {@link
   *     Catalog#isCertain() certain}
   */
  public record Setting(
      int version, boolean inTransactionBlock, Set<RelationName> own, boolean namesUnknown) {

    /** For a statement all of whose names are known. */
    public Setting(int version, boolean inTransactionBlock, Set<RelationName> own) {
      this(version, inTransactionBlock, own, false);
    }
  }

  /**
   * A statement's effects, and the catalog that it leaves.
   *
   * @param unknown what its routines run and cannot be known before, with the lines
   */
  public record Prediction(Effects effects, Catalog after, List<String> unknown) {

    public Prediction {
      unknown = List.copyOf(unknown);
    }
  }

  private final EffectsBuilder effects;
  private final boolean inTransactionBlock;

  private StatementEffects(Catalog catalog, Setting setting, boolean missingOk, boolean inRoutine) {
    this.inTransactionBlock = setting.inTransactionBlock();
    this.effects = new EffectsBuilder(catalog, setting, missingOk, inRoutine);
  }

  /**
   * The effects of a statement on a schema. The catalog goes on as if the statement had succeeded,
   * also where a failure is predicted: it may depend on rows, and what follows would be judged on a
   * schema that nobody has.
   */
  public static Prediction predict(Statement statement, Catalog before, Setting setting) {
    return predict(statement, before, setting, CallStack.empty());
  }

  /** The same for a statement that a routine runs. */
  static Prediction predict(Statement statement, Catalog known, Setting setting, CallStack stack) {
    boolean namesUnknown = setting.namesUnknown() || !known.isCertain();
    Catalog before = namesUnknown ? FurtherColumns.of(known, statement) : known;
    StatementEffects prediction =
        new StatementEffects(before, setting, isMissingOk(statement), !stack.isEmpty());
    if (SyntaxVersions.know(prediction.effects, statement)) {
      prediction.statement(statement);
    }
    Catalog after = prediction.effects.after(statement);
    boolean moved =
        statement instanceof ObjectStatement.RenameStmt
            || statement instanceof ObjectStatement.AlterObjectSchemaStmt;
    Effects itself = prediction.effects.build(after, moved);
    FollowedRoutines followed = new FollowedRoutines(setting);
    RoutineHost.Outcome outcome =
        Routines.follow(
            statement,
            after,
            setting.version(),
            !setting.inTransactionBlock() && stack.isEmpty(),
            stack,
            followed);
    if (outcome == null) {
      return new Prediction(itself, after, List.of());
    }
    Effects all = followed.with(itself, before, outcome);
    return new Prediction(
        namesUnknown ? all.withNamesUnknown() : all, outcome.after(), followed.unknown());
  }

  /** Whether a statement passes over what is not there: IF EXISTS. */
  private static boolean isMissingOk(Statement statement) {
    return switch (statement) {
      case ObjectStatement.DropStmt drop -> drop.missingOk();
      case ObjectStatement.RenameStmt rename -> rename.missingOk();
      case ObjectStatement.AlterObjectSchemaStmt move -> move.missingOk();
      case TableStatement.AlterTableStmt alter -> alter.missingOk();
      case TableStatement.AlterSeqStmt alter -> alter.missingOk();
      // What it makes is among what its parts may name.
      case DefinitionStatement.CreateSchemaStmt ignored -> true;
      default -> false;
    };
  }

  private void statement(Statement statement) {
    switch (statement) {
      case TableStatement table -> table(table);
      case SelectStmt.Select select when select.intoClause() != null ->
          new ViewEffects(effects).selectInto(select, select.intoClause());
      case QueryStatement query -> query(query, QueryEffects.Stage.RUN);
      case ObjectStatement object -> new ObjectEffects(effects, inTransactionBlock).predict(object);
      case RoutineStatement routine -> new RoutineEffects(effects).predict(routine);
      case DefinitionStatement definition ->
          new DefinitionEffects(effects, inTransactionBlock, this::statement).predict(definition);
      case AccessStatement access -> access(access);
      case SessionStatement session -> session(session);
      case UtilityStatement utility ->
          new UtilityEffects(effects, inTransactionBlock, this::explained).predict(utility);
    }
  }

  private void query(QueryStatement query, QueryEffects.Stage stage) {
    new QueryEffects(effects).query(query, stage);
    effects.refuseNames(query);
  }

  private void explained(Statement statement, boolean runs) {
    Statement explained =
        statement instanceof TableStatement.CreateTableAsStmt create ? create.query() : statement;
    if (explained instanceof QueryStatement query) {
      query(query, runs ? QueryEffects.Stage.RUN : QueryEffects.Stage.PLANNED);
    } else if (explained instanceof SessionStatement.ExecuteStmt execute) {
      new QueryEffects(effects)
          .execute(execute, runs ? QueryEffects.Stage.RUN : QueryEffects.Stage.PLANNED);
    } else if (runs) {
      statement(explained);
    }
  }

  // --- tables ---------------------------------------------------------------------------------

  private void table(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateStmt create -> new TableEffects(effects).create(create);
      case TableStatement.CreateForeignTableStmt create ->
          new TableEffects(effects).create(create.base());
      case TableStatement.CreateTableAsStmt create -> new ViewEffects(effects).createFrom(create);
      case TableStatement.AlterTableStmt alter -> alter(alter);
      case TableStatement.IndexStmt index ->
          new IndexEffects(effects, inTransactionBlock).create(index);
      case TableStatement.ViewStmt view -> new ViewEffects(effects).create(view);
      case TableStatement.CreateSeqStmt create -> new SequenceEffects(effects).create(create);
      case TableStatement.AlterSeqStmt alter -> new SequenceEffects(effects).alter(alter);
      case TableStatement.RefreshMatViewStmt refresh -> new ViewEffects(effects).refresh(refresh);
      case TableStatement.AlterTableMoveAllStmt move ->
          new IndexEffects(effects, inTransactionBlock).moveAll(move);
      case TableStatement.TruncateStmt truncate -> new TruncateEffects(effects).truncate(truncate);
    }
  }

  private void alter(TableStatement.AlterTableStmt alter) {
    if (inTransactionBlock) {
      alter.cmds().stream()
          .filter(cmd -> cmd instanceof AlterTableCmd.DetachPartition detach && detach.concurrent())
          .findFirst()
          .ifPresent(cmd ->
              effects.fail(
                  "25001",
                  "ALTER TABLE … DETACH CONCURRENTLY cannot run inside a transaction block"));
    }
    AlterTableEffects.predict(effects, alter);
  }

  // --- privileges, policies, settings ---------------------------------------------------------

  private void access(AccessStatement statement) {
    switch (statement) {
      case AccessStatement.CreatePolicyStmt policy ->
          new AttachmentEffects(effects).createPolicy(policy);
      case AccessStatement.AlterPolicyStmt policy ->
          new AttachmentEffects(effects).alterPolicy(policy);
      case AccessStatement.GrantStmt grant -> new GrantEffects(effects).grant(grant);
      default -> {
        // Roles lock no relation of a user's.
      }
    }
  }

  private void session(SessionStatement statement) {
    switch (statement) {
      // Names are looked up at once; the plan comes with EXECUTE.
      case SessionStatement.PrepareStmt prepare ->
          query(prepare.query(), QueryEffects.Stage.REWRITTEN);
      case SessionStatement.DeclareCursorStmt cursor -> {
        if (!inTransactionBlock && !cursor.options().contains(SessionStatement.CursorOption.HOLD)) {
          effects.fail("25P01", "a cursor lives in a transaction block, unless WITH HOLD");
        }
        query(cursor.query(), QueryEffects.Stage.PLANNED);
      }
      case SessionStatement.DiscardStmt discard -> {
        if (discard.target() == SessionStatement.DiscardStmt.Target.ALL && inTransactionBlock) {
          effects.fail("25001", "DISCARD ALL cannot run inside a transaction block");
        }
      }
      case SessionStatement.ExecuteStmt execute ->
          new QueryEffects(effects).execute(execute, QueryEffects.Stage.RUN);
      default -> {
        // Settings, transactions and notifications lock no relation.
      }
    }
  }
}
