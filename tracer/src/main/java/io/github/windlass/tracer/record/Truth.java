package io.github.windlass.tracer.record;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.Measurement;
import io.github.windlass.tracer.observe.Relations;
import io.github.windlass.tracer.observe.Relations.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a server did with a case, as {@code fixtures/observed} has it; the lists in the order of
 * names.
 *
 * @param setupError why the case cannot be made in this version; null if it can, and nothing else
 *     is said if it cannot
 * @param locks the strongest on each relation that was there before
 * @param rewrites tables with a new file that has something in it
 * @param indexBuilds new or rebuilt indexes of tables that were there before
 * @param scanned tables that were read in full, by the counters
 * @param requested whether the statement failed, and the locks are what it asked for first
 */
public record Truth(
    @Nullable String setupError,
    List<HeldLock> locks,
    boolean rewrite,
    boolean scan,
    Danger danger,
    List<String> rewrites,
    List<IndexBuild> indexBuilds,
    List<String> scanned,
    boolean requested,
    @Nullable Failure error) {

  /**
   * @param kind as in {@code pg_class.relkind}
   */
  public record HeldLock(String relation, char kind, LockMode mode) {}

  /** An index that came to be or was built anew, and its table. */
  public record IndexBuild(String index, String table) {}

  /** How bad it is for others. */
  public enum Danger {
    /** SHARE or stronger while a table is read in full or written anew. */
    DANGER,
    /** SHARE or stronger, with no work in proportion to a table. */
    BRIEF,
    /** The rest. */
    HARMLESS
  }

  /** Kinds of relations that are told of. */
  private static final String KINDS = "rpmviISf";

  public Truth {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    indexBuilds = List.copyOf(indexBuilds);
    scanned = List.copyOf(scanned);
  }

  /** A case that cannot be made. */
  public static Truth impossible(Failure failure) {
    return new Truth(
        failure.sqlstate() + " " + failure.reason(),
        List.of(),
        false,
        false,
        Danger.HARMLESS,
        List.of(),
        List.of(),
        List.of(),
        false,
        null);
  }

  /**
   * What a measurement says.
   *
   * @param target the relation that a statement is about that was looked at while it ran: of such a
   *     one nobody counts what it reads
   */
  static Truth of(Measurement seen, @Nullable String target) {
    Relations before = seen.before();
    List<HeldLock> locks = new ArrayList<>();
    seen.locks()
        .forEach((oid, mode) -> {
          Relation relation = before.of(oid);
          if (relation != null && isTold(relation)) {
            locks.add(new HeldLock(relation.name().toString(), relation.relkind(), mode));
          }
        });
    locks.sort(Comparator.comparing(HeldLock::relation));
    boolean failed = seen.answer().failure() != null;
    List<String> rewrites = names(seen.rewrites());
    List<IndexBuild> builds = new ArrayList<>();
    for (Relation index : seen.builds()) {
      Relation table = before.of(index.table());
      if (table != null && isTold(index) && isTold(table)) {
        builds.add(new IndexBuild(index.name().toString(), table.name().toString()));
      }
    }
    builds.sort(Comparator.comparing(IndexBuild::index));
    boolean building = said(seen, "building index");
    List<String> scanned =
        !seen.polled()
            ? names(seen.scanned())
            : target != null && (building || !rewrites.isEmpty()) ? List.of(target) : List.of();
    boolean rewrite = !rewrites.isEmpty() || (failed && said(seen, "rewriting table"));
    boolean scan =
        rewrite
            || !scanned.isEmpty()
            || !builds.isEmpty()
            || said(seen, "verifying table")
            || said(seen, "validating foreign key")
            || (failed && building);
    boolean strong = any(locks, lock -> (seen.polled() ? "rpm" : "rpmi").indexOf(lock.kind()) >= 0);
    boolean strongAny = any(locks, lock -> !seen.polled() || lock.kind() != 'i');
    return new Truth(
        null,
        locks,
        rewrite,
        scan,
        strong && scan ? Danger.DANGER : strongAny ? Danger.BRIEF : Danger.HARMLESS,
        rewrites,
        builds,
        scanned,
        seen.requested(),
        seen.answer().failure());
  }

  private static boolean any(List<HeldLock> locks, Predicate<HeldLock> kind) {
    return locks.stream()
        .anyMatch(lock -> lock.mode().compareTo(LockMode.SHARE) >= 0 && kind.test(lock));
  }

  private static boolean said(Measurement seen, String beginning) {
    return seen.answer().messages().stream().anyMatch(message -> message.startsWith(beginning));
  }

  private static boolean isTold(Relation relation) {
    return KINDS.indexOf(relation.relkind()) >= 0
        && !relation.name().schema().equals(Relations.TEMPORARY);
  }

  private static List<String> names(Collection<Relation> relations) {
    return relations.stream()
        .filter(Truth::isTold)
        .map(Relation::name)
        .map(RelationName::toString)
        .sorted()
        .toList();
  }
}
