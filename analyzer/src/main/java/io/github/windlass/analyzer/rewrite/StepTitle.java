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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What statements do, in a few words that a file can be called by. */
final class StepTitle {

  private static final int LENGTH = 60;
  private static final String BACKFILL = "backfill";
  private static final String STEP = "step_";

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
    return dropped == null ? STEP + number : asName(dropped);
  }

  /**
   * A title that no other migration has: Rails refuses a class of the same name.
   *
   * @param original the words by which the original is called; empty: it has none
   * @param taken the titles of the migrations beside it, to which it is added
   */
  static String unique(String title, String original, Set<String> taken) {
    boolean general = title.equals(BACKFILL) || title.startsWith(STEP);
    String named = general && !original.isEmpty() ? title + "_for_" + original : title;
    String free = named;
    for (int i = 2; !taken.add(free); i++) {
      free = named + "_" + i;
    }
    return free;
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
      case DoStmt ignored -> BACKFILL;
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

  /** Words as a title has them. */
  static String asName(String words) {
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
