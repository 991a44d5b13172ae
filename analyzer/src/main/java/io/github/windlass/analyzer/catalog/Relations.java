package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Relations by name, by what they depend on, and by the names that they mention. Immutable. */
final class Relations {

  private static final Relations EMPTY =
      new Relations(Inventory.empty(), Dependents.NONE, PersistentMap.empty());

  private final Inventory<RelationName, Relation> byName;

  private final Dependents dependents;

  /** For each name of a constraint, how many tables of each schema have one. */
  private final PersistentMap<String, PersistentMap<String, Integer>> constraints;

  private Relations(
      Inventory<RelationName, Relation> byName,
      Dependents dependents,
      PersistentMap<String, PersistentMap<String, Integer>> constraints) {
    this.byName = byName;
    this.dependents = dependents;
    this.constraints = constraints;
  }

  static Relations empty() {
    return EMPTY;
  }

  @Nullable Relation get(RelationName name) {
    return byName.get(name);
  }

  void forEach(Consumer<Relation> visitor) {
    byName.forEach(visitor);
  }

  /** Those whose definitions mention a name ({@link MentionedNames}), by name. */
  List<Relation> mentioning(String name) {
    List<Relation> found = byName.mentioning(name);
    found.sort(Comparator.comparing(Relation::name));
    return found;
  }

  /** What depends on what, by name. */
  Dependents dependents() {
    return dependents;
  }

  /** The relations of these names that are of a kind, by name. */
  <R extends Relation> List<R> sorted(List<RelationName> names, Class<R> kind) {
    if (names.isEmpty()) {
      return List.of();
    }
    // Names are sorted faster than what has them.
    names.sort(null);
    List<R> found = new ArrayList<>(names.size());
    for (RelationName name : names) {
      Relation relation = byName.get(name);
      if (kind.isInstance(relation)) {
        found.add(kind.cast(relation));
      }
    }
    return found;
  }

  /** The relations that {@code newer} has and these have not, by name. */
  List<Relation> addedIn(Relations newer) {
    List<Relation> added = new ArrayList<>();
    byName.forEachPerhapsAddedIn(
        newer.byName,
        relation -> {
          if (byName.get(relation.name()) == null) {
            added.add(relation);
          }
        });
    added.sort(Comparator.comparing(Relation::name));
    return added;
  }

  /** The relations that are not the same in {@code newer}: added, removed or changed, by name. */
  Set<RelationName> changedIn(Relations newer) {
    Set<RelationName> changed = new TreeSet<>();
    byName.forEachPerhapsAddedIn(
        newer.byName,
        relation -> {
          if (!relation.equals(byName.get(relation.name()))) {
            changed.add(relation.name());
          }
        });
    newer.byName.forEachPerhapsAddedIn(
        byName,
        relation -> {
          if (newer.byName.get(relation.name()) == null) {
            changed.add(relation.name());
          }
        });
    return changed;
  }

  Relations with(Relation relation) {
    RelationName name = relation.name();
    Relation old = byName.get(name);
    if (old != null && sharesParts(old, relation)) {
      return new Relations(byName.replacing(name, relation), dependents, constraints);
    }
    return new Relations(
        byName.with(name, relation, MentionedNames.of(relation)),
        dependents.with(name, old, relation),
        constraintsAfter(old, relation));
  }

  Relations without(RelationName name) {
    Relation old = byName.get(name);
    return old == null
        ? this
        : new Relations(
            byName.without(name), dependents.with(name, old, null), constraintsAfter(old, null));
  }

  /** Whether nothing differs between two of one name that could name anything. */
  @SuppressWarnings("ReferenceEquality") // lists that were not touched are the same
  private static boolean sharesParts(Relation old, Relation changed) {
    return old instanceof Table before
        && changed instanceof Table after
        && before.columns() == after.columns()
        && before.constraints() == after.constraints()
        && before.attachments() == after.attachments()
        && before.parents() == after.parents()
        && before.ofType() == after.ofType()
        && before.properties().partitionSpec() == after.properties().partitionSpec()
        && before.properties().foreign() == after.properties().foreign();
  }

  // --- constraints ---------------------------------------------------------------------------

  /** Whether a table of a schema has a constraint of a name. */
  boolean hasConstraint(String schema, String name) {
    PersistentMap<String, Integer> schemas = constraints.get(name);
    return schemas != null && schemas.get(schema) != null;
  }

  /** Whether any table has a constraint of a name. */
  boolean hasConstraint(String name) {
    return constraints.get(name) != null;
  }

  private PersistentMap<String, PersistentMap<String, Integer>> constraintsAfter(
      @Nullable Relation before, @Nullable Relation after) {
    List<TableConstraint> old = before instanceof Table table ? table.constraints() : List.of();
    List<TableConstraint> now = after instanceof Table table ? table.constraints() : List.of();
    Relation either = after == null ? before : after;
    if (either == null || old.equals(now)) {
      return constraints;
    }
    Map<String, Integer> more = new HashMap<>();
    now.forEach(constraint -> more.merge(constraint.name(), 1, Integer::sum));
    old.forEach(constraint -> more.merge(constraint.name(), -1, Integer::sum));
    PersistentMap<String, PersistentMap<String, Integer>> result = constraints;
    for (Map.Entry<String, Integer> each : more.entrySet()) {
      if (each.getValue() != 0) {
        result = counted(result, either.name().schema(), each.getKey(), each.getValue());
      }
    }
    return result;
  }

  private static PersistentMap<String, PersistentMap<String, Integer>> counted(
      PersistentMap<String, PersistentMap<String, Integer>> all,
      String schema,
      String name,
      int more) {
    PersistentMap<String, Integer> known = all.get(name);
    PersistentMap<String, Integer> schemas = known == null ? PersistentMap.empty() : known;
    Integer counted = schemas.get(schema);
    int count = (counted == null ? 0 : counted) + more;
    schemas = count > 0 ? schemas.with(schema, count) : schemas.without(schema);
    return schemas.size() == 0 ? all.without(name) : all.with(name, schemas);
  }
}
