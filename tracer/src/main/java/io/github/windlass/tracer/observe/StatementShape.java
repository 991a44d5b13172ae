package io.github.windlass.tracer.observe;

import io.github.windlass.sql.postgres.tree.ObjectStatement;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement;
import io.github.windlass.sql.postgres.tree.UtilityStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison must know of a kind of statement.
 *
 * @param moves it gives relations new names, so that none comes or goes
 * @param rewritesWhatIsEmpty a new file of an empty table is a table written anew, and not one
 *     emptied
 * @param changesRows what it reads and locks weakly beside its target hangs on rows and on the
 *     planner
 * @param isRoutine it runs a routine, of which not everything may be known
 */
public record StatementShape(
    boolean moves, boolean rewritesWhatIsEmpty, boolean changesRows, boolean isRoutine) {

  /** Of a statement; null where it could not be read. */
  public static StatementShape of(@Nullable Statement statement) {
    boolean routine =
        statement instanceof RoutineStatement.DoStmt
            || statement instanceof RoutineStatement.CallStmt;
    boolean moves =
        statement instanceof ObjectStatement.RenameStmt
            || statement instanceof ObjectStatement.AlterObjectSchemaStmt;
    boolean rows =
        (statement instanceof QueryStatement
                && !(statement instanceof SelectStmt.Select select && select.intoClause() != null))
            || statement instanceof UtilityStatement.CopyStmt
            || statement instanceof UtilityStatement.ExplainStmt
            || statement instanceof SessionStatement.ExecuteStmt;
    boolean empties =
        statement == null || routine || rows || statement instanceof TableStatement.TruncateStmt;
    return new StatementShape(moves, !empties, rows, routine);
  }
}
