package io.github.windlass.cli.fix;

import io.github.windlass.analyzer.Finding.RewriteStep;
import io.github.windlass.analyzer.Finding.RewriteTransaction;
import io.github.windlass.analyzer.Finding.SafeRewrite;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.tree.ObjectStatement.DropStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a rewrite as text that takes a statement's place in a file. */
final class StepText {

  /** How the file's statements are sent. */
  enum Form {
    /** Over one session that takes BEGIN and COMMIT, as psql does. */
    SCRIPT,
    /** Each by itself, by a runner that opens no transaction. */
    STATEMENTS,
    /** As one string, which must be one statement where it must not be a transaction. */
    SINGLE
  }

  private StepText() {}

  /** Whether the steps change the schema alone, so that a file may hold them. */
  static boolean isMechanical(SafeRewrite rewrite) {
    for (RewriteStep step : rewrite.steps()) {
      Statement statement = statement(step.sql());
      if (statement == null || statement instanceof DoStmt || statement instanceof QueryStatement) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Statement statement(String sql) {
    List<Statement> read = PostgresParser.parse(sql).statements();
    return read.size() == 1 ? read.get(0) : null;
  }

  /**
   * The steps, as statements without semicolons.
   *
   * @param limit the statement that sets the session's {@code lock_timeout} again after a step has
   *     changed it; null: RESET does
   * @return null: they have no such form
   */
  static @Nullable List<String> of(SafeRewrite rewrite, Form form, @Nullable String limit) {
    List<String> statements =
        switch (form) {
          case SCRIPT -> script(rewrite);
          case STATEMENTS -> statements(rewrite);
          case SINGLE -> single(rewrite);
        };
    if (statements.isEmpty()) {
      return null;
    }
    for (String name : settings(statements)) {
      statements.add(limit != null && name.equals("lock_timeout") ? limit : "RESET " + name);
    }
    return statements;
  }

  private static List<String> script(SafeRewrite rewrite) {
    List<String> all = new ArrayList<>();
    List<RewriteStep> steps = rewrite.steps();
    boolean open = false;
    for (int i = 0; i < steps.size(); i++) {
      RewriteStep step = steps.get(i);
      boolean goesOn =
          i + 1 < steps.size() && steps.get(i + 1).transaction() == RewriteTransaction.SAME;
      if (step.transaction() != RewriteTransaction.SAME && goesOn) {
        all.add("BEGIN");
        open = true;
      }
      all.add(step.sql());
      if (open && !goesOn) {
        all.add("COMMIT");
        open = false;
      }
    }
    return all;
  }

  private static List<String> statements(SafeRewrite rewrite) {
    List<String> all = new ArrayList<>();
    for (RewriteStep step : rewrite.steps()) {
      String sql =
          statement(step.sql()) instanceof VariableSetStmt set && set.isLocal()
              ? step.sql().replaceFirst("(?i)^SET LOCAL ", "SET ")
              : step.sql();
      if (!all.contains(sql) || !sql.startsWith("SET ")) {
        all.add(sql);
      }
    }
    return all;
  }

  /** The one statement that does the work, if it is one; empty: it is not. */
  private static List<String> single(SafeRewrite rewrite) {
    List<String> all = new ArrayList<>();
    for (RewriteStep step : rewrite.steps()) {
      Statement statement = statement(step.sql());
      boolean prepares =
          statement instanceof VariableSetStmt
              || (statement instanceof DropStmt drop && drop.missingOk() && drop.concurrent());
      if (!prepares) {
        all.add(step.sql());
      }
    }
    return all.size() == 1 ? all : List.of();
  }

  /** What is set for the session. */
  private static Set<String> settings(List<String> statements) {
    Set<String> names = new LinkedHashSet<>();
    for (String sql : statements) {
      if (statement(sql) instanceof VariableSetStmt set && !set.isLocal() && set.name() != null) {
        names.add(set.name());
      }
    }
    return names;
  }
}
