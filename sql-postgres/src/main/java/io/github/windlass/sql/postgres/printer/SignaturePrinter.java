package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions, aggregates and operators with their arguments. */
final class SignaturePrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  SignaturePrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  /** A function, aggregate or operator with what it takes, as {@code type} says. */
  void signature(ObjectType type, ObjectWithArgs object) {
    switch (type) {
      case OPERATOR -> operator(object);
      case AGGREGATE -> {
        out.names(object.objname());
        if (object.objfuncargs().isEmpty()) {
          out.join("(*)");
        } else {
          parameters(object.objfuncargs());
        }
      }
      default -> function(object);
    }
  }

  /** {@code function_with_argtypes}. */
  void function(ObjectWithArgs function) {
    out.names(function.objname());
    if (!function.argsUnspecified()) {
      parameters(function.objfuncargs());
    }
  }

  /** {@code operator_with_argtypes}, or {@code any_operator} where no operands are known. */
  void operator(ObjectWithArgs operator) {
    operatorName(operator.objname());
    if (!operator.objargs().isEmpty()) {
      out.write("(");
      operand(operator.objargs().get(0));
      out.join(",");
      operand(operator.objargs().get(1));
      out.join(")");
    }
  }

  private void operand(@Nullable TypeName operand) {
    if (operand == null) {
      out.write("NONE");
    } else {
      printer.types().type(operand);
    }
  }

  /** {@code any_operator}: {@code schema.+}. */
  void operatorName(List<String> names) {
    int last = names.size() - 1;
    if (last == 0) {
      out.write(names.get(0));
    } else {
      out.names(names.subList(0, last)).join("." + names.get(last));
    }
  }

  /** {@code func_args_with_defaults}, joined to the name before. */
  void parameters(List<FunctionParameter> parameters) {
    out.join("(").list(parameters, this::parameter).join(")");
  }

  /** One argument, or one column of RETURNS TABLE. */
  void parameter(FunctionParameter parameter) {
    FunctionParameterMode mode = parameter.mode();
    switch (mode) {
      case IN, OUT, INOUT, VARIADIC -> out.write(mode.name());
      case TABLE, DEFAULT -> {}
    }
    String name = parameter.name();
    if (name != null) {
      out.name(name);
    }
    printer.types().type(parameter.argType());
    if (parameter.defexpr() != null) {
      out.write("DEFAULT");
      printer.expressions().expression(parameter.defexpr());
    }
  }
}
