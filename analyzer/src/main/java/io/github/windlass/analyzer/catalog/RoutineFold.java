package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.DefineStmt;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions, procedures and aggregates by their signatures ({@code functioncmds.c}). */
final class RoutineFold {

  /** Procedures have INOUT and OUT arguments in their signature from here on. */
  private static final int OUT_OF_PROCEDURES = 14;

  private RoutineFold() {}

  static Routine create(Catalog catalog, int version, CreateFunctionStmt statement) {
    List<ColumnType> arguments = new ArrayList<>();
    List<ColumnType> results = new ArrayList<>();
    int defaults = 0;
    for (FunctionParameter parameter : statement.parameters()) {
      ColumnType type = catalog.typeOf(parameter.argType());
      switch (parameter.mode()) {
        case IN, VARIADIC, DEFAULT -> arguments.add(type);
        case INOUT -> {
          arguments.add(type);
          results.add(type);
        }
        case OUT -> {
          results.add(type);
          if (statement.isProcedure() && version >= OUT_OF_PROCEDURES) {
            arguments.add(type);
          }
        }
        case TABLE -> results.add(type);
      }
      defaults += parameter.defexpr() == null ? 0 : 1;
    }
    TypeName returned = statement.returnType();
    ColumnType returns =
        returned != null
            ? catalog.typeOf(returned)
            : results.size() == 1 && !statement.isProcedure()
                ? results.get(0)
                : ColumnType.of(results.isEmpty() ? "void" : "record");
    Routine routine =
        new Routine(
            statement.isProcedure() ? Routine.Kind.PROCEDURE : Routine.Kind.FUNCTION,
            catalog.nameForNew(statement.funcname()),
            arguments,
            returned != null && returned.setof(),
            returns,
            "sql",
            Volatility.VOLATILE,
            false,
            false,
            false,
            "unsafe",
            defaults);
    return altered(routine, statement.options());
  }

  /** ALTER FUNCTION. */
  static Catalog alter(Catalog catalog, AlterFunctionStmt statement) {
    Routine routine = find(catalog, statement.func());
    return routine == null ? catalog : catalog.with(altered(routine, statement.actions()));
  }

  private static Routine altered(Routine routine, List<DefElem> options) {
    String language = routine.language();
    Volatility volatility = routine.volatility();
    boolean strict = routine.strict();
    boolean definer = routine.securityDefiner();
    boolean leakproof = routine.leakproof();
    String parallel = routine.parallel();
    for (DefElem option : options) {
      switch (option.defname()) {
        case "language" -> language = Storage.text(option.arg()).toLowerCase(Locale.ROOT);
        case "volatility" ->
            volatility =
                switch (Storage.text(option.arg())) {
                  case "immutable" -> Volatility.IMMUTABLE;
                  case "stable" -> Volatility.STABLE;
                  default -> Volatility.VOLATILE;
                };
        case "strict" -> strict = isTrue(option.arg());
        case "security" -> definer = isTrue(option.arg());
        case "leakproof" -> leakproof = isTrue(option.arg());
        case "parallel" -> parallel = Storage.text(option.arg()).toLowerCase(Locale.ROOT);
        default -> {
          // Options that decide nothing here.
        }
      }
    }
    return new Routine(
        routine.kind(),
        routine.name(),
        routine.arguments(),
        routine.returnsSet(),
        routine.returns(),
        language,
        volatility,
        strict,
        definer,
        leakproof,
        parallel,
        routine.defaults());
  }

  private static boolean isTrue(@Nullable Node argument) {
    return !(argument instanceof Value.BooleanValue value) || value.boolval();
  }

  /** CREATE AGGREGATE: its result is its state unless a final function says otherwise. */
  static @Nullable Routine aggregate(Catalog catalog, DefineStmt statement) {
    if (statement.kind() != ObjectType.AGGREGATE || statement.args() == null) {
      return null;
    }
    List<ColumnType> arguments = new ArrayList<>();
    for (FunctionParameter parameter : statement.args().parameters()) {
      arguments.add(catalog.typeOf(parameter.argType()));
    }
    ColumnType state = null;
    boolean finished = false;
    String parallel = "unsafe";
    for (DefElem option : statement.definition()) {
      switch (option.defname()) {
        case "stype" -> state = option.arg() instanceof TypeName type ? catalog.typeOf(type) : null;
        case "finalfunc" -> finished = true;
        case "parallel" -> parallel = Storage.text(option.arg()).toLowerCase(Locale.ROOT);
        default -> {
          // What the state is made of.
        }
      }
    }
    return new Routine(
        Routine.Kind.AGGREGATE,
        catalog.nameForNew(statement.defnames()),
        arguments,
        false,
        finished ? null : state,
        "internal",
        Volatility.IMMUTABLE,
        false,
        false,
        false,
        parallel,
        0);
  }

  /** The routine that a name and argument types mean; without types the one of that name. */
  static @Nullable Routine find(Catalog catalog, ObjectWithArgs meant) {
    List<ColumnType> arguments = new ArrayList<>();
    for (TypeName type : meant.objargs()) {
      if (type != null) {
        arguments.add(catalog.typeOf(type).withoutTypmods());
      }
    }
    List<String> names = meant.objname();
    String own = names.get(names.size() - 1);
    List<String> schemas =
        names.size() > 1 ? List.of(names.get(names.size() - 2)) : catalog.searchPath();
    for (String schema : schemas) {
      RelationName name = new RelationName(schema, own);
      if (!meant.argsUnspecified()) {
        Routine found = catalog.routine(new Routine.Signature(name, arguments));
        if (found != null) {
          return found;
        }
      }
    }
    Routine only = null;
    if (meant.argsUnspecified()) {
      for (Routine routine : catalog.routinesMentioning(own)) {
        if (routine.name().name().equals(own) && schemas.contains(routine.name().schema())) {
          only = routine;
        }
      }
    }
    return only;
  }

  /** The full name of a function, whatever its arguments: the first of the path that is known. */
  static RelationName resolve(Catalog catalog, List<String> names) {
    String own = names.get(names.size() - 1);
    if (names.size() == 1) {
      for (String schema : catalog.searchPath()) {
        Routine found =
            catalog.routine(new Routine.Signature(new RelationName(schema, own), List.of()));
        if (found != null) {
          return found.name();
        }
      }
    }
    return catalog.nameForNew(names);
  }
}
