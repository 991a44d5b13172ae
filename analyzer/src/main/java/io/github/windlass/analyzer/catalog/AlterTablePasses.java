package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.Constraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The passes of ALTER TABLE. */
public final class AlterTablePasses {

  private AlterTablePasses() {}

  /**
   * The order in which the server takes the actions of one statement ({@code AT_PASS_*} in {@code
   * ATPrepCmd} of {@code commands/tablecmds.c}). Those of one pass stay as they were written.
   */
  public static List<AlterTableCmd> inOrder(List<AlterTableCmd> written) {
    if (written.size() < 2) {
      return written;
    }
    List<AlterTableCmd> cmds = new ArrayList<>(written);
    cmds.sort(Comparator.comparingInt(AlterTablePasses::pass));
    return cmds;
  }

  /** How many passes there are. */
  static final int COUNT = 8;

  static int pass(AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.DropColumn ignored -> 0;
      case AlterTableCmd.DropConstraint ignored -> 0;
      case AlterTableCmd.DropNotNull ignored -> 0;
      case AlterTableCmd.DropExpression ignored -> 0;
      case AlterTableCmd.DropIdentity ignored -> 0;
      case AlterTableCmd.DropOids ignored -> 0;
      case AlterTableCmd.ColumnDefault change -> change.expr() == null ? 0 : 6;
      case AlterTableCmd.AlterColumnType ignored -> 1;
      case AlterTableCmd.SetExpression ignored -> 2;
      case AlterTableCmd.AddColumn ignored -> 3;
      case AlterTableCmd.AddOids ignored -> 3;
      case AlterTableCmd.SetNotNull ignored -> 4;
      case AlterTableCmd.AddConstraint add -> pass(add.constraint());
      case AlterTableCmd.AddIdentity ignored -> 6;
      default -> 7;
    };
  }

  /** The pass of a constraint; one behind a column of ADD COLUMN has it too. */
  static int pass(Constraint constraint) {
    return switch (constraint) {
      case Constraint.PrimaryKey ignored -> 5;
      case Constraint.Unique ignored -> 5;
      case Constraint.Exclusion ignored -> 5;
      default -> 6;
    };
  }
}
