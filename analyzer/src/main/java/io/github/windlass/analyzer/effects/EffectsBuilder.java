package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.CatalogFold;
import io.github.windlass.analyzer.catalog.Mentions;
import io.github.windlass.analyzer.catalog.QueryColumns;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import io.github.windlass.analyzer.catalog.SequenceName;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what one statement does. */
final class EffectsBuilder {

  final Catalog catalog;
  final int version;
  private final Set<RelationName> own;
  private final Map<RelationName, LockMode> locks = new LinkedHashMap<>();
  private final Map<RelationName, RelationKind> told = new HashMap<>();
  private final Set<RelationName> rewrites = new LinkedHashSet<>();
  private final Set<RelationName> scans = new LinkedHashSet<>();
  private final Set<RelationName> indexBuilds = new LinkedHashSet<>();
  private final Set<String> assumptions = new LinkedHashSet<>();
  private final boolean missingOk;

  /** Whether a routine runs the statement, in which names may be those of variables. */
  private final boolean inRoutine;

  private final boolean namesUnknown;

  private @Nullable Failure failure;

  /** The statement that was folded last, and what came of it. */
  private @Nullable Statement folded;

  private @Nullable Catalog after;

  /** The first relation that was to be locked and surely is not there. */
  private @Nullable RelationName missing;

  /**
   * @param own relations that the same migration made, which nobody uses yet
   * @param missingOk whether the statement passes over what is not there (IF EXISTS)
   * @param inRoutine whether a routine runs the statement, in which names may be those of variables
   */
  EffectsBuilder(
      Catalog catalog, StatementEffects.Setting setting, boolean missingOk, boolean inRoutine) {
    this.catalog = catalog;
    this.version = setting.version();
    this.own = setting.own();
    this.namesUnknown = setting.namesUnknown() || !catalog.isCertain();
    this.missingOk = missingOk;
    this.inRoutine = inRoutine;
  }

  /**
   * The catalog that a statement leaves, without what the routines do that it calls. That of the
   * statement in question is folded once, whoever asks for it.
   */
  @SuppressWarnings("ReferenceEquality") // the same statement, not one that reads the same
  Catalog after(Statement statement) {
    Catalog known = folded == statement ? after : null;
    if (known == null) {
      known = CatalogFold.alone(catalog, statement, version);
      folded = statement;
      after = known;
    }
    return known;
  }

  /** Takes a lock; of several on one relation the strongest counts. */
  void lock(RelationName relation, LockMode mode) {
    if (catalog.lacks(relation)) {
      missing = missing == null ? relation : missing;
      return;
    }
    locks.merge(relation, mode, LockMode::orStronger);
    if (catalog.relation(relation).isEmpty() && !isSystem(relation)) {
      assumptions.add(relation + " is not in the known schema");
    }
  }

  /** Takes a relation for one of a kind, as the statement tells, unless it is known. */
  void takeFor(RelationName relation, RelationKind kind) {
    told.put(relation, kind);
  }

  /** Takes a lock on a table, and on what is below it. */
  void lockFamily(RelationName table, LockMode mode) {
    lock(table, mode);
    catalog.descendantsOf(table).forEach(child -> lock(child.name(), mode));
  }

  /** Takes a lock on all indexes of a table. */
  void lockIndexes(RelationName table, LockMode mode) {
    catalog.indexesOf(table).forEach(index -> lock(index.name(), mode));
  }

  /** Reads a relation from end to end. */
  void scan(RelationName relation) {
    if (hasStorage(relation)) {
      scans.add(relation);
    }
  }

  /** Writes a relation anew, and with it all its indexes. */
  void rewrite(RelationName relation) {
    if (!hasStorage(relation)) {
      return;
    }
    rewrites.add(relation);
    scans.add(relation);
    for (Index index : catalog.indexesOf(relation)) {
      lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
      indexBuilds.add(index.name());
    }
  }

  /** Gives a relation a new file that is filled, and leaves its indexes alone. */
  void copyFile(RelationName relation) {
    if (hasStorage(relation)) {
      rewrites.add(relation);
      scans.add(relation);
    }
  }

  /** Builds an index of a table, which reads the table. */
  void build(RelationName index, RelationName table) {
    if (hasStorage(table)) {
      indexBuilds.add(index);
      scans.add(table);
    }
  }

  /** Builds an index that exists anew, under ACCESS EXCLUSIVE on the index. */
  void rebuild(Index index) {
    lock(index.name(), LockMode.ACCESS_EXCLUSIVE);
    build(index.name(), index.table());
  }

  /** The query that looks for rows without partner ({@code RI_Initial_Check}) reads both tables. */
  void checkForeignKey(RelationName referencing, RelationName referenced) {
    scan(referencing);
    scan(referenced);
    lockIndexes(referencing, LockMode.ACCESS_SHARE);
    lockIndexes(referenced, LockMode.ACCESS_SHARE);
  }

  /**
   * Whether a relation is of a kind that the statement is for; what is not known is taken to be. If
   * not, the statement fails before it locks anything (the callbacks of {@code
   * RangeVarGetRelidExtended}).
   */
  boolean isOf(Set<RelationKind> kinds, RelationName relation, String wanted) {
    Relation known = catalog.relation(relation).orElse(null);
    if (known == null || kinds.contains(known.kind())) {
      return true;
    }
    fail("42809", relation + " is a " + known.kind().label() + ", not " + wanted);
    return false;
  }

  /** Whether the server has no relation of a name, so that the statement fails or does nothing. */
  boolean isMissing(RelationName relation, boolean missingOk) {
    if (!catalog.lacks(relation)) {
      return false;
    }
    if (!missingOk) {
      fail("42P01", "relation " + relation + " does not exist");
    }
    return true;
  }

  /** Whether a new relation cannot have a name: its schema is missing, or the name is taken. */
  boolean refusesNew(RelationName relation, boolean ifTaken) {
    if (catalog.completeness().lacks(relation.schema())) {
      fail("3F000", "schema " + relation.schema() + " does not exist");
      return true;
    }
    if (ifTaken && catalog.relation(relation).isPresent()) {
      fail("42P07", "relation " + relation + " exists already");
      return true;
    }
    return false;
  }

  /**
   * A partition's bounds are read from its parents, up to the root ({@code
   * generate_partition_qual}), where rows are checked against them.
   */
  void lockBounds(RelationName partition) {
    Table table = catalog.table(partition).orElse(null);
    if (table != null && table.partition() != Table.Partition.NONE) {
      for (RelationName parent : table.parents()) {
        lock(parent, LockMode.ACCESS_SHARE);
        lockBounds(parent);
      }
    }
  }

  /** What an expression that is kept names as {@code 'sequence'::regclass} is locked from 14 on. */
  void lockNamedSequences(Node expression) {
    for (Expression.FuncCall call : Mentions.of(expression).calls()) {
      List<String> sequence = SequenceName.argument(call);
      if (sequence != null) {
        lockNamedSequence(catalog.resolve(sequence));
      }
    }
  }

  /** The same for one sequence. */
  void lockNamedSequence(RelationName sequence) {
    if (version >= 14) {
      lock(sequence, LockMode.ACCESS_SHARE);
    }
  }

  /** Refuses a query that names what is not there, where all names are those of columns. */
  void refuseNames(QueryStatement query) {
    if (!inRoutine && failure == null) {
      refuse(QueryColumns.refusal(query, catalog, Set.of()));
    }
  }

  void refuse(@Nullable Failure refusal) {
    if (refusal != null) {
      fail(refusal.sqlstate(), refusal.reason());
    }
  }

  /** Whether the statement surely fails, so that what follows does not happen. */
  boolean fails() {
    return failure != null;
  }

  void fail(String sqlstate, String reason) {
    Failure failed = new Failure(sqlstate, reason);
    if (namesUnknown && failed.isOfNames()) {
      assumptions.add("may fail: " + reason);
    } else if (failure == null) {
      failure = failed;
    }
  }

  /** Fails because of a name, unless that stands for what is not known. */
  void failByName(String sqlstate, String reason) {
    if (namesUnknown) {
      assumptions.add("may fail: " + reason);
    } else {
      fail(sqlstate, reason);
    }
  }

  /** Names may be those of relations that the statement itself makes. */
  void missingPerhaps() {
    missing = null;
  }

  /** {@code RangeVarGetRelidExtended} in namespace.c. */
  private void failOnMissing(Catalog after) {
    if (missing == null || missingOk || after.relation(missing).isPresent()) {
      return;
    }
    if (catalog.completeness().lacks(missing.schema())) {
      fail("3F000", "schema " + missing.schema() + " does not exist");
    } else {
      fail("42P01", "relation " + missing + " does not exist");
    }
  }

  /** In a block with branches and handlers no failure is certain. */
  void failurePerhaps() {
    missingPerhaps();
    if (failure != null) {
      assumptions.add("may fail: " + failure.reason());
      failure = null;
    }
  }

  void assume(@Nullable String assumption) {
    if (assumption != null) {
      assumptions.add(assumption);
    }
  }

  /** Whether nobody uses the relation yet. */
  boolean isOwn(RelationName relation) {
    return own.contains(relation);
  }

  /** Whether a relation has a file of its own; what is not known is taken for a table. */
  boolean hasStorage(RelationName relation) {
    Relation known = catalog.relation(relation).orElse(null);
    return known == null
        || known.kind() == RelationKind.TABLE
        || known.kind() == RelationKind.MATERIALIZED_VIEW;
  }

  private static boolean isSystem(RelationName relation) {
    return relation.schema().equals("pg_catalog") || relation.schema().equals("information_schema");
  }

  /**
   * @param moved whether the statement gives relations new names, so that none comes or goes
   */
  Effects build(Catalog after, boolean moved) {
    failOnMissing(after);
    List<RelationName> appeared = catalog.addedIn(after).stream().map(Relation::name).toList();
    List<RelationName> vanished = after.addedIn(catalog).stream().map(Relation::name).toList();
    // A relation of the transaction's own stays its own under a new name.
    boolean ownMoved = moved && vanished.stream().anyMatch(own::contains);
    List<RelationName> created = moved && !ownMoved ? List.of() : appeared;
    List<RelationName> dropped = moved && !ownMoved ? List.of() : vanished;
    List<Lock> taken = new ArrayList<>();
    locks.forEach((relation, mode) ->
        taken.add(new Lock(relation, kind(relation, after), mode, !own.contains(relation))));
    // Strongest first; the relations of one mode as they were met, tables before their indexes.
    taken.sort(Comparator.comparing(Lock::mode).reversed());
    return new Effects(
        taken,
        List.copyOf(rewrites),
        List.copyOf(scans),
        List.copyOf(indexBuilds),
        failure == null ? created : List.of(),
        failure == null ? dropped : List.of(),
        failure,
        List.copyOf(assumptions));
  }

  private RelationKind kind(RelationName relation, Catalog after) {
    Relation known = catalog.relation(relation).or(() -> after.relation(relation)).orElse(null);
    return switch (known) {
      case null -> told.getOrDefault(relation, RelationKind.TABLE);
      case Table table -> table.kind();
      case View view -> view.kind();
      case Index ignored -> RelationKind.INDEX;
      case Relation.Sequence ignored -> RelationKind.SEQUENCE;
      case Relation.CompositeType ignored -> RelationKind.COMPOSITE_TYPE;
    };
  }
}
