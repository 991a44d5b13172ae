package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterEventTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CallStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateEventTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreatePLangStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateTrigStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.ReturnStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.RuleStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerEvent;
import io.github.windlass.sql.postgres.tree.RoutineStatement.TriggerTransition;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import io.github.windlass.sql.postgres.tree.Value.ListValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions, procedures, triggers, rules. */
final class RoutinePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final OptionPrinter options;

  RoutinePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.options = new OptionPrinter(printer, out);
  }

  void statement(RoutineStatement statement) {
    switch (statement) {
      case CreateFunctionStmt function -> createFunction(function);
      case AlterFunctionStmt function -> {
        out.write("ALTER").write(function.objtype().name());
        printer.signatures().function(function.func());
        function.actions().forEach(this::option);
      }
      case ReturnStmt end -> returned(end);
      case CallStmt call -> {
        out.write("CALL");
        printer.expressions().function(call.funccall());
      }
      case DoStmt block -> {
        out.write("DO");
        block.args().forEach(this::blockPart);
      }
      case CreateTrigStmt trigger -> createTrigger(trigger);
      case CreateEventTrigStmt trigger -> createEventTrigger(trigger);
      case AlterEventTrigStmt trigger -> {
        out.write("ALTER EVENT TRIGGER").name(trigger.trigname());
        out.write(
            switch (trigger.tgenabled()) {
              case ON_ORIGIN -> "ENABLE";
              case ON_REPLICA -> "ENABLE REPLICA";
              case ALWAYS -> "ENABLE ALWAYS";
              case DISABLED -> "DISABLE";
            });
      }
      case RuleStmt rule -> createRule(rule);
      case CreatePLangStmt language -> createLanguage(language);
    }
  }

  private void create(boolean replace) {
    out.write(replace ? "CREATE OR REPLACE" : "CREATE");
  }

  // --- functions -----------------------------------------------------------------------------

  private void createFunction(CreateFunctionStmt function) {
    create(function.replace());
    out.write(function.isProcedure() ? "PROCEDURE" : "FUNCTION").names(function.funcname());
    List<FunctionParameter> parameters = new ArrayList<>();
    List<FunctionParameter> columns = new ArrayList<>();
    for (FunctionParameter parameter : function.parameters()) {
      boolean column = parameter.mode() == FunctionParameterMode.TABLE;
      (column ? columns : parameters).add(parameter);
    }
    printer.signatures().parameters(parameters);
    if (!columns.isEmpty()) {
      out.write("RETURNS TABLE").listInParentheses(columns, printer.signatures()::parameter);
    } else if (function.returnType() != null) {
      out.write("RETURNS");
      printer.types().type(function.returnType());
    }
    function.options().forEach(this::option);
    body(function.sqlBody());
  }

  /** {@code createfunc_opt_item}. */
  private void option(DefElem option) {
    switch (option.arg()) {
      case BooleanValue value -> out.write(flag(option.defname(), value.boolval()));
      case ListValue list -> list(option.defname(), list);
      case StringValue value -> word(option.defname(), value.sval());
      case Value number -> {
        out.write(option.defname().toUpperCase(Locale.ROOT));
        options.value(number);
      }
      case QualifiedName function -> out.write("SUPPORT").names(function.names());
      case Statement setting -> printer.statement(setting);
      case null, default -> throw unknown(option);
    }
  }

  private static IllegalStateException unknown(DefElem option) {
    return new IllegalStateException("no option of a function: " + option);
  }

  private static String flag(String name, boolean value) {
    return switch (name) {
      case "strict" -> value ? "STRICT" : "CALLED ON NULL INPUT";
      case "security" -> value ? "SECURITY DEFINER" : "SECURITY INVOKER";
      case "leakproof" -> value ? "LEAKPROOF" : "NOT LEAKPROOF";
      default -> name.toUpperCase(Locale.ROOT);
    };
  }

  private void list(String name, ListValue list) {
    if (name.equals("as")) {
      out.write("AS").list(list.items(), options::value);
      return;
    }
    out.write("TRANSFORM")
        .list(
            list.items(),
            type -> {
              out.write("FOR TYPE");
              printer.types().type((TypeName) type);
            });
  }

  private void word(String name, String value) {
    switch (name) {
      case "language" -> out.write("LANGUAGE").string(value);
      case "parallel" -> out.write("PARALLEL").name(value);
      default -> out.write(value.toUpperCase(Locale.ROOT));
    }
  }

  private void blockPart(DefElem part) {
    out.writeIf(part.defname().equals("language"), "LANGUAGE");
    if (part.arg() instanceof StringValue text) {
      out.string(text.sval());
    }
  }

  private void body(@Nullable RoutineBody body) {
    switch (body) {
      case null -> {}
      case ReturnStmt end -> returned(end);
      case RoutineBody.Atomic block -> {
        out.write("BEGIN ATOMIC");
        for (Statement statement : block.statements()) {
          printer.statement(statement);
          out.join(";");
        }
        out.write("END");
      }
    }
  }

  private void returned(ReturnStmt end) {
    out.write("RETURN");
    printer.expressions().expression(end.returnval());
  }

  // --- triggers ------------------------------------------------------------------------------

  private void createTrigger(CreateTrigStmt trigger) {
    create(trigger.replace());
    out.writeIf(trigger.isconstraint(), "CONSTRAINT").write("TRIGGER").name(trigger.trigname());
    out.write(
        switch (trigger.timing()) {
          case BEFORE -> "BEFORE";
          case AFTER -> "AFTER";
          case INSTEAD -> "INSTEAD OF";
        });
    String or = "";
    for (TriggerEvent event : trigger.events()) {
      out.writeIf(!or.isEmpty(), or).write(event.name());
      if (event == TriggerEvent.UPDATE && !trigger.columns().isEmpty()) {
        out.write("OF").nameList(trigger.columns());
      }
      or = "OR";
    }
    out.write("ON");
    names.qualifiedName(trigger.relation());
    if (trigger.constrrel() != null) {
      out.write("FROM");
      names.qualifiedName(trigger.constrrel());
    }
    new ConstraintPrinter(printer, out).deferrability(trigger.deferrable(), trigger.initdeferred());
    out.writeIf(!trigger.transitionRels().isEmpty(), "REFERENCING");
    trigger.transitionRels().forEach(this::transition);
    out.writeIf(trigger.row(), "FOR EACH ROW");
    if (trigger.whenClause() != null) {
      out.write("WHEN (");
      printer.expressions().expression(trigger.whenClause());
      out.join(")");
    }
    executed(trigger.funcname());
    out.join("(").list(trigger.args(), arg -> out.string(arg.sval())).join(")");
  }

  private void transition(TriggerTransition transition) {
    out.write(transition.isNew() ? "NEW" : "OLD");
    out.write(transition.isTable() ? "TABLE" : "ROW").write("AS").name(transition.name());
  }

  private void executed(List<String> function) {
    out.write("EXECUTE FUNCTION").names(function);
  }

  private void createEventTrigger(CreateEventTrigStmt trigger) {
    out.write("CREATE EVENT TRIGGER").name(trigger.trigname());
    out.write("ON").name(trigger.eventname());
    String and = "WHEN";
    for (DefElem condition : trigger.whenclause()) {
      out.write(and).name(condition.defname()).write("IN");
      if (condition.arg() instanceof Value values) {
        options.value(values);
      }
      and = "AND";
    }
    executed(trigger.funcname());
    out.join("()");
  }

  // --- rules and languages -------------------------------------------------------------------

  private void createRule(RuleStmt rule) {
    create(rule.replace());
    out.write("RULE").name(rule.rulename()).write("AS ON").write(rule.event().name()).write("TO");
    names.qualifiedName(rule.relation());
    Expression where = rule.whereClause();
    if (where != null) {
      out.write("WHERE");
      printer.expressions().expression(where);
    }
    out.write(rule.instead() ? "DO INSTEAD" : "DO ALSO");
    if (rule.actions().isEmpty()) {
      out.write("NOTHING");
      return;
    }
    out.write("(");
    String semicolon = "";
    for (Statement action : rule.actions()) {
      out.join(semicolon);
      printer.statement(action);
      semicolon = ";";
    }
    out.join(")");
  }

  private void createLanguage(CreatePLangStmt language) {
    create(language.replace());
    out.writeIf(language.pltrusted(), "TRUSTED").write("LANGUAGE").name(language.plname());
    out.write("HANDLER").names(language.plhandler());
    handler("INLINE", language.plinline());
    handler("VALIDATOR", language.plvalidator());
  }

  private void handler(String word, List<String> function) {
    if (!function.isEmpty()) {
      out.write(word).names(function);
    }
  }
}
