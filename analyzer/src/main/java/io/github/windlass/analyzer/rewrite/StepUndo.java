package io.github.windlass.analyzer.rewrite;

import io.github.windlass.sql.postgres.printer.SqlPrinter;
import io.github.windlass.sql.postgres.tree.AlterTableCmd;
import io.github.windlass.sql.postgres.tree.ObjectReference;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.AlterTableStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateSeqStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What takes steps back, part by part in their order. What the steps made themselves and dropped
 * again needs nothing; it is dropped IF EXISTS. Of what is made IF NOT EXISTS, nobody knows whether
 * they made it: that is not dropped.
 */
final class StepUndo {

  /** Names of what the steps made so far. */
  private final Set<String> made = new HashSet<>();

  private boolean impossible;

  /**
   * The statements that take a part back, in order.
   *
   * @param texts the same statements as they are written
   * @param statements null: one that changes nothing that lasts
   * @return null: nothing does
   */
  @Nullable List<String> of(List<String> texts, List<@Nullable Statement> statements) {
    // What is dropped first may be what an earlier attempt left of what is made then.
    for (Statement statement : statements) {
      if (statement instanceof IndexStmt index && index.idxname() != null) {
        made.add(index.idxname());
      }
    }
    List<String> all = new ArrayList<>();
    List<String> first = new ArrayList<>();
    impossible = false;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (statement instanceof VariableSetStmt set && set.isLocal()) {
        first.add(texts.get(i));
      } else if (statement != null) {
        all.addAll(0, of(statement));
      }
    }
    if (impossible) {
      return null;
    }
    if (!all.isEmpty()) {
      all.addAll(0, first);
    }
    return all;
  }

  private List<String> of(Statement statement) {
    return switch (statement) {
      case IndexStmt index -> undo(index);
      case AlterTableStmt alter -> undo(alter);
      case CreateTrigStmt trigger -> {
        made.add(trigger.trigname());
        yield List.of(
            "DROP TRIGGER IF EXISTS "
                + SqlPrinter.printName(trigger.trigname())
                + " ON "
                + SqlPrinter.print(trigger.relation()));
      }
      case CreateFunctionStmt function -> {
        made.add(function.funcname().get(function.funcname().size() - 1));
        yield List.of(
            "DROP FUNCTION IF EXISTS "
                + SqlPrinter.printName(function.funcname().toArray(String[]::new))
                + "()");
      }
      case CreateSeqStmt sequence -> {
        made.add(sequence.sequence().relname());
        yield List.of("DROP SEQUENCE IF EXISTS " + SqlPrinter.print(sequence.sequence()));
      }
      case CreateStmt table -> {
        impossible |= table.ifNotExists();
        made.add(table.relation().relname());
        yield List.of("DROP TABLE IF EXISTS " + SqlPrinter.print(table.relation()));
      }
      case DropStmt drop -> {
        for (ObjectReference object : drop.objects()) {
          impossible |= !isMade(object);
        }
        yield List.of();
      }
      case VariableSetStmt ignored -> List.of();
      case DoStmt ignored -> List.of();
      case QueryStatement ignored -> List.of();
      default -> {
        impossible = true;
        yield List.of();
      }
    };
  }

  private boolean isMade(ObjectReference object) {
    return switch (object) {
      case RangeVar relation -> made.contains(relation.relname());
      case QualifiedName name -> made.contains(name.last());
      case ObjectReference.OnRelation on -> made.contains(on.name());
      case io.github.windlass.sql.postgres.tree.ObjectWithArgs function ->
          made.contains(function.objname().get(function.objname().size() - 1));
      default -> false;
    };
  }

  private List<String> undo(IndexStmt index) {
    if (index.idxname() == null || index.ifNotExists()) {
      impossible = true;
      return List.of();
    }
    String schema = index.relation().schemaname();
    return List.of(
        "DROP INDEX "
            + (index.concurrent() ? "CONCURRENTLY " : "")
            + "IF EXISTS "
            + (schema == null
                ? SqlPrinter.printName(index.idxname())
                : SqlPrinter.printName(schema, index.idxname())));
  }

  private List<String> undo(AlterTableStmt alter) {
    List<String> actions = new ArrayList<>();
    if (alter.objtype() != ObjectType.TABLE) {
      impossible = true;
      return actions;
    }
    for (AlterTableCmd cmd : alter.cmds()) {
      actions.addAll(0, undo(cmd));
    }
    String table = SqlPrinter.print(alter.relation());
    return actions.isEmpty()
        ? actions
        : List.of(
            "ALTER TABLE "
                + (alter.missingOk() ? "IF EXISTS " : "")
                + table
                + " "
                + String.join(", ", actions));
  }

  private List<String> undo(AlterTableCmd cmd) {
    return switch (cmd) {
      case AlterTableCmd.AddConstraint add when add.constraint().conname() != null -> {
        made.add(add.constraint().conname());
        yield List.of(
            "DROP CONSTRAINT IF EXISTS " + SqlPrinter.printName(add.constraint().conname()));
      }
      case AlterTableCmd.AddColumn add -> {
        impossible |= add.ifNotExists();
        made.add(add.column().colname());
        yield List.of("DROP COLUMN IF EXISTS " + SqlPrinter.printName(add.column().colname()));
      }
      case AlterTableCmd.SetNotNull set ->
          List.of("ALTER COLUMN " + SqlPrinter.printName(set.name()) + " DROP NOT NULL");
      case AlterTableCmd.AddIdentity add ->
          List.of("ALTER COLUMN " + SqlPrinter.printName(add.name()) + " DROP IDENTITY IF EXISTS");
      case AlterTableCmd.ColumnDefault set -> {
        impossible |= !made.contains(set.name());
        yield List.of();
      }
      case AlterTableCmd.DropConstraint drop -> {
        impossible |= !made.contains(drop.name());
        yield List.of();
      }
      case AlterTableCmd.ValidateConstraint ignored -> List.of();
      default -> {
        impossible = true;
        yield List.of();
      }
    };
  }
}
