package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.sql.postgres.tree.AccessStatement;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ColumnDef;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableElement;
import io.github.windlass.sql.postgres.tree.TableLikeClause;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Predicts what a statement does to a server. */
public final class StatementEffects {

  /**
   * Where a statement runs.
   *
   * @param version the server's major version
   * @param inTransactionBlock whether statements that refuse one fail
   * @param own relations that the same migration made, which nobody uses yet
   */
  public record Setting(int version, boolean inTransactionBlock, Set<RelationName> own) {}

  /** A statement's effects, and the catalog that it leaves. */
  public record Prediction(Effects effects, Catalog after) {}

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;
  private final boolean inTransactionBlock;

  private StatementEffects(Catalog catalog, Setting setting, boolean missingOk) {
    this.catalog = catalog;
    this.version = setting.version();
    this.inTransactionBlock = setting.inTransactionBlock();
    this.effects = new EffectsBuilder(catalog, setting.version(), setting.own(), missingOk);
  }

  /**
   * The effects of a statement on a schema. The catalog goes on as if the statement had succeeded,
   * also where a failure is predicted: it may depend on rows, and what follows would be judged on a
   * schema that nobody has.
   */
  public static Prediction predict(Statement statement, Catalog before, Setting setting) {
    StatementEffects prediction = new StatementEffects(before, setting, isMissingOk(statement));
    if (SyntaxVersions.know(prediction.effects, statement)) {
      prediction.statement(statement);
    }
    Catalog after = CatalogFold.fold(before, statement, setting.version());
    boolean moved =
        statement instanceof ObjectStatement.RenameStmt
            || statement instanceof ObjectStatement.AlterObjectSchemaStmt;
    return new Prediction(prediction.effects.build(after, moved), after);
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
      case QueryStatement query -> new QueryEffects(effects).query(query, QueryEffects.Stage.RUN);
      case ObjectStatement object -> new ObjectEffects(effects, inTransactionBlock).predict(object);
      case RoutineStatement routine ->
          new RoutineEffects(effects, this::statement).predict(routine);
      case DefinitionStatement definition ->
          new DefinitionEffects(effects, inTransactionBlock, this::statement).predict(definition);
      case AccessStatement access -> access(access);
      case SessionStatement session -> session(session);
      case UtilityStatement utility ->
          new UtilityEffects(effects, inTransactionBlock, this::explained).predict(utility);
    }
  }

  private void explained(Statement statement, boolean runs) {
    if (statement instanceof QueryStatement query) {
      new QueryEffects(effects)
          .query(query, runs ? QueryEffects.Stage.RUN : QueryEffects.Stage.PLANNED);
    } else if (runs) {
      statement(statement);
    }
  }

  // --- tables ---------------------------------------------------------------------------------

  private void table(TableStatement statement) {
    switch (statement) {
      case TableStatement.CreateStmt create -> create(create);
      case TableStatement.CreateForeignTableStmt create -> create(create.base());
      case TableStatement.CreateTableAsStmt create -> {
        if (create.query() instanceof QueryStatement query) {
          new QueryEffects(effects)
              .query(
                  query,
                  create.into().skipData() ? QueryEffects.Stage.ANALYZED : QueryEffects.Stage.RUN);
        }
      }
      case TableStatement.AlterTableStmt alter -> alter(alter);
      case TableStatement.IndexStmt index -> createIndex(index);
      case TableStatement.ViewStmt view -> {
        new QueryEffects(effects).query(view.query(), QueryEffects.Stage.ANALYZED);
        RelationName name = catalog.nameForNew(view.view());
        if (view.replace() && catalog.relation(name).isPresent()) {
          effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        }
      }
      case TableStatement.CreateSeqStmt create -> owner(create.options());
      case TableStatement.AlterSeqStmt alter -> {
        effects.lock(catalog.resolve(alter.sequence()), LockMode.SHARE_ROW_EXCLUSIVE);
        owner(alter.options());
      }
      case TableStatement.RefreshMatViewStmt refresh -> refresh(refresh);
      case TableStatement.AlterTableMoveAllStmt move ->
          effects.assume(
              "which relations are in tablespace "
                  + move.origTablespacename()
                  + " is not known; each gets ACCESS EXCLUSIVE and is copied");
      case TableStatement.TruncateStmt truncate -> truncate(truncate);
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

  private void owner(List<DefElem> options) {
    for (DefElem option : options) {
      if (option.defname().equals("owned_by")
          && option.arg() instanceof QualifiedName owner
          && owner.names().size() > 1) {
        effects.lock(
            catalog.resolve(owner.names().subList(0, owner.names().size() - 1)),
            LockMode.ACCESS_SHARE);
      }
    }
  }

  private void create(TableStatement.CreateStmt create) {
    RelationName name = catalog.nameForNew(create.relation());
    if (catalog.relation(name).isPresent()) {
      if (!create.ifNotExists()) {
        effects.fail("42P07", "relation " + name + " exists already");
      }
      return;
    }
    if (version >= 12 && isWithOids(create)) {
      effects.fail("42601", "tables have no OIDs from PostgreSQL 12 on");
      return;
    }
    Table made =
        CatalogFold.fold(catalog, create, version)
            .table(catalog.nameForNew(create.relation()))
            .orElse(null);
    if (made != null && ImmutableExpressions.refuse(create, made, effects)) {
      return;
    }
    boolean partition = create.partbound() != null;
    for (RangeVar parent : create.inhRelations()) {
      RelationName parentName = catalog.resolve(parent);
      effects.lock(
          parentName, partition ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
      if (partition) {
        partitionOf(parentName);
      }
    }
    for (TableElement element : create.tableElts()) {
      switch (element) {
        case TableLikeClause like ->
            effects.lock(catalog.resolve(like.relation()), LockMode.ACCESS_SHARE);
        case ColumnDef column -> column.constraints().forEach(c -> referenced(c, name));
        case Constraint constraint -> referenced(constraint, name);
      }
    }
  }

  private static boolean isWithOids(TableStatement.CreateStmt create) {
    return create.options().stream()
        .anyMatch(option ->
            option.defname().equals("oids")
                && option.arg() instanceof Value.IntegerValue value
                && value.ival() == 1);
  }

  private void partitionOf(RelationName parent) {
    catalog
        .defaultPartitionOf(parent)
        .ifPresent(fallback -> {
          // Its rows are searched for some that belong into the new partition.
          effects.lock(fallback.name(), LockMode.ACCESS_EXCLUSIVE);
          effects.scan(fallback.name());
        });
    catalog
        .table(parent)
        .ifPresent(table ->
            table
                .foreignKeys()
                .forEach(key ->
                    effects.lock(
                        key.referenced(),
                        version >= 12 ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_SHARE)));
    if (version >= 14) {
      catalog.table(parent).stream()
          .flatMap(table -> table.foreignKeys().stream())
          .map(key -> catalog.table(key.referenced()).flatMap(Table::primaryKey))
          .flatMap(Optional::stream)
          .forEach(key -> effects.lock(key.index(), LockMode.ACCESS_SHARE));
    }
  }

  private void referenced(Constraint constraint, RelationName own) {
    if (constraint instanceof Constraint.ForeignKey key) {
      RelationName referenced = catalog.resolve(key.pktable());
      if (referenced.equals(own)) {
        return;
      }
      effects.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
      Table known = catalog.table(referenced).orElse(null);
      if (known != null && known.kind() == RelationKind.PARTITIONED_TABLE && version < 12) {
        effects.fail("42809", "a foreign key cannot refer to the partitioned table " + referenced);
        return;
      }
      if (known != null && !KeyLookup.hasKey(catalog, known, key.pkAttrs())) {
        effects.fail("42830", "no key of " + referenced + " matches the columns referred to");
        return;
      }
      catalog
          .descendantsOf(referenced)
          .forEach(child -> effects.lock(child.name(), LockMode.SHARE_ROW_EXCLUSIVE));
      if (version >= 14) {
        catalog
            .table(referenced)
            .flatMap(Table::primaryKey)
            .ifPresent(primary -> effects.lock(primary.index(), LockMode.ACCESS_SHARE));
      }
    }
  }

  private void createIndex(TableStatement.IndexStmt index) {
    RelationName table = catalog.resolve(index.relation());
    Relation known = catalog.relation(table).orElse(null);
    boolean partitioned = known != null && known.kind() == RelationKind.PARTITIONED_TABLE;
    if (index.concurrent() && inTransactionBlock) {
      effects.fail("25001", "CREATE INDEX CONCURRENTLY cannot run inside a transaction block");
    }
    LockMode mode = index.concurrent() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
    effects.lock(table, mode);
    if (partitioned && version < 11) {
      effects.fail("42809", "a partitioned table cannot have an index before PostgreSQL 11");
      return;
    }
    if (partitioned && index.concurrent()) {
      effects.fail(
          "0A000", "an index on the partitioned table " + table + " cannot be built concurrently");
      return;
    }
    if (known instanceof Table indexed && ImmutableExpressions.refuse(index, indexed, effects)) {
      return;
    }
    String name = index.idxname();
    if (name != null && catalog.relation(new RelationName(table.schema(), name)).isPresent()) {
      if (!index.ifNotExists()) {
        effects.fail("42P07", "relation " + name + " exists already");
      }
      return;
    }
    Catalog after = CatalogFold.fold(catalog, index, version);
    for (Relation added : catalog.addedIn(after)) {
      if (added instanceof Index built) {
        if (!built.table().equals(table)) {
          effects.lock(built.table(), mode);
        }
        effects.build(built.name(), built.table());
      }
    }
  }

  private void refresh(TableStatement.RefreshMatViewStmt refresh) {
    RelationName name = catalog.resolve(refresh.relation());
    effects.lock(name, refresh.concurrent() ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
    if (catalog.relation(name).orElse(null) instanceof View view) {
      if (!refresh.skipData()) {
        QueryEffects queries = new QueryEffects(effects);
        view.reads().stream()
            .sorted()
            .forEach(read -> {
              queries.read(read, LockMode.ACCESS_SHARE, true);
              effects.scan(read);
            });
      }
    } else {
      effects.assume("what " + name + " reads is not known");
    }
    if (refresh.concurrent()) {
      effects.lockIndexes(name, LockMode.ROW_EXCLUSIVE);
      effects.scan(name);
    } else if (refresh.skipData()) {
      effects.lockIndexes(name, LockMode.ACCESS_EXCLUSIVE);
    } else {
      effects.rewrite(name);
    }
  }

  private void truncate(TableStatement.TruncateStmt truncate) {
    Set<RelationName> named = new LinkedHashSet<>();
    for (RangeVar relation : truncate.relations()) {
      RelationName name = catalog.resolve(relation);
      named.add(name);
      if (relation.inh()) {
        catalog.descendantsOf(name).forEach(child -> named.add(child.name()));
      }
    }
    Set<RelationName> all = new LinkedHashSet<>(named);
    Deque<RelationName> open = new ArrayDeque<>(named);
    while (!open.isEmpty()) {
      for (Table referencing : catalog.referencing(open.pop())) {
        if (!all.contains(referencing.name())) {
          if (truncate.behavior() == DropBehavior.RESTRICT) {
            effects.fail(
                "0A000",
                "cannot truncate a table that "
                    + referencing.name()
                    + " refers to by a foreign key");
          } else {
            all.add(referencing.name());
            open.push(referencing.name());
          }
        }
      }
    }
    for (RelationName table : all) {
      effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
      effects.lockIndexes(table, LockMode.ACCESS_EXCLUSIVE);
      if (truncate.restartSeqs()) {
        catalog
            .sequencesOf(table)
            .forEach(sequence -> effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE));
      }
    }
  }

  // --- privileges, policies, settings ---------------------------------------------------------

  private void access(AccessStatement statement) {
    switch (statement) {
      case AccessStatement.CreatePolicyStmt policy ->
          effects.lock(catalog.resolve(policy.table()), LockMode.ACCESS_EXCLUSIVE);
      case AccessStatement.AlterPolicyStmt policy ->
          effects.lock(catalog.resolve(policy.table()), LockMode.ACCESS_EXCLUSIVE);
      case AccessStatement.GrantStmt grant -> grant(grant);
      default -> {
        // Roles lock no relation of a user's.
      }
    }
  }

  /** GRANT locks the relations that it names from 18 on. */
  private void grant(AccessStatement.GrantStmt grant) {
    if (version < 18 || grant.targtype() != AccessStatement.GrantTargetType.OBJECT) {
      return;
    }
    if (grant.objtype() == ObjectType.TABLE || grant.objtype() == ObjectType.SEQUENCE) {
      for (ObjectReference object : grant.objects()) {
        if (object instanceof RangeVar relation) {
          effects.lock(catalog.resolve(relation), LockMode.ACCESS_SHARE);
        }
      }
    }
  }

  private void session(SessionStatement statement) {
    switch (statement) {
      case SessionStatement.PrepareStmt ignored -> {}
      case SessionStatement.DeclareCursorStmt cursor ->
          new QueryEffects(effects).query(cursor.query(), QueryEffects.Stage.PLANNED);
      case SessionStatement.ExecuteStmt execute ->
          effects.assume("what the prepared statement " + execute.name() + " does is not known");
      default -> {
        // Settings, transactions and notifications lock no relation.
      }
    }
  }
}
