package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Relation.Index;
import io.github.windlass.analyzer.catalog.Relation.Sequence;
import io.github.windlass.analyzer.catalog.Relation.Table;
import io.github.windlass.analyzer.catalog.Relation.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Relations by name, and by what they depend on. Immutable. */
final class Relations {

  private static final Relations EMPTY =
      new Relations(PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty());

  private final PersistentMap<RelationName, Relation> byName;

  /** For each relation the names of those that depend on it, whether it is known itself or not. */
  private final PersistentMap<RelationName, PersistentMap<RelationName, RelationName>> dependents;

  /** How many tables have a constraint of a name, under the name with the table's schema. */
  private final PersistentMap<RelationName, Integer> constraints;

  private Relations(
      PersistentMap<RelationName, Relation> byName,
      PersistentMap<RelationName, PersistentMap<RelationName, RelationName>> dependents,
      PersistentMap<RelationName, Integer> constraints) {
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

  /** Those that depend on a relation directly, of one kind, by name. */
  <R extends Relation> List<R> dependentsOf(RelationName name, Class<R> kind) {
    PersistentMap<RelationName, RelationName> names = dependents.get(name);
    if (names == null) {
      return List.of();
    }
    List<R> found = new ArrayList<>();
    names.forEach(dependent -> {
      Relation relation = byName.get(dependent);
      if (kind.isInstance(relation)) {
        found.add(kind.cast(relation));
      }
    });
    found.sort(Comparator.comparing(Relation::name));
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
    Relation old = byName.get(relation.name());
    Set<RelationName> before = old == null ? Set.of() : dependsOn(old);
    Set<RelationName> after = dependsOn(relation);
    var links = dependents;
    for (RelationName name : before) {
      if (!after.contains(name)) {
        links = unlinked(links, name, relation.name());
      }
    }
    for (RelationName name : after) {
      if (!before.contains(name)) {
        PersistentMap<RelationName, RelationName> known = links.get(name);
        links =
            links.with(
                name,
                (known == null ? PersistentMap.<RelationName, RelationName>empty() : known)
                    .with(relation.name(), relation.name()));
      }
    }
    return new Relations(
        byName.with(relation.name(), relation), links, constraintsAfter(old, relation));
  }

  Relations without(RelationName name) {
    Relation old = byName.get(name);
    if (old == null) {
      return this;
    }
    var links = dependents;
    for (RelationName needed : dependsOn(old)) {
      links = unlinked(links, needed, name);
    }
    return new Relations(byName.without(name), links, constraintsAfter(old, null));
  }

  /** Whether a table has a constraint of a name. */
  boolean hasConstraint(RelationName name) {
    return constraints.get(name) != null;
  }

  private PersistentMap<RelationName, Integer> constraintsAfter(
      @Nullable Relation before, @Nullable Relation after) {
    List<TableConstraint> old = before instanceof Table table ? table.constraints() : List.of();
    List<TableConstraint> now = after instanceof Table table ? table.constraints() : List.of();
    if (old.equals(now) && (before == null || after == null || sameSchema(before, after))) {
      return constraints;
    }
    PersistentMap<RelationName, Integer> result = constraints;
    for (TableConstraint constraint : old) {
      if (before != null) {
        result = counted(result, new RelationName(before.name().schema(), constraint.name()), -1);
      }
    }
    for (TableConstraint constraint : now) {
      if (after != null) {
        result = counted(result, new RelationName(after.name().schema(), constraint.name()), 1);
      }
    }
    return result;
  }

  private static boolean sameSchema(Relation one, Relation other) {
    return one.name().schema().equals(other.name().schema());
  }

  private static PersistentMap<RelationName, Integer> counted(
      PersistentMap<RelationName, Integer> counts, RelationName name, int more) {
    Integer known = counts.get(name);
    int count = (known == null ? 0 : known) + more;
    return count > 0 ? counts.with(name, count) : counts.without(name);
  }

  private static PersistentMap<RelationName, PersistentMap<RelationName, RelationName>> unlinked(
      PersistentMap<RelationName, PersistentMap<RelationName, RelationName>> links,
      RelationName needed,
      RelationName dependent) {
    PersistentMap<RelationName, RelationName> known = links.get(needed);
    return known == null ? links : links.with(needed, known.without(dependent));
  }

  /** The name of a type that the history made: PostgreSQL's own have no schema here. */
  private static void addType(@Nullable ColumnType type, Set<RelationName> names) {
    int dot = type == null ? -1 : type.name().indexOf('.');
    if (type != null && dot > 0) {
      names.add(new RelationName(type.name().substring(0, dot), type.name().substring(dot + 1)));
    }
  }

  private static Set<RelationName> dependsOn(Relation relation) {
    return switch (relation) {
      case Table table -> {
        Set<RelationName> names = new HashSet<>(table.parents());
        table.foreignKeys().forEach(key -> names.add(key.referenced()));
        table.columns().forEach(column -> addType(column.type(), names));
        yield names;
      }
      case Index index -> Set.of(index.table());
      case View view -> {
        Set<RelationName> names = new HashSet<>(view.reads());
        view.outputs().columns().forEach(column -> addType(column.type(), names));
        yield names;
      }
      case Sequence sequence ->
          sequence.ownerTable() == null ? Set.of() : Set.of(sequence.ownerTable());
      case Relation.CompositeType composite -> {
        Set<RelationName> names = new HashSet<>();
        composite.attributes().forEach(column -> addType(column.type(), names));
        yield names;
      }
    };
  }
}
