package io.github.windlass.analyzer.routine;

import io.github.windlass.analyzer.Effects.Failure;
import io.github.windlass.sql.postgres.PostgresParser;
import io.github.windlass.sql.postgres.Script;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlBody;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlSource;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import org.jspecify.annotations.Nullable;

/** A routine's body, read when it is first asked for and then kept. */
public final class RoutineCode {

  private final CreateFunctionStmt statement;
  private final @Nullable PlpgsqlSource source;
  private volatile @Nullable PlpgsqlBody plpgsql;
  private volatile @Nullable Script sql;

  /** The body of a routine's definition. */
  public RoutineCode(CreateFunctionStmt statement) {
    this.statement = statement;
    this.source = PlpgsqlSource.of(statement);
  }

  /** The definition that holds it. */
  public CreateFunctionStmt statement() {
    return statement;
  }

  /** The body as a string; null where it is none. */
  @Nullable PlpgsqlSource source() {
    return source;
  }

  /** The body in PL/pgSQL; {@link #source} must say that it is that. */
  PlpgsqlBody plpgsql(PlpgsqlSource of) {
    PlpgsqlBody body = plpgsql;
    if (body == null) {
      body = of.parse();
      plpgsql = body;
    }
    return body;
  }

  /** The body in SQL; {@link #source} must say that it is that. */
  Script sql(PlpgsqlSource of) {
    Script script = sql;
    if (script == null) {
      script = PostgresParser.parse(of.text());
      sql = script;
    }
    return script;
  }

  /**
   * Why the server refuses the body ({@code check_function_bodies}); null where it takes it, as far
   * as its syntax goes.
   */
  public @Nullable Failure refusal() {
    if (source == null) {
      return null;
    }
    return switch (source.language()) {
      case "plpgsql" -> refusal(plpgsql(source), source);
      case "sql" -> {
        for (Script.SyntaxError error : sql(source).errors()) {
          if (!error.limit()) {
            yield new Failure("42601", "in the body: " + error.reason());
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  /** Why the server refuses a body of PL/pgSQL; null where it takes it. */
  static @Nullable Failure refusal(PlpgsqlBody body, PlpgsqlSource source) {
    return switch (body) {
      case PlpgsqlBody.Parsed ignored -> null;
      case PlpgsqlBody.SyntaxError error ->
          error.limit()
              ? null
              : new Failure(
                  error.sqlstate(),
                  "line "
                      + source.text().substring(0, error.at().start()).lines().count()
                      + " of the body: "
                      + error.reason());
    };
  }
}
