package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.Lock;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.Relations.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A measurement in the words of a prediction. */
public final class ObservedEffects {

  private ObservedEffects() {}

  /**
   * The effects that were seen. A lock that the transaction held already in this strength is not
   * among them: nobody can see it taken once more.
   *
   * @param others the relations that were there before the migration, so that others may use them
   * @param shape what kind of statement it was
   */
  public static Effects of(Measurement seen, Relations others, StatementShape shape) {
    List<Lock> locks = new ArrayList<>();
    seen.locks()
        .forEach((oid, mode) -> {
          Relation relation = seen.before().of(oid);
          if (relation != null && mode != seen.heldBefore().get(oid)) {
            locks.add(
                new Lock(relation.name(), relation.kind(), mode, others.byOid().containsKey(oid)));
          }
        });
    locks.sort(
        Comparator.comparing(Lock::mode)
            .reversed()
            .thenComparing(Lock::kind)
            .thenComparing(Lock::relation));
    Set<RelationName> rewrites = new LinkedHashSet<>(names(seen.rewrites()));
    if (shape.rewritesWhatIsEmpty()) {
      rewrites.addAll(names(seen.emptyRewrites()));
    }
    List<Relation> builds = new ArrayList<>(seen.builds());
    if (shape.rewritesWhatIsEmpty()) {
      builds.addAll(seen.emptyBuilds());
    }
    Set<RelationName> scans = new LinkedHashSet<>(names(seen.scanned()));
    scans.addAll(rewrites);
    for (Relation index : builds) {
      Relation table = seen.before().of(index.table());
      if (table != null) {
        scans.add(table.name());
      }
    }
    for (String message : seen.answer().messages()) {
      Relation verified = verified(message, seen.before());
      if (verified != null) {
        scans.add(verified.name());
      }
    }
    List<RelationName> created =
        shape.moves() ? newIn(seen.after(), seen.before()) : namedIn(seen.after(), seen.before());
    List<RelationName> dropped =
        shape.moves() ? newIn(seen.before(), seen.after()) : namedIn(seen.before(), seen.after());
    return new Effects(
        locks,
        List.copyOf(rewrites),
        List.copyOf(scans),
        names(builds),
        created,
        dropped,
        seen.answer().failure(),
        List.of());
  }

  /** {@code verifying table "t"} ({@code ATRewriteTable}), where one table alone has the name. */
  private static @Nullable Relation verified(String message, Relations before) {
    if (!message.startsWith("verifying table \"")) {
      return null;
    }
    String name = message.substring("verifying table \"".length(), message.length() - 1);
    Relation found = null;
    for (Relation relation : before.byOid().values()) {
      if (relation.isTable() && relation.name().name().equals(name)) {
        if (found != null) {
          return null;
        }
        found = relation;
      }
    }
    return found;
  }

  static List<RelationName> names(Collection<Relation> relations) {
    return relations.stream().map(Relation::name).toList();
  }

  /** The relations of one moment that another does not have. */
  private static List<RelationName> newIn(Relations here, Relations there) {
    List<RelationName> found = new ArrayList<>();
    for (Relation relation : here.byOid().values()) {
      if (there.of(relation.oid()) == null) {
        found.add(relation.name());
      }
    }
    return found;
  }

  /** The names of one moment that another does not have. */
  private static List<RelationName> namedIn(Relations here, Relations there) {
    if (here.equals(there)) {
      return List.of();
    }
    Set<RelationName> known = new HashSet<>(names(there.byOid().values()));
    List<RelationName> found = new ArrayList<>(names(here.byOid().values()));
    found.removeIf(known::contains);
    return found;
  }
}
