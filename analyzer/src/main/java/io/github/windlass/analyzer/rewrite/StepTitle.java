package io.github.windlass.analyzer.rewrite;

import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectStatement.RenameStmt;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What statements do, in a few words that a file can be called by. */
final class StepTitle {

  private static final int LENGTH = 60;

  private StepTitle() {}

  /**
   * By the first of the statements that says what they are about.
   *
   * @param number that of the step, for statements that say nothing
   */
  static String of(List<@Nullable Statement> statements, int number) {
    String dropped = null;
    for (Statement statement : statements) {
      String words = statement == null ? null : words(statement);
      if (words != null && !(statement instanceof DropStmt)) {
        return asName(words);
      }
      dropped = dropped == null ? words : dropped;
    }
    return dropped == null ? "step_" + number : asName(dropped);
  }

  private static @Nullable String words(Statement statement) {
    return switch (statement) {
      case IndexStmt index -> "create_" + (index.idxname() == null ? "index" : index.idxname());
      case CreateStmt table -> "create_" + table.relation().relname();
      case AlterTableStmt alter -> words(alter);
      case DropStmt drop -> {
        ObjectReference first = drop.objects().get(0);
        yield first instanceof RangeVar relation
            ? "drop_" + relation.relname()
            : first instanceof QualifiedName name ? "drop_" + name.last() : null;
      }
      case RenameStmt rename -> "rename_to_" + rename.newname();
      case DoStmt ignored -> "backfill";
      default -> null;
    };
  }

  private static @Nullable String words(AlterTableStmt alter) {
    String table = alter.relation().relname();
    return switch (alter.cmds().get(0)) {
      case AlterTableCmd.AddColumn add -> "add_" + add.column().colname() + "_to_" + table;
      case AlterTableCmd.AddConstraint add ->
          add.constraint().conname() == null
              ? "add_constraint_to_" + table
              : "add_" + add.constraint().conname();
      case AlterTableCmd.ValidateConstraint validate -> "validate_" + validate.name();
      case AlterTableCmd.DropConstraint drop -> "drop_" + drop.name();
      case AlterTableCmd.SetNotNull set -> "require_" + set.name() + "_of_" + table;
      case AlterTableCmd.AttachPartition attach -> "attach_" + attach.name().relname();
      case AlterTableCmd.DetachPartition detach -> "detach_" + detach.name().relname();
      default -> "alter_" + table;
    };
  }

  private static String asName(String words) {
    StringBuilder name = new StringBuilder();
    for (char c : words.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        name.append(c);
      } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    int end = Math.min(name.length(), LENGTH);
    while (end > 0 && name.charAt(end - 1) == '_') {
      end--;
    }
    return name.substring(0, end);
  }
}
