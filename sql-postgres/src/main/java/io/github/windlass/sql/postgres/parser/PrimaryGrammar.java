package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.AArrayExpr;
import io.github.windlass.sql.postgres.tree.Expression.AIndirection;
import io.github.windlass.sql.postgres.tree.Expression.CaseExpr;
import io.github.windlass.sql.postgres.tree.Expression.CaseWhen;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.Expression.GroupingFunc;
import io.github.windlass.sql.postgres.tree.Expression.ParamRef;
import io.github.windlass.sql.postgres.tree.Expression.RowExpr;
import io.github.windlass.sql.postgres.tree.Expression.SubLink;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code c_expr}: columns, constants, calls, and all that stands in parentheses. */
final class PrimaryGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  /** What {@link #parentheses} found when it answers no expressions. */
  private @Nullable SelectStmt query;

  PrimaryGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code c_expr}. */
  Expression primary() {
    Token token = cursor.token();
    return switch (token) {
      case IDENT -> named();
      case ICONST, FCONST, SCONST, BCONST, XCONST, TRUE, FALSE, NULL ->
          grammar.constants().literal();
      case PARAM -> parameter();
      case LEFT_PAREN -> {
        int start = cursor.start();
        yield operand(parentheses(), start);
      }
      case CASE -> caseExpression();
      case ARRAY -> array();
      case EXISTS -> cursor.peek(1) == Token.LEFT_PAREN ? exists() : named();
      case ROW -> cursor.peek(1) == Token.LEFT_PAREN ? row() : named();
      case GROUPING -> cursor.peek(1) == Token.LEFT_PAREN ? grouping() : named();
      default -> {
        if (cursor.peek(1) == Token.LEFT_PAREN) {
          Expression special = grammar.functions().keywordCall(true);
          if (special != null) {
            yield special;
          }
        }
        if (token.category == Token.Category.RESERVED
            || token == Token.CURRENT_SCHEMA
            || token == Token.COLLATION) {
          Expression special = grammar.functions().withoutParentheses();
          if (special != null) {
            yield special;
          }
        }
        if (grammar.constants().atTypedLiteral()) {
          yield grammar.constants().typedLiteral();
        }
        yield named();
      }
    };
  }

  // --- names ---------------------------------------------------------------------------------

  /** A column, a function call, or {@code type 'literal'}: all start with a name. */
  private Expression named() {
    int start = cursor.start();
    Token first = cursor.token();
    if (!NameGrammar.isColId(first) && !NameGrammar.isTypeFunctionName(first)) {
      throw cursor.error();
    }
    String name = cursor.identifier();
    cursor.advance();
    List<String> names = List.of(name);
    boolean star = false;
    List<Indirection> subscripts = List.of();
    Span column = null;
    if (cursor.at(Token.DOT) || cursor.at(Token.LEFT_BRACKET)) {
      if (!NameGrammar.isColId(first)) {
        throw cursor.error();
      }
      if (cursor.at(Token.DOT)) {
        names = attributes(name);
        star = cursor.accept(Token.DOT, Token.STAR);
        if (star && (cursor.at(Token.DOT) || cursor.at(Token.LEFT_BRACKET))) {
          throw cursor.error("improper use of \"*\"");
        }
      }
      if (!star && cursor.at(Token.LEFT_BRACKET)) {
        column = cursor.spanFrom(start);
        subscripts = indirection();
      }
    }
    boolean plain = !star && subscripts.isEmpty();
    boolean function = names.size() > 1 || NameGrammar.isTypeFunctionName(first);
    if (cursor.at(Token.LEFT_PAREN) && plain && function) {
      return grammar.functions().call(names, start);
    }
    if (cursor.at(Token.SCONST) && plain && function) {
      TypeName type =
          new TypeName(names, false, false, List.of(), List.of(), cursor.spanFrom(start));
      return grammar.constants().cast(type, start);
    }
    if (names.size() == 1 && !NameGrammar.isColId(first)) {
      throw cursor.error();
    }
    if (column == null) {
      return new ColumnRef(names, star, cursor.spanFrom(start));
    }
    return new AIndirection(
        new ColumnRef(names, false, column), subscripts, cursor.spanFrom(start));
  }

  /** The names of {@code first.name.name…}, up to a subscript or {@code .*}. */
  private List<String> attributes(String first) {
    if (cursor.peek(1) == Token.STAR) {
      return List.of(first);
    }
    cursor.advance();
    String second = grammar.names().colLabel();
    if (!cursor.at(Token.DOT) || cursor.peek(1) == Token.STAR) {
      return List.of(first, second);
    }
    List<String> names = new ArrayList<>(4);
    names.add(first);
    names.add(second);
    while (cursor.at(Token.DOT) && cursor.peek(1) != Token.STAR) {
      cursor.advance();
      names.add(grammar.names().colLabel());
    }
    return List.copyOf(names);
  }

  /** {@code opt_indirection}, with the check of {@code check_indirection}. */
  List<Indirection> indirection() {
    if (!cursor.at(Token.DOT) && !cursor.at(Token.LEFT_BRACKET)) {
      return List.of();
    }
    List<Indirection> list = new ArrayList<>(2);
    while (cursor.at(Token.DOT) || cursor.at(Token.LEFT_BRACKET)) {
      if (!list.isEmpty() && list.get(list.size() - 1) instanceof Indirection.AStar) {
        throw cursor.error("improper use of \"*\"");
      }
      list.add(indirectionElement());
    }
    return List.copyOf(list);
  }

  private Indirection indirectionElement() {
    int start = cursor.start();
    if (cursor.accept(Token.DOT)) {
      if (cursor.accept(Token.STAR)) {
        return new Indirection.AStar(cursor.spanFrom(start));
      }
      String name = grammar.names().colLabel();
      return new Indirection.Field(name, cursor.spanFrom(start));
    }
    cursor.expect(Token.LEFT_BRACKET);
    Expression lower = null;
    if (!cursor.at(Token.COLON)) {
      lower = grammar.expressions().expression();
      if (cursor.accept(Token.RIGHT_BRACKET)) {
        return new Indirection.AIndices(false, null, lower, cursor.spanFrom(start));
      }
    }
    cursor.expect(Token.COLON);
    Expression upper = cursor.at(Token.RIGHT_BRACKET) ? null : grammar.expressions().expression();
    cursor.expect(Token.RIGHT_BRACKET);
    return new Indirection.AIndices(true, lower, upper, cursor.spanFrom(start));
  }

  private Expression parameter() {
    int start = cursor.start();
    int number = cursor.parameter();
    cursor.advance();
    return withIndirection(new ParamRef(number, cursor.spanFrom(start)), start);
  }

  private Expression withIndirection(Expression arg, int start) {
    List<Indirection> indirection = indirection();
    return indirection.isEmpty() ? arg : new AIndirection(arg, indirection, cursor.spanFrom(start));
  }

  // --- parentheses ---------------------------------------------------------------------------

  /**
   * Reads from an opening parenthesis to its closing one. Answers the expressions in it, or none
   * when it holds a query ({@code select_with_parens}), which is then in {@link #query()}.
   *
   * <p>What {@code ((((} opens is known only behind the innermost: {@code ((SELECT 1) + 1)} is an
   * expression, {@code ((SELECT 1) UNION SELECT 2)} a query. So this reads from the inside out, and
   * never a token twice.
   */
  List<Expression> parentheses() {
    cursor.enter();
    List<Expression> content = parenthesesInParentheses();
    cursor.leave();
    return content;
  }

  private List<Expression> parenthesesInParentheses() {
    cursor.enterParentheses();
    int outer = grammar.expressions().beginNested();
    cursor.expect(Token.LEFT_PAREN);
    int start = cursor.start();
    List<Expression> content = List.of();
    if (cursor.at(Token.LEFT_PAREN)) {
      List<Expression> nested = parenthesesInParentheses();
      if (!nested.isEmpty()) {
        content = continued(operand(nested, start), start);
      } else if (grammar.queries().atContinuation()) {
        query = grammar.queries().continued(query(), start);
      } else if (!cursor.at(Token.RIGHT_PAREN)) {
        content = continued(operand(nested, start), start);
      }
    } else if (grammar.queries().atSelect()) {
      query = grammar.queries().selectNoParentheses();
    } else {
      content = grammar.expressions().expressionList();
    }
    cursor.expect(Token.RIGHT_PAREN);
    grammar.expressions().endNested(outer);
    cursor.leaveParentheses();
    return content;
  }

  private List<Expression> continued(Expression operand, int start) {
    Expression first = grammar.expressions().continued(operand, start);
    return cursor.at(Token.COMMA) ? grammar.expressions().listFrom(first) : List.of(first);
  }

  /** The query that {@link #parentheses} found last. */
  SelectStmt query() {
    SelectStmt found = query;
    if (found == null) {
      throw cursor.error();
    }
    return found;
  }

  /** What parentheses that were just read are as an operand; {@code start} is where they open. */
  Expression operand(List<Expression> content, int start) {
    if (content.isEmpty()) {
      SelectStmt select = query();
      return withIndirection(
          new SubLink(SubLink.Type.EXPR, null, List.of(), select, cursor.spanFrom(start)), start);
    }
    if (content.size() == 1) {
      return withIndirection(content.get(0), start);
    }
    return new RowExpr(content, RowExpr.Format.IMPLICIT_CAST, cursor.spanFrom(start));
  }

  private Expression exists() {
    int start = cursor.start();
    cursor.expect(Token.EXISTS);
    SelectStmt select = grammar.queries().selectWithParentheses();
    return new SubLink(SubLink.Type.EXISTS, null, List.of(), select, cursor.spanFrom(start));
  }

  private Expression grouping() {
    int start = cursor.start();
    cursor.expect(Token.GROUPING);
    List<Expression> args = grammar.expressions().expressionsInParentheses();
    return new GroupingFunc(args, cursor.spanFrom(start));
  }

  /** {@code row}: {@code ROW (…)}, or two or more expressions in parentheses. */
  RowExpr row() {
    int start = cursor.start();
    if (cursor.accept(Token.ROW)) {
      List<Expression> args = List.of();
      cursor.expect(Token.LEFT_PAREN);
      if (!cursor.at(Token.RIGHT_PAREN)) {
        args = grammar.expressions().expressionList();
      }
      cursor.expect(Token.RIGHT_PAREN);
      return new RowExpr(args, RowExpr.Format.EXPLICIT_CALL, cursor.spanFrom(start));
    }
    List<Expression> args = parentheses();
    if (args.size() < 2) {
      throw cursor.error();
    }
    return new RowExpr(args, RowExpr.Format.IMPLICIT_CAST, cursor.spanFrom(start));
  }

  // --- arrays and CASE -----------------------------------------------------------------------

  private Expression array() {
    int start = cursor.start();
    cursor.expect(Token.ARRAY);
    if (cursor.at(Token.LEFT_PAREN)) {
      SelectStmt select = grammar.queries().selectWithParentheses();
      return new SubLink(SubLink.Type.ARRAY, null, List.of(), select, cursor.spanFrom(start));
    }
    return arrayExpression(start);
  }

  /** {@code array_expr}: brackets hold expressions, or further brackets and nothing else. */
  private AArrayExpr arrayExpression(int start) {
    cursor.enter();
    cursor.expect(Token.LEFT_BRACKET);
    List<Expression> elements = List.of();
    if (cursor.at(Token.LEFT_BRACKET)) {
      List<Expression> rows = new ArrayList<>(4);
      do {
        if (!cursor.at(Token.LEFT_BRACKET)) {
          throw cursor.error();
        }
        rows.add(arrayExpression(cursor.start()));
      } while (cursor.accept(Token.COMMA));
      elements = List.copyOf(rows);
    } else if (!cursor.at(Token.RIGHT_BRACKET)) {
      elements = grammar.expressions().expressionList();
    }
    cursor.expect(Token.RIGHT_BRACKET);
    cursor.leave();
    return new AArrayExpr(elements, cursor.spanFrom(start));
  }

  private Expression caseExpression() {
    int start = cursor.start();
    cursor.expect(Token.CASE);
    ExpressionGrammar expressions = grammar.expressions();
    Expression arg = cursor.at(Token.WHEN) ? null : expressions.expression();
    List<CaseWhen> arms = new ArrayList<>(4);
    do {
      int arm = cursor.start();
      cursor.expect(Token.WHEN);
      Expression condition = expressions.expression();
      cursor.expect(Token.THEN);
      Expression result = expressions.expression();
      arms.add(new CaseWhen(condition, result, cursor.spanFrom(arm)));
    } while (cursor.at(Token.WHEN));
    Expression defaultResult = cursor.accept(Token.ELSE) ? expressions.expression() : null;
    cursor.expect(Token.END);
    return new CaseExpr(arg, List.copyOf(arms), defaultResult, cursor.spanFrom(start));
  }
}
