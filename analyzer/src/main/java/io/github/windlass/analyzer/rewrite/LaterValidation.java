package io.github.windlass.analyzer.rewrite;

import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.analyzer.RelationKind;
import io.github.windlass.analyzer.RelationName;
import io.github.windlass.analyzer.catalog.Catalog;
import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import java.util.ArrayList;
import java.util.List;

/** Constraints that hold for new rows at once and are checked for the others later. */
public final class LaterValidation {

  /**
   * A constraint that is added at once.
   *
   * @param action the action that adds it
   * @param notValid the constraint, NOT VALID
   * @param name its name
   */
  public record Change(AlterTableCmd action, Constraint notValid, String name) {}

  /** Whether a table takes no foreign key that is NOT VALID: a partitioned one up to 17 (42809). */
  public static boolean refusesForeignKey(Catalog catalog, RelationName table, int version) {
    return version < 18
        && catalog
            .table(table)
            .filter(known -> known.kind() == RelationKind.PARTITIONED_TABLE)
            .isPresent();
  }

  private LaterValidation() {}

  /** The statement with these constraints NOT VALID, and their validation for each. */
  public static SafeRewrite of(AlterTableStmt alter, List<Change> changes) {
    List<AlterTableCmd> cmds = new ArrayList<>();
    for (AlterTableCmd cmd : alter.cmds()) {
      cmds.add(
          changes.stream()
              .filter(change -> change.action().equals(cmd))
              .findFirst()
              .map(change -> AlterTables.add(change.notValid()))
              .orElse(cmd));
    }
    SafeSteps steps = new SafeSteps();
    steps.brief(
        AlterTables.with(alter, cmds),
        "Holds for new rows at once; the rows that are there are not read.");
    for (Change change : changes) {
      steps.slow(
          SqlPrinter.print(AlterTables.validate(alter, change.name())),
          "Reads every row while reads and writes go on.");
    }
    return steps.build();
  }
}
