package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.BooleanConstant;
import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.NullConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.FuncCall.CoercionForm;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.XmlExpression.XmlExpr;
import io.github.windlass.sql.postgres.tree.XmlExpression.XmlExpr.Operator;
import io.github.windlass.sql.postgres.tree.XmlExpression.XmlOption;
import io.github.windlass.sql.postgres.tree.XmlExpression.XmlSerialize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL/XML in expressions. */
final class XmlGrammar {

  // XmlStandaloneType of utils/xml.h.
  private static final int STANDALONE_YES = 0;
  private static final int STANDALONE_NO = 1;
  private static final int STANDALONE_NO_VALUE = 2;
  private static final int STANDALONE_OMITTED = 3;

  private final Grammar grammar;
  private final TokenCursor cursor;

  XmlGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code value IS DOCUMENT}. */
  static Expression isDocument(Expression value, Span span) {
    return new XmlExpr(
        Operator.DOCUMENT, null, List.of(), List.of(value), XmlOption.DOCUMENT, span);
  }

  /** A function of SQL/XML; the cursor is at its keyword, a parenthesis follows. */
  Expression call() {
    int start = cursor.start();
    Token function = cursor.token();
    cursor.advance();
    cursor.expect(Token.LEFT_PAREN);
    // These take more stack than other calls, so they count twice.
    cursor.enter();
    Expression call = call(function, start);
    cursor.leave();
    return call;
  }

  private Expression call(Token function, int start) {
    return switch (function) {
      case XMLCONCAT -> {
        List<Expression> args = grammar.expressions().expressionList();
        yield xml(Operator.XMLCONCAT, null, List.of(), args, start);
      }
      case XMLELEMENT -> element(start);
      case XMLEXISTS -> {
        Expression path = grammar.expressions().cExpression();
        Expression document = passingArgument();
        cursor.expect(Token.RIGHT_PAREN);
        yield FunctionGrammar.systemCall(
            "xmlexists", List.of(path, document), CoercionForm.SQL_SYNTAX, cursor.spanFrom(start));
      }
      case XMLFOREST -> xml(Operator.XMLFOREST, null, attributeList(), List.of(), start);
      case XMLPARSE -> parse(start);
      case XMLPI -> {
        cursor.expect(Token.NAME);
        String name = grammar.names().colLabel();
        List<Expression> args =
            cursor.accept(Token.COMMA) ? List.of(grammar.expressions().expression()) : List.of();
        yield xml(Operator.XMLPI, name, List.of(), args, start);
      }
      case XMLROOT -> root(start);
      case XMLSERIALIZE -> serialize(start);
      default -> throw cursor.error();
    };
  }

  /** Reads the closing parenthesis and makes the node. */
  private Expression xml(
      Operator op,
      @Nullable String name,
      List<ResTarget> namedArgs,
      List<Expression> args,
      int start) {
    cursor.expect(Token.RIGHT_PAREN);
    return new XmlExpr(op, name, namedArgs, args, XmlOption.DOCUMENT, cursor.spanFrom(start));
  }

  private Expression element(int start) {
    cursor.expect(Token.NAME);
    String name = grammar.names().colLabel();
    List<ResTarget> attributes = List.of();
    List<Expression> content = List.of();
    if (cursor.accept(Token.COMMA)) {
      boolean more = true;
      if (cursor.accept(Token.XMLATTRIBUTES, Token.LEFT_PAREN)) {
        attributes = attributeList();
        cursor.expect(Token.RIGHT_PAREN);
        more = cursor.accept(Token.COMMA);
      }
      if (more) {
        content = grammar.expressions().expressionList();
      }
    }
    return xml(Operator.XMLELEMENT, name, attributes, content, start);
  }

  /** {@code xml_attribute_list}. */
  private List<ResTarget> attributeList() {
    List<ResTarget> list = new ArrayList<>(4);
    do {
      int start = cursor.start();
      Expression value = grammar.expressions().expression();
      String name = cursor.accept(Token.AS) ? grammar.names().colLabel() : null;
      list.add(new ResTarget(name, List.of(), value, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  private XmlOption documentOrContent() {
    if (cursor.accept(Token.DOCUMENT)) {
      return XmlOption.DOCUMENT;
    }
    cursor.expect(Token.CONTENT);
    return XmlOption.CONTENT;
  }

  private Expression parse(int start) {
    XmlOption option = documentOrContent();
    Expression text = grammar.expressions().expression();
    int whitespace = cursor.start();
    boolean preserve = cursor.accept(Token.PRESERVE);
    if (preserve || cursor.accept(Token.STRIP)) {
      cursor.expect(Token.WHITESPACE);
    }
    BooleanConstant preserved = new BooleanConstant(preserve, cursor.spanFrom(whitespace));
    cursor.expect(Token.RIGHT_PAREN);
    return new XmlExpr(
        Operator.XMLPARSE,
        null,
        List.of(),
        List.of(text, preserved),
        option,
        cursor.spanFrom(start));
  }

  private Expression root(int start) {
    Expression value = grammar.expressions().expression();
    cursor.expect(Token.COMMA);
    cursor.expect(Token.VERSION);
    int version = cursor.start();
    Expression versionValue =
        cursor.accept(Token.NO, Token.VALUE)
            ? new NullConstant(cursor.spanFrom(version))
            : grammar.expressions().expression();
    int standalone = cursor.start();
    int code = STANDALONE_OMITTED;
    if (cursor.accept(Token.COMMA)) {
      cursor.expect(Token.STANDALONE);
      if (cursor.accept(Token.YES)) {
        code = STANDALONE_YES;
      } else {
        cursor.expect(Token.NO);
        code = cursor.accept(Token.VALUE) ? STANDALONE_NO_VALUE : STANDALONE_NO;
      }
    }
    IntegerConstant standaloneValue = new IntegerConstant(code, cursor.spanFrom(standalone));
    List<Expression> args = List.of(value, versionValue, standaloneValue);
    return xml(Operator.XMLROOT, null, List.of(), args, start);
  }

  private Expression serialize(int start) {
    XmlOption option = documentOrContent();
    Expression value = grammar.expressions().expression();
    cursor.expect(Token.AS);
    TypeName type = grammar.types().simpleTypeName();
    boolean indent = cursor.accept(Token.INDENT);
    if (!indent && cursor.accept(Token.NO)) {
      cursor.expect(Token.INDENT);
    }
    cursor.expect(Token.RIGHT_PAREN);
    return new XmlSerialize(option, value, type, indent, cursor.spanFrom(start));
  }

  /** {@code xmlexists_argument}: {@code PASSING [BY REF | VALUE] c_expr [BY REF | VALUE]}. */
  Expression passingArgument() {
    cursor.expect(Token.PASSING);
    passingMechanism();
    Expression value = grammar.expressions().cExpression();
    passingMechanism();
    return value;
  }

  private void passingMechanism() {
    if (cursor.at(Token.BY, Token.REF) || cursor.at(Token.BY, Token.VALUE)) {
      cursor.advance();
      cursor.advance();
    }
  }
}
