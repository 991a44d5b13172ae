package io.github.windlass.analyzer.routine;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Into;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that statements write to, at any depth. */
final class AssignedNames {

  private final Set<String> names = new HashSet<>();

  private AssignedNames() {}

  static Set<String> in(List<PlpgsqlStatement> statements) {
    AssignedNames assigned = new AssignedNames();
    assigned.all(statements);
    return assigned.names;
  }

  private void all(List<PlpgsqlStatement> statements) {
    statements.forEach(this::statement);
  }

  private void statement(PlpgsqlStatement statement) {
    switch (statement) {
      case PlpgsqlStatement.Block block -> {
        all(block.statements());
        block.handlers().forEach(handler -> all(handler.statements()));
      }
      case PlpgsqlStatement.Assign assign -> target(assign.target());
      case PlpgsqlStatement.If branches -> {
        branches.arms().forEach(arm -> all(arm.statements()));
        all(branches.otherwise());
      }
      case PlpgsqlStatement.Case cases -> {
        cases.arms().forEach(arm -> all(arm.statements()));
        if (cases.otherwise() != null) {
          all(cases.otherwise());
        }
      }
      case PlpgsqlStatement.Loop loop -> all(loop.body());
      case PlpgsqlStatement.While loop -> all(loop.body());
      case PlpgsqlStatement.ForInteger loop -> {
        names.add(loop.variable());
        all(loop.body());
      }
      case PlpgsqlStatement.ForQuery loop -> {
        loop.targets().forEach(this::target);
        all(loop.body());
      }
      case PlpgsqlStatement.ForCursor loop -> {
        names.add(loop.variable());
        all(loop.body());
      }
      case PlpgsqlStatement.ForExecute loop -> {
        loop.targets().forEach(this::target);
        all(loop.body());
      }
      case PlpgsqlStatement.Foreach loop -> {
        loop.targets().forEach(this::target);
        all(loop.body());
      }
      case PlpgsqlStatement.ExecSql sql -> into(sql.into());
      case PlpgsqlStatement.DynExecute execute -> into(execute.into());
      case PlpgsqlStatement.Fetch fetch -> into(fetch.into());
      case PlpgsqlStatement.GetDiagnostics get ->
          get.items().forEach(item -> target(item.target()));
      case PlpgsqlStatement.Perform ignored -> names.add("found");
      case PlpgsqlStatement.Call ignored -> {}
      case PlpgsqlStatement.Exit ignored -> {}
      case PlpgsqlStatement.Return ignored -> {}
      case PlpgsqlStatement.ReturnNext ignored -> {}
      case PlpgsqlStatement.ReturnQuery ignored -> names.add("found");
      case PlpgsqlStatement.ReturnExecute ignored -> names.add("found");
      case PlpgsqlStatement.Raise ignored -> {}
      case PlpgsqlStatement.Assert ignored -> {}
      case PlpgsqlStatement.OpenBound ignored -> {}
      case PlpgsqlStatement.OpenQuery ignored -> {}
      case PlpgsqlStatement.OpenExecute ignored -> {}
      case PlpgsqlStatement.Close ignored -> {}
      case PlpgsqlStatement.Commit ignored -> {}
      case PlpgsqlStatement.Rollback ignored -> {}
      case PlpgsqlStatement.Null ignored -> {}
    }
  }

  private void into(@Nullable Into into) {
    names.add("found");
    if (into != null) {
      into.targets().forEach(this::target);
    }
  }

  private void target(Target target) {
    names.addAll(target.names());
  }
}
