package io.github.windlass.analyzer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to a server, before anyone judges it.
 *
 * @param locks the strongest lock on each relation, strongest first
 * @param rewrites relations that get a new, filled file
 * @param scans relations that are read from end to end; rewrites and index builds read too
 * @param indexBuilds indexes that are built or rebuilt
 * @param created relations that come to be
 * @param dropped relations that go
 * @param fails why the statement certainly fails; null if it does not
 * @param assumptions what was taken for granted where the schema is unknown
 */
public record Effects(
    List<Lock> locks,
    List<RelationName> rewrites,
    List<RelationName> scans,
    List<RelationName> indexBuilds,
    List<RelationName> created,
    List<RelationName> dropped,
    @Nullable Failure fails,
    List<String> assumptions) {

  /**
   * A certain failure.
   *
   * @param sqlstate five characters (manual, "PostgreSQL Error Codes")
   */
  public record Failure(String sqlstate, String reason) {

    /** Whether it hangs on names and definitions (SQLSTATE classes 2B, 3F and 42). */
    public boolean isOfNames() {
      return sqlstate.startsWith("42") || sqlstate.startsWith("3F") || sqlstate.startsWith("2B");
    }
  }

  /** How an assumption ends that nothing but a lack of knowledge speaks for a rewrite. */
  public static final String REWRITE_ASSUMED = "a rewrite is assumed";

  /** Nothing at all. */
  public static final Effects NONE =
      new Effects(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of());

  public Effects {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    scans = List.copyOf(scans);
    indexBuilds = List.copyOf(indexBuilds);
    created = List.copyOf(created);
    dropped = List.copyOf(dropped);
    assumptions = List.copyOf(assumptions);
  }

  /** Nothing but a failure. */
  static Effects failing(String sqlstate, String reason) {
    return new Effects(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Failure(sqlstate, reason),
        List.of());
  }

  /** The same effects with a further assumption. */
  Effects assuming(String assumption) {
    return new Effects(
        locks,
        rewrites,
        scans,
        indexBuilds,
        created,
        dropped,
        fails,
        Stream.concat(assumptions.stream(), Stream.of(assumption)).toList());
  }

  /**
   * The same effects of a statement in which names are not known: what it fails with for its names
   * is no longer certain.
   */
  public Effects withNamesUnknown() {
    if (fails == null || !fails.isOfNames()) {
      return this;
    }
    return new Effects(locks, rewrites, scans, indexBuilds, created, dropped, null, assumptions)
        .assuming("may fail: " + fails.reason());
  }

  /** Whether a rewrite is assumed because it is not known what is there. */
  public boolean assumesRewrite() {
    return assumptions.stream().anyMatch(each -> each.endsWith(REWRITE_ASSUMED));
  }

  /** The strongest lock on a relation that others can see. */
  public Optional<LockMode> strongest() {
    return locks.stream().filter(Lock::existing).map(Lock::mode).max(LockMode::compareTo);
  }

  /** Whether the statement's time grows with the size of a relation. */
  public boolean growsWithData() {
    return !rewrites.isEmpty() || !scans.isEmpty() || !indexBuilds.isEmpty();
  }

  /** Whether others wait: who does what to a relation that they can see. */
  public Blocks blocks() {
    boolean reads = false;
    boolean writes = false;
    boolean ddl = false;
    boolean autovacuum = false;
    for (Lock lock : locks) {
      if (lock.existing()) {
        reads |= lock.blocksReads();
        writes |= lock.blocksWrites();
        ddl |= lock.mode().blocksDdl();
        autovacuum |= lock.mode().blocksAutovacuum();
      }
    }
    return new Blocks(reads, writes, ddl, autovacuum);
  }

  /**
   * Who waits.
   *
   * @param reads SELECT
   * @param writes INSERT, UPDATE and DELETE
   * @param ddl every statement that changes the relation's definition
   * @param autovacuum autovacuum, which does not wait long but passes the table by
   */
  public record Blocks(boolean reads, boolean writes, boolean ddl, boolean autovacuum) {}
}
