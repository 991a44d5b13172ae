package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.analyzer.catalog.Relation;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.sql.postgres.tree.DropBehavior;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TRUNCATE ({@code ExecuteTruncate} in {@code commands/tablecmds.c}). */
final class TruncateEffects {

  private final EffectsBuilder effects;
  private final Catalog catalog;
  private final int version;

  TruncateEffects(EffectsBuilder effects) {
    this.effects = effects;
    this.catalog = effects.catalog;
    this.version = effects.version;
  }

  void truncate(TableStatement.TruncateStmt truncate) {
    Set<RelationName> named = new LinkedHashSet<>();
    for (RangeVar relation : truncate.relations()) {
      RelationName name = catalog.resolve(relation);
      if (!effects.isOf(Kinds.ALL_TABLES, name, "a table")) {
        return;
      }
      named.add(name);
      List<Table> children = catalog.descendantsOf(name);
      if (relation.inh()) {
        children.forEach(child -> named.add(child.name()));
      } else if (isPartitioned(name)) {
        effects.lock(name, LockMode.ACCESS_EXCLUSIVE);
        effects.fail("42809", "TRUNCATE ONLY cannot be of the partitioned table " + name);
        return;
      }
    }
    Set<RelationName> all = new LinkedHashSet<>(named);
    Deque<RelationName> open = new ArrayDeque<>(named);
    while (!open.isEmpty()) {
      for (Table referencing : referencing(open.pop())) {
        if (all.contains(referencing.name())) {
          continue;
        }
        if (truncate.behavior() == DropBehavior.RESTRICT) {
          effects.fail(
              "0A000",
              "cannot truncate a table that " + referencing.name() + " refers to by a foreign key");
        } else {
          all.add(referencing.name());
          open.push(referencing.name());
        }
      }
    }
    for (RelationName table : all) {
      empty(table, truncate.restartSeqs());
    }
  }

  private boolean isPartitioned(RelationName name) {
    Relation known = catalog.relation(name).orElse(null);
    return known != null && known.kind() == RelationKind.PARTITIONED_TABLE;
  }

  /** What refers to a table, or to one that it is a partition of. */
  private List<Table> referencing(RelationName name) {
    List<Table> found = new ArrayList<>(catalog.referencing(name));
    Optional<Table> partition =
        catalog.table(name).filter(table -> table.partition() != Table.Partition.NONE);
    partition.ifPresent(
        table -> table.parents().forEach(parent -> found.addAll(referencing(parent))));
    return found;
  }

  private void empty(RelationName table, boolean restartSequences) {
    effects.lock(table, LockMode.ACCESS_EXCLUSIVE);
    effects.lockIndexes(table, LockMode.ACCESS_EXCLUSIVE);
    if (version < 14) {
      effects.lockBounds(table);
    }
    if (restartSequences) {
      catalog
          .sequencesOf(table)
          .forEach(sequence -> effects.lock(sequence.name(), LockMode.ACCESS_EXCLUSIVE));
    }
  }
}
