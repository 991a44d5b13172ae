package io.github.windlass.tracer.observe;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.analyzer.LockMode;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.tracer.observe.Provocation.By;
import io.github.windlass.tracer.observe.Relations.Relation;
import io.github.windlass.tracer.server.Server;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observes a statement that runs outside of a transaction block, so that its locks are gone when it
 * ends: a second connection looks at them while it runs. As a short lock may be missed, the
 * statement runs again in copies of the database, where somebody stands in its way: a request that
 * waits shows what it wants.
 */
public final class PolledObserver {

  /** Where a statement can run again as if it had not run yet. */
  public interface Copies {

    /** No copies can be made. */
    Copies NONE = () -> null;

    /** A session in a further copy of the database before the statement; null: there is none. */
    @Nullable MigrationSession next() throws SQLException;
  }

  /** {@code lock_not_available}: the migration's own {@code lock_timeout}. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** On how many relations somebody stands in the way. */
  private static final int PROVOKED = 4;

  /** For how long it is looked at without a pause. */
  private static final long CLOSELY_NANOS = 2_000_000_000L;

  private final Server server;
  private final Watcher watcher;

  public PolledObserver(Server server, Watcher watcher) {
    this.server = server;
    this.watcher = watcher;
  }

  /**
   * Runs a statement while it is looked at, and again in copies.
   *
   * @param state what the session sees
   * @param targets names of relations on which somebody stands in its way, whatever it locks
   * @throws SQLException if nothing can be seen
   */
  public Measurement observe(
      MigrationSession session,
      Request request,
      SchemaState state,
      Set<String> targets,
      Copies copies,
      Watch watch)
      throws SQLException {
    Map<RelationName, LockMode> seen = new LinkedHashMap<>();
    OwnSettings settings = OwnSettings.take(session, false);
    SchemaState stateBefore = state.with(session, watch.parts());
    Relations before = stateBefore.relations();
    settings.lend(session);
    Answer answer =
        session.run(request, watch.limit(), looking(session, before, seen, null, watch.beside()));
    watch.ran(answer);
    SchemaState stateAfter = stateBefore;
    FileChanges files = FileChanges.NONE;
    if (!session.isLost()) {
      settings.takeAgain(session);
      stateAfter = SchemaState.of(session, watch.parts());
      settings.giveBack(session);
      files =
          answer.failure() == null ? FileChanges.between(before, stateAfter.relations()) : files;
    }
    List<Relation> provoked =
        answer.failure() == null
            ? provoke(request, watch, before, wanted(before, seen, targets), copies, seen)
            : List.of();
    Map<Long, LockMode> locks = new HashMap<>();
    for (Relation relation : before.byOid().values()) {
      LockMode mode = seen.get(relation.name());
      if (mode != null) {
        locks.put(relation.oid(), mode);
      }
    }
    return new Measurement(
        answer,
        before,
        stateAfter.relations(),
        Map.of(),
        locks,
        false,
        files.rewrites(),
        files.emptied(),
        files.empty().tables(),
        files.empty().indexes(),
        files.builds(),
        List.of(),
        List.of(),
        true,
        provoked,
        stateBefore.changesTo(stateAfter));
  }

  private MigrationSession.Looking looking(
      MigrationSession session,
      Relations before,
      Map<RelationName, LockMode> seen,
      @Nullable Provocation provocation,
      MigrationSession.Looking beside) {
    long start = System.nanoTime();
    return () -> {
      beside.look();
      for (Watcher.HeldLock lock : watcher.locks(session.pid(), session.databaseOid())) {
        Relation relation = before.of(lock.relation());
        if (relation != null) {
          seen.merge(relation.name(), lock.mode(), LockMode::orStronger);
        }
      }
      boolean closely = System.nanoTime() - start < CLOSELY_NANOS;
      if (provocation != null && !provocation.goInTime()) {
        return 0;
      }
      return closely ? 0 : 5;
    };
  }

  /** The relations on which somebody is to stand in the way. */
  private static List<RelationName> wanted(
      Relations before, Map<RelationName, LockMode> seen, Set<String> targets) {
    Map<RelationName, Relation> tables = new LinkedHashMap<>();
    for (Relation relation : before.byOid().values()) {
      if (relation.isTable()) {
        tables.put(relation.name(), relation);
      }
    }
    Set<RelationName> wanted = new LinkedHashSet<>();
    seen.forEach((name, mode) -> {
      if (tables.containsKey(name) && mode.compareTo(LockMode.ROW_EXCLUSIVE) >= 0) {
        wanted.add(name);
      }
    });
    for (RelationName name : tables.keySet()) {
      if (targets.contains(name.toString())) {
        wanted.add(name);
      }
    }
    return wanted.stream().limit(PROVOKED).toList();
  }

  private List<Relation> provoke(
      Request request,
      Watch watch,
      Relations relations,
      List<RelationName> wanted,
      Copies copies,
      Map<RelationName, LockMode> seen)
      throws SQLException {
    List<Relation> provoked = new ArrayList<>();
    for (RelationName name : wanted) {
      boolean all = true;
      for (By by : List.of(By.READER, By.WRITER, By.DEFINER)) {
        Relation relation = relations.named(name.toString());
        if (relation != null && (by == By.READER || relation.relkind() != 'm')) {
          all &= provoke(request, watch, name, by, copies, seen);
        }
      }
      Relation relation = relations.named(name.toString());
      if (all && relation != null) {
        provoked.add(relation);
      }
    }
    return provoked;
  }

  /** Whether a statement came to its locks, or as far as one that it did not wait for long. */
  private static boolean isShown(Answer answer) {
    Failure failure = answer.failure();
    return !answer.unwatched()
        && (failure == null || failure.sqlstate().equals(LOCK_NOT_AVAILABLE));
  }

  private boolean provoke(
      Request request,
      Watch watch,
      RelationName name,
      By by,
      Copies copies,
      Map<RelationName, LockMode> seen)
      throws SQLException {
    try (MigrationSession copy = copies.next()) {
      if (copy == null) {
        return false;
      }
      Relations before = copy.relations();
      Relation relation = before.named(name.toString());
      if (relation == null) {
        return false;
      }
      try (Provocation provocation = Provocation.stand(server, copy.database(), relation, by)) {
        Answer answer =
            copy.run(
                request,
                watch.limit(),
                looking(copy, before, seen, provocation, MigrationSession.Looking.NOT));
        return isShown(answer);
      }
    }
  }
}
