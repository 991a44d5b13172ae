package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RoleSpec;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What statements of all families hold: relations, roles, options, signatures. */
final class SharedPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;

  SharedPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  // --- relations and roles -------------------------------------------------------------------

  /** {@code relation_expr}: a relation, with ONLY if its children are left out. */
  void relation(RangeVar relation) {
    out.writeIf(!relation.inh(), "ONLY");
    relationName(relation);
  }

  /** {@code qualified_name}: a relation by its name alone. */
  void relationName(RangeVar relation) {
    String schema = relation.schemaname();
    String catalog = relation.catalogname();
    if (schema == null) {
      out.name(relation.relname());
    } else if (catalog == null) {
      out.names(List.of(schema, relation.relname()));
    } else {
      out.names(List.of(catalog, schema, relation.relname()));
    }
  }

  /** {@code RoleSpec}. */
  void role(RoleSpec role) {
    switch (role.roletype()) {
      case CSTRING -> out.name(String.valueOf(role.rolename()));
      case CURRENT_ROLE, CURRENT_USER, SESSION_USER, PUBLIC -> out.write(role.roletype().name());
    }
  }

  /** {@code role_list}. */
  void roles(List<RoleSpec> roles) {
    out.list(roles, this::role);
  }

  // --- options -------------------------------------------------------------------------------

  /** {@code definition} and {@code reloptions}: {@code (name = value, …)}. */
  void definition(List<DefElem> options) {
    out.listInParentheses(options, this::option);
  }

  /** {@code opt_definition} and {@code opt_reloptions}: {@code WITH (…)}, or nothing. */
  void optionalDefinition(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.write("WITH");
      definition(options);
    }
  }

  private void option(DefElem option) {
    String namespace = option.defnamespace();
    out.names(namespace == null ? List.of(option.defname()) : List.of(namespace, option.defname()));
    Node arg = option.arg();
    if (arg != null) {
      out.write("=");
      optionValue(arg);
    }
  }

  /** {@code def_arg}. */
  void optionValue(Node value) {
    switch (value) {
      case TypeName type -> printer.types().type(type);
      case QualifiedName operator -> printer.expressions().operator(operator.names());
      case Value plain -> value(plain);
      default -> throw new IllegalStateException("no option's value: " + value);
    }
  }

  /** A string, number or truth value as an option's value. */
  void value(Value value) {
    switch (value) {
      case Value.StringValue string -> out.string(string.sval());
      case Value.IntegerValue number -> out.number(number.ival());
      case Value.FloatValue number -> out.write(number.fval());
      case Value.BooleanValue truth -> out.write(truth.boolval() ? "true" : "false");
      case Value.StarValue star -> out.write("*");
      case Value.ListValue list -> out.list(list.items(), item -> optionValue(item));
    }
  }

  /** {@code create_generic_options} and {@code alter_generic_options}, or nothing. */
  void genericOptions(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.write("OPTIONS").listInParentheses(options, this::genericOption);
    }
  }

  private void genericOption(DefElem option) {
    switch (option.defaction()) {
      case UNSPEC -> {}
      case SET, ADD, DROP -> out.write(option.defaction().name());
    }
    out.name(option.defname());
    if (option.arg() instanceof Value value) {
      value(value);
    }
  }

  // --- signatures ----------------------------------------------------------------------------

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
      out.listInParentheses(operator.objargs(), this::operand);
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
