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
      new Relations(PersistentMap.empty(), PersistentMap.empty(), 0);

  private final PersistentMap<RelationName, Relation> byName;

  /**
   * For each relation, whether it is known itself or not, the names of those that depend on it, and
   * when they came to.
   */
  private final PersistentMap<RelationName, PersistentMap<RelationName, Dependent>> dependents;

  /** How often a relation was put in, which is the time that links are dated by. */
  private final int clock;

  private record Dependent(RelationName name, int since) {}

  private Relations(
      PersistentMap<RelationName, Relation> byName,
      PersistentMap<RelationName, PersistentMap<RelationName, Dependent>> dependents,
      int clock) {
    this.byName = byName;
    this.dependents = dependents;
    this.clock = clock;
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
    List<R> found = dependentsByAge(name, kind);
    found.sort(Comparator.comparing(Relation::name));
    return found;
  }

  /** Those that depend on a relation directly, of one kind, in the order in which they came to. */
  <R extends Relation> List<R> dependentsByAge(RelationName name, Class<R> kind) {
    PersistentMap<RelationName, Dependent> names = dependents.get(name);
    List<R> found = new ArrayList<>();
    if (names != null) {
      List<Dependent> all = new ArrayList<>();
      names.forEach(all::add);
      all.sort(Comparator.comparingInt(Dependent::since));
      for (Dependent dependent : all) {
        Relation relation = byName.get(dependent.name());
        if (kind.isInstance(relation)) {
          found.add(kind.cast(relation));
        }
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
        PersistentMap<RelationName, Dependent> known = links.get(name);
        links =
            links.with(
                name,
                (known == null ? PersistentMap.<RelationName, Dependent>empty() : known)
                    .with(relation.name(), new Dependent(relation.name(), clock)));
      }
    }
    return new Relations(byName.with(relation.name(), relation), links, clock + 1);
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
    return new Relations(byName.without(name), links, clock);
  }

  private static PersistentMap<RelationName, PersistentMap<RelationName, Dependent>> unlinked(
      PersistentMap<RelationName, PersistentMap<RelationName, Dependent>> links,
      RelationName needed,
      RelationName dependent) {
    PersistentMap<RelationName, Dependent> known = links.get(needed);
    return known == null ? links : links.with(needed, known.without(dependent));
  }

  private static Set<RelationName> dependsOn(Relation relation) {
    return switch (relation) {
      case Table table -> {
        Set<RelationName> names = new HashSet<>(table.parents());
        table.foreignKeys().forEach(key -> names.add(key.referenced()));
        yield names;
      }
      case Index index -> Set.of(index.table());
      case View view -> view.reads();
      case Sequence sequence ->
          sequence.ownerTable() == null ? Set.of() : Set.of(sequence.ownerTable());
      case Relation.CompositeType ignored -> Set.of();
    };
  }
}
