package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Constant.BooleanConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.NullConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall.CoercionForm;
import io.github.windlass.sql.postgres.tree.JsonExpression;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.WindowDef;
import io.github.windlass.sql.postgres.tree.XmlExpression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Function calls, in the syntax that SQL has for them, and windows. */
final class CallPrinter {

  /** How a call is written, as far as operators are concerned. */
  enum Syntax {
    CALL,
    AT_TIME_ZONE,
    IS_NORMALIZED,
    OVERLAPS
  }

  private final SqlPrinter printer;
  private final ExpressionPrinter expressions;
  private final SqlWriter out;
  private final JsonPrinter json;

  CallPrinter(SqlPrinter printer, ExpressionPrinter expressions, SqlWriter out) {
    this.printer = printer;
    this.expressions = expressions;
    this.out = out;
    this.json = new JsonPrinter(printer, expressions, this, out);
  }

  static Syntax syntax(FuncCall call) {
    if (call.funcformat() != CoercionForm.SQL_SYNTAX) {
      return Syntax.CALL;
    }
    return switch (call.funcname().get(call.funcname().size() - 1)) {
      case "timezone" -> Syntax.AT_TIME_ZONE;
      case "is_normalized" -> Syntax.IS_NORMALIZED;
      case "overlaps" -> Syntax.OVERLAPS;
      default -> Syntax.CALL;
    };
  }

  /** Whether a call is of a function of {@code pg_catalog}, as the grammar makes it. */
  static boolean isSystem(FuncCall call, String name) {
    return call.funcname().equals(List.of("pg_catalog", name))
        && call.aggOrder().isEmpty()
        && call.aggFilter() == null
        && call.over() == null
        && !call.aggStar()
        && !call.aggDistinct()
        && !call.funcVariadic()
        && !call.args().isEmpty();
  }

  /** What follows the first operand of {@code AT TIME ZONE} and {@code IS NORMALIZED}. */
  void rest(FuncCall call) {
    List<Expression> args = call.args();
    if (syntax(call) == Syntax.IS_NORMALIZED) {
      out.write("IS");
      if (args.size() > 1) {
        word(args.get(1));
      }
      out.write("NORMALIZED");
    } else if (args.size() == 1) {
      out.write("AT LOCAL");
    } else {
      out.write("AT TIME ZONE");
      expressions.operand(args.get(0));
    }
  }

  /** A string that the grammar makes of a word. */
  private void word(Expression constant) {
    if (constant instanceof StringConstant string) {
      out.write(string.sval());
    } else {
      throw new IllegalArgumentException("no word: " + constant);
    }
  }

  /** A keyword and arguments. */
  void keyword(String keyword, List<Expression> args) {
    out.write(keyword).join("(");
    expressions.expressions(args);
    out.join(")");
  }

  void call(FuncCall call) {
    if (call.funcformat() == CoercionForm.SQL_SYNTAX) {
      special(call);
      return;
    }
    out.names(call.funcname()).join("(");
    out.writeIf(call.aggDistinct(), "DISTINCT");
    int count = call.args().size();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.join(",");
      }
      out.writeIf(call.funcVariadic() && i == count - 1, "VARIADIC");
      expressions.expression(call.args().get(i));
    }
    if (call.aggStar()) {
      out.join("*");
    }
    if (!call.aggWithinGroup()) {
      expressions.orderBy(call.aggOrder());
    }
    out.join(")");
    if (call.aggWithinGroup()) {
      out.write("WITHIN GROUP (");
      expressions.orderBy(call.aggOrder());
      out.join(")");
    }
    filterAndOver(call.aggFilter(), call.over());
  }

  /** {@code filter_clause over_clause}. */
  void filterAndOver(@Nullable Expression filter, @Nullable WindowDef over) {
    if (filter != null) {
      out.write("FILTER (WHERE");
      expressions.expression(filter);
      out.join(")");
    }
    if (over != null) {
      out.write("OVER");
      if (over.name() != null) {
        out.name(over.name());
      } else {
        window(over);
      }
    }
  }

  // --- functions with a syntax of their own ---------------------------------------------------

  private void special(FuncCall call) {
    List<Expression> args = call.args();
    String name = call.funcname().get(call.funcname().size() - 1);
    switch (name) {
      case "overlaps" -> {
        out.listInParentheses(args.subList(0, 2), expressions::expression);
        out.write("OVERLAPS").listInParentheses(args.subList(2, 4), expressions::expression);
      }
      case "pg_collation_for" -> parts("COLLATION FOR (", args, "");
      case "system_user" -> out.write("SYSTEM_USER");
      case "extract" -> parts("EXTRACT(", args, "FROM");
      case "normalize" -> {
        out.write("NORMALIZE(");
        expressions.expression(args.get(0));
        if (args.size() > 1) {
          out.join(",");
          word(args.get(1));
        }
        out.join(")");
      }
      case "overlay" -> parts("OVERLAY(", args, "PLACING", "FROM", "FOR");
      case "position" -> {
        out.write("POSITION(");
        expressions.restricted(args.get(1));
        out.write("IN");
        expressions.restricted(args.get(0));
        out.join(")");
      }
      case "substring" -> parts("SUBSTRING(", args, "FROM", "FOR");
      case "btrim" -> trim("TRIM(BOTH FROM", args);
      case "ltrim" -> trim("TRIM(LEADING FROM", args);
      case "rtrim" -> trim("TRIM(TRAILING FROM", args);
      case "xmlexists" -> {
        out.write("XMLEXISTS(");
        expressions.operand(args.get(0));
        out.write("PASSING");
        expressions.operand(args.get(1));
        out.join(")");
      }
      default -> throw new IllegalArgumentException("unknown SQL syntax: " + name);
    }
  }

  /** Arguments with words between them. */
  private void parts(String opening, List<Expression> args, String... words) {
    out.write(opening);
    for (int i = 0; i < args.size(); i++) {
      if (i > 0) {
        out.write(words[i - 1]);
      }
      expressions.expression(args.get(i));
    }
    out.join(")");
  }

  private void trim(String opening, List<Expression> args) {
    out.write(opening);
    expressions.expressions(args);
    out.join(")");
  }

  // --- windows -------------------------------------------------------------------------------

  /** {@code window_definition}: {@code name AS (…)}. */
  void windowDefinition(WindowDef window) {
    if (window.name() != null) {
      out.name(window.name()).write("AS");
    }
    window(window);
  }

  /** {@code window_specification}. */
  private void window(WindowDef window) {
    out.write("(");
    if (window.refname() != null) {
      out.name(window.refname());
    }
    if (!window.partitionClause().isEmpty()) {
      out.write("PARTITION BY");
      expressions.expressions(window.partitionClause());
    }
    expressions.orderBy(window.orderClause());
    frame(window);
    out.join(")");
  }

  private void frame(WindowDef window) {
    int options = window.frameOptions();
    if ((options & WindowDef.NONDEFAULT) == 0) {
      return;
    }
    out.writeIf((options & WindowDef.RANGE) != 0, "RANGE");
    out.writeIf((options & WindowDef.ROWS) != 0, "ROWS");
    out.writeIf((options & WindowDef.GROUPS) != 0, "GROUPS");
    boolean between = (options & WindowDef.BETWEEN) != 0;
    out.writeIf(between, "BETWEEN");
    bound(options, window.startOffset());
    if (between) {
      out.write("AND");
      bound(options >> 1, window.endOffset());
    }
    out.writeIf((options & WindowDef.EXCLUDE_CURRENT_ROW) != 0, "EXCLUDE CURRENT ROW");
    out.writeIf((options & WindowDef.EXCLUDE_GROUP) != 0, "EXCLUDE GROUP");
    out.writeIf((options & WindowDef.EXCLUDE_TIES) != 0, "EXCLUDE TIES");
  }

  /** One bound; the bits of an end are shifted to those of a start. */
  private void bound(int options, @Nullable Expression offset) {
    if (offset != null) {
      expressions.expression(offset);
      boolean before = (options & WindowDef.START_OFFSET_PRECEDING) != 0;
      out.write(before ? "PRECEDING" : "FOLLOWING");
    } else if ((options & WindowDef.START_CURRENT_ROW) != 0) {
      out.write("CURRENT ROW");
    } else {
      boolean before = (options & WindowDef.START_UNBOUNDED_PRECEDING) != 0;
      out.write(before ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING");
    }
  }

  // --- SQL/XML and SQL/JSON ------------------------------------------------------------------

  void json(JsonExpression expression) {
    json.expression(expression);
  }

  void xml(XmlExpression expression) {
    switch (expression) {
      case XmlExpression.XmlSerialize serialize -> {
        out.write("XMLSERIALIZE(").write(serialize.xmloption().name());
        expressions.expression(serialize.expr());
        out.write("AS");
        printer.types().type(serialize.typeName());
        out.writeIf(serialize.indent(), "INDENT");
        out.join(")");
      }
      case XmlExpression.XmlExpr xml -> xml(xml);
    }
  }

  private void xml(XmlExpression.XmlExpr xml) {
    List<Expression> args = xml.args();
    out.write(xml.op().name()).join("(");
    switch (xml.op()) {
      case XMLCONCAT -> expressions.expressions(args);
      case XMLELEMENT -> {
        xmlName(xml.name());
        if (!xml.namedArgs().isEmpty()) {
          out.join(",").write("XMLATTRIBUTES(").list(xml.namedArgs(), this::attribute).join(")");
        }
        xmlContent(args);
      }
      case XMLFOREST -> out.list(xml.namedArgs(), this::attribute);
      case XMLPARSE -> {
        out.write(xml.xmloption().name());
        expressions.expression(args.get(0));
        out.writeIf(
            args.get(1) instanceof BooleanConstant preserve && preserve.boolval(),
            "PRESERVE WHITESPACE");
      }
      case XMLPI -> {
        xmlName(xml.name());
        xmlContent(args);
      }
      case XMLROOT -> root(args);
      case DOCUMENT -> throw new IllegalArgumentException("IS DOCUMENT is no function");
    }
    out.join(")");
  }

  private void xmlName(@Nullable String name) {
    out.write("NAME");
    if (name != null) {
      out.name(name);
    }
  }

  private void xmlContent(List<Expression> args) {
    if (!args.isEmpty()) {
      out.join(",");
      expressions.expressions(args);
    }
  }

  /** The version NULL stands for NO VALUE; the last argument is an XmlStandaloneType. */
  private void root(List<Expression> args) {
    expressions.expression(args.get(0));
    out.join(",").write("VERSION");
    if (args.get(1) instanceof NullConstant) {
      out.write("NO VALUE");
    } else {
      expressions.expression(args.get(1));
    }
    int standalone = args.get(2) instanceof IntegerConstant code ? code.ival() : 3;
    switch (standalone) {
      case 0 -> out.join(",").write("STANDALONE YES");
      case 1 -> out.join(",").write("STANDALONE NO");
      case 2 -> out.join(",").write("STANDALONE NO VALUE");
      default -> {}
    }
  }

  private void attribute(ResTarget attribute) {
    if (attribute.val() != null) {
      expressions.expression(attribute.val());
    }
    if (attribute.name() != null) {
      out.write("AS").name(attribute.name());
    }
  }
}
