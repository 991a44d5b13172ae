package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much a statement can hurt, from what it does.
 *
 * @param reasons the facts that made the risk, for a person; empty if it is SAFE
 */
record RiskAssessment(Risk risk, List<String> reasons) {

  RiskAssessment {
    reasons = List.copyOf(reasons);
  }

  /** Up to here nobody notices. */
  private static final Duration UNNOTICED = Duration.ofMillis(100);

  /** Up to here a page takes longer. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  /** From here on connections pile up behind readers who wait. */
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** The same behind writers alone. */
  private static final Duration OUTAGE_OF_WRITES = Duration.ofMinutes(1);

  /** The same, for a statement that waits for a transaction of its own migration. */
  RiskAssessment waitingFor(List<HeldLock> waits) {
    if (waits.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>();
    all.add(
        "waits for the migration's own transaction, which holds "
            + waits.get(0).mode().manualName()
            + " on "
            + waits.get(0).relation());
    all.addAll(reasons);
    return new RiskAssessment(Risk.CRITICAL, all);
  }

  /**
   * The risk of a statement: the table of {@code docs/risk.md}.
   *
   * @param held what its transaction holds already
   * @param estimate how long it works on tables that others use, if their sizes are known
   */
  static RiskAssessment of(
      Statement statement,
      Effects effects,
      List<HeldLock> held,
      Optional<DurationEstimate> estimate) {
    Assessing assessing = new Assessing();
    if (effects.fails() != null) {
      assessing.add(Risk.HIGH, "fails: " + effects.fails().reason());
      return assessing.done();
    }
    boolean work = worksOnExisting(effects);
    String howLong = estimate.map(known -> ", about " + words(known.time())).orElse("");
    LockMode strongest = effects.strongest().orElse(LockMode.ACCESS_SHARE);
    if (strongest.blocksReads()) {
      boolean rewrite = !effects.rewrites().isEmpty();
      boolean assumed = effects.assumesRewrite();
      if (!work) {
        assessing.add(Risk.LOW, "blocks reads and writes for a moment");
      } else {
        assessing.add(
            estimate
                .map(known -> blocked(known.time(), OUTAGE))
                .orElse(rewrite && !assumed ? Risk.CRITICAL : Risk.HIGH),
            "blocks reads and writes while the "
                + (!rewrite
                    ? "data are read"
                    : assumed
                        ? "table is rewritten, if its values are not kept"
                        : "table is rewritten")
                + howLong);
      }
    } else if (effects.blocks().writes()) {
      assessing.add(
          work
              ? estimate.map(known -> blocked(known.time(), OUTAGE_OF_WRITES)).orElse(Risk.HIGH)
              : Risk.LOW,
          work ? "blocks writes while the data are read" + howLong : "blocks writes for a moment");
    } else if (strongest.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
      assessing.add(Risk.LOW, "waits for, and holds up, VACUUM and other changes of the schema");
    } else if (strongest == LockMode.ROW_EXCLUSIVE) {
      boolean everyRow = changesEveryRow(statement) && work;
      assessing.add(
          everyRow ? estimate.map(known -> rows(known.time())).orElse(Risk.MEDIUM) : Risk.LOW,
          everyRow ? "changes every row in one statement" + howLong : "changes rows");
    }
    boolean holdsReads = held.stream().anyMatch(lock -> lock.mode().blocksReads());
    boolean holdsWrites = held.stream().anyMatch(lock -> lock.mode().blocksWrites());
    if (work && (holdsReads || holdsWrites)) {
      assessing.add(
          estimate
              .map(known -> blocked(known.time(), holdsReads ? OUTAGE : OUTAGE_OF_WRITES))
              .orElse(Risk.HIGH),
          "takes time while the transaction blocks "
              + (holdsReads ? "reads and writes" : "writes")
              + " of "
              + held.stream()
                  .filter(lock -> lock.mode().blocksWrites())
                  .map(lock -> lock.relation().toString())
                  .findFirst()
                  .orElse("another relation")
              + howLong);
    }
    if (losesData(statement) && effects.locks().stream().anyMatch(Lock::existing)) {
      assessing.add(Risk.HIGH, "data are lost");
    }
    return assessing.done();
  }

  /** The risk of making others wait for a time. */
  private static Risk blocked(Duration time, Duration outage) {
    return time.compareTo(UNNOTICED) < 0
        ? Risk.LOW
        : time.compareTo(NOTICED) < 0
            ? Risk.MEDIUM
            : time.compareTo(outage) < 0 ? Risk.HIGH : Risk.CRITICAL;
  }

  /** The risk of changing rows for a time: who changes the same rows waits. */
  private static Risk rows(Duration time) {
    return time.compareTo(NOTICED) < 0
        ? Risk.LOW
        : time.compareTo(OUTAGE_OF_WRITES) < 0 ? Risk.MEDIUM : Risk.HIGH;
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    return seconds == 0
        ? Math.max(1, time.toMillis()) + " ms"
        : seconds < 120
            ? seconds + " s"
            : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  private static boolean worksOnExisting(Effects effects) {
    return effects.growsWithData()
        && (effects.rewrites().stream().anyMatch(name -> isExisting(effects, name))
            || effects.scans().stream().anyMatch(name -> isExisting(effects, name)));
  }

  private static boolean isExisting(Effects effects, RelationName name) {
    return effects.locks().stream()
        .anyMatch(lock -> lock.existing() && lock.relation().equals(name));
  }

  static boolean changesEveryRow(Statement statement) {
    return switch (statement) {
      case QueryStatement.UpdateStmt update -> update.whereClause() == null;
      case QueryStatement.DeleteStmt delete -> delete.whereClause() == null;
      default -> false;
    };
  }

  private static boolean losesData(Statement statement) {
    return switch (statement) {
      case TableStatement.TruncateStmt ignored -> true;
      case TableStatement.AlterTableStmt alter ->
          alter.cmds().stream().anyMatch(AlterTableCmd.DropColumn.class::isInstance);
      case ObjectStatement.DropStmt drop ->
          switch (drop.removeType()) {
            case TABLE, MATVIEW, SCHEMA, SEQUENCE -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private static final class Assessing {
    private Risk risk = Risk.SAFE;
    private final List<String> reasons = new ArrayList<>();

    void add(Risk reached, String reason) {
      risk = reached.isAtLeast(risk) ? reached : risk;
      reasons.add(reason);
    }

    RiskAssessment done() {
      return new RiskAssessment(risk, reasons);
    }
  }
}
