package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.routine.RoutineCode;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE FUNCTION: what it makes of the catalog. */
final class FunctionFold {

  private FunctionFold() {}

  static Function create(CreateFunctionStmt statement) {
    List<String> names = statement.funcname();
    int arguments =
        (int)
            statement.parameters().stream()
                .filter(parameter ->
                    parameter.mode() != FunctionParameterMode.OUT
                        && parameter.mode() != FunctionParameterMode.TABLE)
                .count();
    Volatility volatility = Volatility.VOLATILE;
    String language = "";
    String body = null;
    for (DefElem option : statement.options()) {
      String word = word(option.arg());
      switch (option.defname()) {
        case "volatility" ->
            volatility =
                switch (word == null ? "" : word) {
                  case "immutable" -> Volatility.IMMUTABLE;
                  case "stable" -> Volatility.STABLE;
                  default -> Volatility.VOLATILE;
                };
        case "language" -> language = word == null ? "" : word;
        case "as" -> body = word;
        default -> {
          // Options that decide nothing here.
        }
      }
    }
    return new Function(
        names.get(names.size() - 1),
        arguments,
        volatility,
        language.equalsIgnoreCase("sql") ? body : null,
        new RoutineCode(statement));
  }

  private static @Nullable String word(@Nullable Node argument) {
    return switch (argument) {
      case Value.StringValue value -> value.sval();
      case Value.ListValue list when !list.items().isEmpty() -> word(list.items().get(0));
      case null, default -> null;
    };
  }
}
