package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists of options in the forms of {@code OptionGrammar}, and those of sequences. */
final class OptionPrinter {

  /** Options that servers before 13 know as keywords alone, so that quotes would not do. */
  private static final Set<String> KEYWORDS = Set.of("analyze", "freeze", "full", "verbose");

  private final SqlPrinter printer;
  private final SqlWriter out;

  OptionPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
  }

  /** {@code WITH (…)}, of {@code opt_definition} and {@code opt_reloptions}; nothing if empty. */
  void with(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.write("WITH");
      definition(options);
    }
  }

  /** {@code definition}, {@code reloptions}: {@code (namespace.name = value, …)}. */
  void definition(List<DefElem> options) {
    out.listInParentheses(options, this::defElem);
  }

  /** {@code def_elem}, {@code reloption_elem}. */
  void defElem(DefElem option) {
    if (option.defnamespace() != null) {
      out.label(option.defnamespace()).join(".");
    }
    out.label(option.defname());
    if (option.arg() != null) {
      out.write("=");
      value(option.arg());
    }
  }

  /** {@code def_arg}, and any value of another list of options. */
  void value(Node value) {
    switch (value) {
      case Value.StringValue string -> out.string(string.sval());
      case Value.IntegerValue number -> out.number(number.ival());
      case Value.FloatValue number -> out.decimal(number.fval());
      case Value.BooleanValue bool -> out.write(bool.boolval() ? "TRUE" : "FALSE");
      case Value.StarValue ignored -> out.write("*");
      case Value.ListValue list -> out.listInParentheses(list.items(), this::value);
      case TypeName type -> printer.types().type(type);
      case QualifiedName operator -> printer.expressions().operator(operator.names());
      case Expression expression -> printer.expressions().expression(expression);
      default -> throw new IllegalArgumentException("no option's value: " + value);
    }
  }

  /** {@code create_generic_options} and {@code alter_generic_options}; nothing if empty. */
  void generic(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.write("OPTIONS").listInParentheses(options, this::genericOption);
    }
  }

  private void genericOption(DefElem option) {
    switch (option.defaction()) {
      case UNSPEC -> {}
      case SET, ADD, DROP -> out.write(option.defaction().name());
    }
    nameAndValue(option);
  }

  /** {@code '(' utility_option_list ')'}; nothing if empty. */
  void utility(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.listInParentheses(options, this::nameAndValue);
    }
  }

  private void nameAndValue(DefElem option) {
    if (KEYWORDS.contains(option.defname())) {
      out.label(option.defname());
    } else {
      out.name(option.defname());
    }
    if (option.arg() != null) {
      value(option.arg());
    }
  }

  /** {@code SeqOptList}. */
  void sequence(List<DefElem> options) {
    options.forEach(this::sequenceOption);
  }

  /** {@code OptParenthesizedSeqOptList}. */
  void sequenceInParentheses(List<DefElem> options) {
    if (!options.isEmpty()) {
      out.write("(");
      sequence(options);
      out.join(")");
    }
  }

  /** {@code SeqOptElem}. */
  void sequenceOption(DefElem option) {
    String keyword = option.defname().toUpperCase(Locale.ROOT);
    Node arg = option.arg();
    switch (option.defname()) {
      case "cycle" -> {
        boolean cycle = arg instanceof Value.BooleanValue value && value.boolval();
        out.write(cycle ? "CYCLE" : "NO CYCLE");
        return;
      }
      case "minvalue", "maxvalue" -> out.write(arg == null ? "NO " + keyword : keyword);
      case "increment" -> out.write("INCREMENT BY");
      case "start" -> out.write("START WITH");
      case "restart" -> out.write(arg == null ? "RESTART" : "RESTART WITH");
      case "owned_by" -> out.write("OWNED BY");
      case "sequence_name" -> out.write("SEQUENCE NAME");
      default -> out.write(keyword);
    }
    if (arg instanceof QualifiedName name) {
      nameOrNone(name);
    } else if (arg != null) {
      value(arg);
    }
  }

  /** NONE is a name to the grammar; the server looks for it after OWNED BY. */
  private void nameOrNone(QualifiedName name) {
    if (name.names().equals(List.of("none"))) {
      out.write("NONE");
    } else {
      out.names(name.names());
    }
  }

  /** {@code alter_identity_column_option_list}. */
  void identity(List<DefElem> options) {
    for (DefElem option : options) {
      switch (option.defname()) {
        case "restart" -> sequenceOption(option);
        case "generated" -> {
          boolean always =
              option.arg() instanceof Value.IntegerValue letter && letter.ival() == 'a';
          out.write(always ? "SET GENERATED ALWAYS" : "SET GENERATED BY DEFAULT");
        }
        default -> {
          out.write("SET");
          sequenceOption(option);
        }
      }
    }
  }
}
