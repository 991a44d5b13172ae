package io.github.windlass.analyzer.effects;

import io.github.windlass.analyzer.Effects;
import io.github.windlass.analyzer.catalog.ColumnType;
import io.github.windlass.analyzer.catalog.QueryColumns;
import io.github.windlass.analyzer.catalog.Routine;
import io.github.windlass.analyzer.routine.RoutineCode;
import io.github.windlass.analyzer.routine.Routines;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlSource;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Definitions of triggers, rules and routines. */
final class RoutineEffects {

  private final EffectsBuilder effects;

  RoutineEffects(EffectsBuilder effects) {
    this.effects = effects;
  }

  void predict(RoutineStatement statement) {
    switch (statement) {
      case RoutineStatement.CreateTrigStmt create ->
          new AttachmentEffects(effects).createTrigger(create);
      case RoutineStatement.RuleStmt create -> new AttachmentEffects(effects).createRule(create);
      case RoutineStatement.CreateFunctionStmt create -> {
        if (!isTaken(create)) {
          body(create);
        }
      }
      default -> {
        // No other definition locks a relation; what a routine does is followed by Routines.
      }
    }
  }

  /** {@code ProcedureCreate}: a routine of the same arguments may be replaced by its like. */
  private boolean isTaken(RoutineStatement.CreateFunctionStmt create) {
    Routine made = Routine.of(create, effects.catalog, effects.version);
    Routine known = effects.catalog.sameRoutine(made).orElse(null);
    if (known == null) {
      return false;
    }
    if (!create.replace()) {
      effects.fail("42723", known.name() + " exists already with the same arguments");
    } else if (known.kind() != made.kind()) {
      effects.fail("42809", known.name() + " is a " + known.kind());
    } else if (made.kind() == Routine.Kind.FUNCTION
        && (known.returnsSet() != made.returnsSet()
            || !Objects.equals(plain(known.returns()), plain(made.returns())))) {
      effects.fail("42P13", known.name() + " keeps what it returns");
    }
    return effects.fails();
  }

  /** Lengths are no part of what a function returns. */
  private static @Nullable ColumnType plain(@Nullable ColumnType type) {
    return type == null ? null : type.withoutTypmods();
  }

  /** {@code ProcedureCreate} calls the language's validator. */
  private void body(RoutineStatement.CreateFunctionStmt create) {
    Effects.Failure refusal =
        effects.catalog.checksFunctionBodies() ? new RoutineCode(create).refusal() : null;
    if (refusal != null) {
      effects.fail(refusal.sqlstate(), refusal.reason());
      return;
    }
    List<Statement> statements = statements(create);
    if (statements.isEmpty() || isPolymorphic(create)) {
      return;
    }
    Set<String> variables = variables(create);
    for (Statement statement : statements) {
      if (statement instanceof QueryStatement query) {
        new QueryEffects(effects).query(query, QueryEffects.Stage.REWRITTEN);
        if (!effects.fails()) {
          effects.refuse(QueryColumns.refusal(query, effects.catalog, variables));
        }
      }
    }
  }

  /**
   * The statements of a body in SQL, whose names are looked up ({@code fmgr_sql_validator}); those
   * that are no queries are only read. A body that is no string is kept as what it means, whatever
   * {@code check_function_bodies} says.
   */
  private List<Statement> statements(RoutineStatement.CreateFunctionStmt create) {
    return switch (create.sqlBody()) {
      case RoutineBody.Atomic atomic -> atomic.statements();
      case RoutineStatement.ReturnStmt returned -> List.of(Routines.query(returned));
      case null -> {
        PlpgsqlSource source = PlpgsqlSource.of(create);
        yield effects.catalog.checksFunctionBodies()
                && source != null
                && source.language().equals("sql")
            ? PostgresParser.parse(source.text()).statements()
            : List.of();
      }
    };
  }

  /** Types that are not known before the call leave the body unread. */
  private static boolean isPolymorphic(RoutineStatement.CreateFunctionStmt create) {
    if (create.sqlBody() != null) {
      return false;
    }
    for (FunctionParameter parameter : create.parameters()) {
      List<String> names = parameter.argType().names();
      if (names.get(names.size() - 1).startsWith("any")) {
        return true;
      }
    }
    return false;
  }

  /** What the body may name besides columns: the parameters, and the routine itself. */
  private static Set<String> variables(RoutineStatement.CreateFunctionStmt create) {
    Set<String> variables = new HashSet<>();
    variables.add(create.funcname().get(create.funcname().size() - 1));
    for (FunctionParameter parameter : create.parameters()) {
      if (parameter.name() != null) {
        variables.add(parameter.name());
      }
    }
    return variables;
  }
}
