package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function, procedure or aggregate as its signature tells it.
 *
 * @param arguments the types of the arguments that a call gives
 * @param returns null for a procedure without results
 * @param defaults how many arguments have a default
 */
public record Routine(
    Kind kind,
    RelationName name,
    List<ColumnType> arguments,
    boolean returnsSet,
    @Nullable ColumnType returns,
    String language,
    Volatility volatility,
    boolean strict,
    boolean securityDefiner,
    boolean leakproof,
    String parallel,
    int defaults) {

  /** {@code pg_proc.prokind}; window functions are functions. */
  public enum Kind {
    FUNCTION,
    PROCEDURE,
    AGGREGATE
  }

  public Routine {
    arguments = List.copyOf(arguments);
  }

  /** The routine that a statement makes. */
  public static Routine of(CreateFunctionStmt statement, Catalog catalog, int version) {
    return RoutineFold.create(catalog, version, statement);
  }

  /** What tells overloads apart. */
  public record Signature(RelationName name, List<ColumnType> arguments) {}

  /** What tells it from all others. */
  public Signature signature() {
    return new Signature(name, arguments.stream().map(ColumnType::withoutTypmods).toList());
  }

  Routine named(RelationName newName) {
    return new Routine(
        kind,
        newName,
        arguments,
        returnsSet,
        returns,
        language,
        volatility,
        strict,
        securityDefiner,
        leakproof,
        parallel,
        defaults);
  }

  Routine over(List<ColumnType> newArguments, @Nullable ColumnType newReturns) {
    return new Routine(
        kind,
        name,
        newArguments,
        returnsSet,
        newReturns,
        language,
        volatility,
        strict,
        securityDefiner,
        leakproof,
        parallel,
        defaults);
  }
}
