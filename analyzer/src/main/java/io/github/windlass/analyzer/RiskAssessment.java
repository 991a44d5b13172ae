package io.github.windlass.analyzer;

import io.github.windlass.analyzer.AnalyzedStatement.HeldLock;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a statement can hurt, from what it does.
 *
 * @param reasons the facts that made the risk, for a person; empty if it is SAFE
 */
record RiskAssessment(Risk risk, List<String> reasons) {

  RiskAssessment {
    reasons = List.copyOf(reasons);
  }

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

  static RiskAssessment of(Statement statement, Effects effects, List<HeldLock> held) {
    Assessing assessing = new Assessing();
    if (effects.fails() != null) {
      assessing.add(Risk.HIGH, "fails: " + effects.fails().reason());
      return assessing.done();
    }
    boolean work = worksOnExisting(effects);
    LockMode strongest = effects.strongest().orElse(LockMode.ACCESS_SHARE);
    if (strongest.blocksReads()) {
      if (!work) {
        assessing.add(Risk.LOW, "blocks reads and writes for a moment");
      } else if (effects.rewrites().isEmpty()) {
        assessing.add(Risk.HIGH, "blocks reads and writes while the data are read");
      } else {
        assessing.add(Risk.CRITICAL, "blocks reads and writes while the table is rewritten");
      }
    } else if (strongest.blocksWrites()) {
      assessing.add(
          work ? Risk.HIGH : Risk.LOW,
          work ? "blocks writes while the data are read" : "blocks writes for a moment");
    } else if (strongest == LockMode.SHARE_UPDATE_EXCLUSIVE) {
      assessing.add(Risk.LOW, "waits for, and holds up, VACUUM and other changes of the schema");
    } else if (strongest == LockMode.ROW_EXCLUSIVE) {
      boolean everyRow = changesEveryRow(statement) && work;
      assessing.add(
          everyRow ? Risk.MEDIUM : Risk.LOW,
          everyRow ? "changes every row in one statement" : "changes rows");
    }
    boolean holdsReads = held.stream().anyMatch(lock -> lock.mode().blocksReads());
    boolean holdsWrites = held.stream().anyMatch(lock -> lock.mode().blocksWrites());
    if (work && (holdsReads || holdsWrites)) {
      assessing.add(
          Risk.HIGH,
          "takes time while the transaction blocks "
              + (holdsReads ? "reads and writes" : "writes")
              + " of "
              + held.stream()
                  .filter(lock -> lock.mode().blocksWrites())
                  .map(lock -> lock.relation().toString())
                  .findFirst()
                  .orElse("another relation"));
    }
    if (losesData(statement) && effects.locks().stream().anyMatch(Lock::existing)) {
      assessing.add(Risk.HIGH, "data are lost");
    }
    return assessing.done();
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

  private static boolean changesEveryRow(Statement statement) {
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
