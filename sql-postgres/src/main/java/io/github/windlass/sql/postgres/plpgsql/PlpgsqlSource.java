package io.github.windlass.sql.postgres.plpgsql;

import io.github.windlass.sql.postgres.parser.PlpgsqlTypes;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Parameter;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Returns;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body that a statement holds as a string, and its language.
 *
 * @param language in lower case
 * @param frame what the statement gives to the body
 */
public record PlpgsqlSource(String language, String text, RoutineFrame frame) {

  /** Whether the body is in PL/pgSQL. */
  public boolean isPlpgsql() {
    return language.equals("plpgsql");
  }

  /** Reads the body; it must be in PL/pgSQL. */
  public PlpgsqlBody parse() {
    return PlpgsqlParser.parse(text, frame);
  }

  /** The block of DO; null without. */
  public static @Nullable PlpgsqlSource of(DoStmt statement) {
    return of(statement.args(), "plpgsql", RoutineFrame.DO);
  }

  /** The body of a function or procedure; null where it is no string. */
  public static @Nullable PlpgsqlSource of(CreateFunctionStmt statement) {
    return of(statement.options(), "", frame(statement));
  }

  private static @Nullable PlpgsqlSource of(
      List<DefElem> options, String defaultLanguage, RoutineFrame frame) {
    String language = defaultLanguage;
    String body = null;
    for (DefElem option : options) {
      switch (option.defname()) {
        case "language" -> {
          String name = string(option.arg());
          language = name == null ? "" : name;
        }
        case "as" -> body = string(option.arg());
        default -> {
          // What the routine is, and not what it does.
        }
      }
    }
    return body == null ? null : new PlpgsqlSource(language.toLowerCase(Locale.ROOT), body, frame);
  }

  private static @Nullable String string(@Nullable Node argument) {
    return switch (argument) {
      case Value.StringValue value -> value.sval();
      case Value.ListValue list when list.items().size() == 1 -> string(list.items().get(0));
      case null, default -> null;
    };
  }

  private static RoutineFrame frame(CreateFunctionStmt statement) {
    List<Parameter> parameters = new ArrayList<>(statement.parameters().size());
    boolean out = false;
    for (FunctionParameter parameter : statement.parameters()) {
      FunctionParameterMode mode = parameter.mode();
      out |=
          mode == FunctionParameterMode.OUT
              || mode == FunctionParameterMode.INOUT
              || mode == FunctionParameterMode.TABLE;
      String name = parameter.name();
      parameters.add(
          new Parameter(name == null ? "" : name, PlpgsqlTypes.shape(parameter.argType())));
    }
    List<String> names = statement.funcname();
    return new RoutineFrame(names.get(names.size() - 1), parameters, returns(statement, out));
  }

  private static Returns returns(CreateFunctionStmt statement, boolean out) {
    TypeName type = statement.returnType();
    if (statement.isProcedure()) {
      return Returns.PROCEDURE;
    }
    if (type == null) {
      return out ? Returns.PARAMETERS : Returns.VALUE;
    }
    if (type.setof()) {
      return out ? Returns.SET_OF_PARAMETERS : Returns.SET;
    }
    return switch (type.names().get(type.names().size() - 1)) {
      case "void" -> Returns.NOTHING;
      case "trigger" -> Returns.TRIGGER;
      case "event_trigger" -> Returns.EVENT_TRIGGER;
      default -> out ? Returns.PARAMETERS : Returns.VALUE;
    };
  }
}
