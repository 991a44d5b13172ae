package io.github.windlass.analyzer;

import io.github.windlass.extractor.Origin;
import io.github.windlass.extractor.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one statement.
 *
 * @param sql the statement, without the semicolon
 * @param condition source text of the guard under which it runs; null: always
 * @param repeats whether it runs an unknown number of times
 * @param approximate whether holes or assumptions about unknown values shaped the answer
 * @param riskReasons the facts that made the risk, for a person; empty if it is SAFE
 * @param duration about how long it works on tables in use; null where their sizes are not known
 * @param allowed findings that a comment allows, so that nobody is told of them
 * @param held locks that the same transaction holds already, of earlier statements
 * @param connection over which connection it goes: 0 is the migration's own
 * @param waits locks that a transaction of the same migration holds on another connection, and that
 *     this statement waits for
 */
public record AnalyzedStatement(
    String sql,
    Origin origin,
    @Nullable String condition,
    boolean repeats,
    boolean approximate,
    List<Step.Hole> holes,
    Effects effects,
    List<HeldLock> held,
    List<LockUpgrade> upgrades,
    Risk risk,
    List<String> riskReasons,
    @Nullable DurationEstimate duration,
    List<Finding> findings,
    int connection,
    List<HeldLock> waits,
    List<Finding> allowed) {

  /**
   * A lock held since an earlier statement of the transaction.
   *
   * @param since the number of the statement that took it, from 1, counted over the migrations of
   *     the transaction
   */
  public record HeldLock(RelationName relation, LockMode mode, int since) {}

  /**
   * A lock that is stronger than the one that the transaction holds on the same relation. Two
   * transactions that do so wait for each other.
   *
   * @param from what the transaction holds
   * @param to what the statement takes
   * @param since the number of the statement that took {@code from}, as in {@link HeldLock}
   */
  public record LockUpgrade(RelationName relation, LockMode from, LockMode to, int since) {}

  public AnalyzedStatement {
    holes = List.copyOf(holes);
    held = List.copyOf(held);
    upgrades = List.copyOf(upgrades);
    riskReasons = List.copyOf(riskReasons);
    findings = List.copyOf(findings);
    waits = List.copyOf(waits);
    allowed = List.copyOf(allowed);
  }

  /**
   * What is left of the risk where a comment allows what rules say of it: the highest of the other
   * findings. An allowed finding of a lower risk speaks of something else.
   */
  public Risk riskLeft() {
    Risk max = risk;
    for (Finding finding : allowed) {
      max = finding.risk().isAtLeast(risk) ? Risk.SAFE : max;
    }
    for (Finding finding : findings) {
      max = max.orHigher(finding.risk());
    }
    return max;
  }

  /** The same statement with what rules say of it. */
  AnalyzedStatement judged(List<Finding> judgements, List<Finding> allowedOnes) {
    return new AnalyzedStatement(
        sql,
        origin,
        condition,
        repeats,
        approximate,
        holes,
        effects,
        held,
        upgrades,
        risk,
        riskReasons,
        duration,
        judgements,
        connection,
        waits,
        allowedOnes);
  }
}
