package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.DefElem.DefElemAction;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.QualifiedName;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Value;
import io.github.windlass.sql.postgres.tree.Value.FloatValue;
import io.github.windlass.sql.postgres.tree.Value.IntegerValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of options: {@code definition}, {@code reloptions}, {@code OPTIONS (…)}, utility options.
 */
final class OptionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  OptionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** An option without namespace or action, which began at {@code start} and has just been read. */
  DefElem option(String name, @Nullable Node arg, int start) {
    return new DefElem(null, name, arg, DefElemAction.UNSPEC, cursor.spanFrom(start));
  }

  /** {@code definition}: {@code (name = value, name, …)}. */
  List<DefElem> definition() {
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> list = new ArrayList<>(4);
    do {
      list.add(defElem());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  /** {@code opt_definition}: {@code WITH (…)} or nothing. */
  List<DefElem> optionalDefinition() {
    return cursor.accept(Token.WITH) ? definition() : List.of();
  }

  /** {@code def_elem}. */
  DefElem defElem() {
    int start = cursor.start();
    String name = grammar.names().colLabel();
    return option(name, equalsDefArg(), start);
  }

  private @Nullable Node equalsDefArg() {
    return cursor.accept(Token.EQUALS) ? defArg() : null;
  }

  /**
   * {@code def_arg}: a type, which a plain word is too; a reserved word or NONE as a {@link
   * StringValue}; an operator as a {@link QualifiedName}; a number; a string.
   */
  Node defArg() {
    Token token = cursor.token();
    if (token.category == Token.Category.RESERVED || token == Token.NONE) {
      Span span = cursor.tokenSpan();
      cursor.advance();
      return new StringValue(token.keyword(), span);
    }
    return switch (token) {
      case SCONST -> stringValue();
      case ICONST, FCONST -> numericOnly();
      case PLUS, MINUS -> {
        Token next = cursor.peek(1);
        yield next == Token.ICONST || next == Token.FCONST ? numericOnly() : qualifiedAllOperator();
      }
      case OPERATOR ->
          cursor.peek(1) == Token.LEFT_PAREN
              ? qualifiedAllOperator()
              : grammar.types().functionTypeName();
      default ->
          ExpressionGrammar.isOperator(token)
              ? qualifiedAllOperator()
              : grammar.types().functionTypeName();
    };
  }

  /** {@code qual_all_Op}: an operator, or {@code OPERATOR (schema.operator)}. */
  private QualifiedName qualifiedAllOperator() {
    int start = cursor.start();
    List<String> names = grammar.expressions().qualAllOperator();
    return new QualifiedName(names, cursor.spanFrom(start));
  }

  /** {@code reloptions}: {@code (name = value, namespace.name = value, name, …)}. */
  List<DefElem> relOptions() {
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> list = new ArrayList<>(4);
    do {
      list.add(relOption());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  /** {@code opt_reloptions}: {@code WITH (…)} or nothing. */
  List<DefElem> optionalRelOptions() {
    return cursor.accept(Token.WITH) ? relOptions() : List.of();
  }

  private DefElem relOption() {
    int start = cursor.start();
    String namespace = null;
    String name = grammar.names().colLabel();
    if (cursor.accept(Token.DOT)) {
      namespace = name;
      name = grammar.names().colLabel();
    }
    Node arg = equalsDefArg();
    return new DefElem(namespace, name, arg, DefElemAction.UNSPEC, cursor.spanFrom(start));
  }

  /** {@code create_generic_options}: {@code OPTIONS (name 'value', …)} or nothing. */
  List<DefElem> createGenericOptions() {
    if (!cursor.accept(Token.OPTIONS)) {
      return List.of();
    }
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> list = new ArrayList<>(4);
    do {
      list.add(genericOption(DefElemAction.UNSPEC));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  /** {@code alter_generic_options}: {@code OPTIONS ([ADD | SET] name 'value', DROP name, …)}. */
  List<DefElem> alterGenericOptions() {
    cursor.expect(Token.OPTIONS, Token.LEFT_PAREN);
    List<DefElem> list = new ArrayList<>(4);
    do {
      // ADD, SET and DROP are names too: then the value follows at once.
      list.add(
          cursor.peek(1) == Token.SCONST
              ? genericOption(DefElemAction.UNSPEC)
              : switch (cursor.token()) {
                case ADD -> genericOption(DefElemAction.ADD);
                case SET -> genericOption(DefElemAction.SET);
                case DROP -> genericOption(DefElemAction.DROP);
                default -> genericOption(DefElemAction.UNSPEC);
              });
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  private DefElem genericOption(DefElemAction action) {
    int start = cursor.start();
    if (action != DefElemAction.UNSPEC) {
      cursor.advance();
    }
    String name = grammar.names().colLabel();
    Value value = action == DefElemAction.DROP ? null : stringValue();
    return new DefElem(null, name, value, action, cursor.spanFrom(start));
  }

  /** {@code '(' utility_option_list ')'}: {@code (name value, name, …)}. */
  List<DefElem> utilityOptions() {
    cursor.expect(Token.LEFT_PAREN);
    List<DefElem> list = new ArrayList<>(4);
    do {
      list.add(utilityOption());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  private DefElem utilityOption() {
    int start = cursor.start();
    String name;
    if (cursor.accept(Token.ANALYZE) || cursor.accept(Token.ANALYSE)) {
      name = "analyze";
    } else if (cursor.accept(Token.FORMAT_LA)) {
      name = "format";
    } else {
      name = grammar.names().nonReservedWord();
    }
    Node arg =
        switch (cursor.token()) {
          case ICONST, FCONST, PLUS, MINUS -> numericOnly();
          case COMMA, RIGHT_PAREN -> null;
          default -> booleanOrString();
        };
    return option(name, arg, start);
  }

  /** {@code opt_boolean_or_string}: TRUE, FALSE, ON, another word or a string. */
  StringValue booleanOrString() {
    Token token = cursor.token();
    return switch (token) {
      case TRUE, FALSE, ON -> {
        Span span = cursor.tokenSpan();
        cursor.advance();
        yield new StringValue(token.keyword(), span);
      }
      default -> wordOrString();
    };
  }

  /** {@code NonReservedWord_or_Sconst}. */
  StringValue wordOrString() {
    if (cursor.at(Token.SCONST)) {
      return stringValue();
    }
    Span span = cursor.tokenSpan();
    return new StringValue(grammar.names().nonReservedWord(), span);
  }

  /** {@code Sconst} as a value. */
  StringValue stringValue() {
    Span span = cursor.tokenSpan();
    return new StringValue(string(), span);
  }

  /** {@code Sconst}. */
  String string() {
    if (!cursor.at(Token.SCONST)) {
      throw cursor.error();
    }
    String string = cursor.string();
    cursor.advance();
    return string;
  }

  /** {@code NumericOnly}: a number with or without a sign. */
  Value numericOnly() {
    int start = cursor.start();
    boolean negative = cursor.accept(Token.MINUS);
    if (!negative) {
      cursor.accept(Token.PLUS);
    }
    return switch (cursor.token()) {
      case ICONST -> {
        int number = cursor.integer();
        cursor.advance();
        yield new IntegerValue(negative ? -number : number, cursor.spanFrom(start));
      }
      case FCONST -> {
        String digits = cursor.spelling();
        cursor.advance();
        yield new FloatValue(negative ? "-" + digits : digits, cursor.spanFrom(start));
      }
      default -> throw cursor.error();
    };
  }

  /** {@code NumericOnly_list}. */
  List<Value> numericOnlyList() {
    List<Value> list = new ArrayList<>(2);
    do {
      list.add(numericOnly());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code SignedIconst}. */
  int signedInteger() {
    boolean negative = cursor.accept(Token.MINUS);
    if (!negative) {
      cursor.accept(Token.PLUS);
    }
    int number = integer();
    return negative ? -number : number;
  }

  /** {@code Iconst}. */
  int integer() {
    if (!cursor.at(Token.ICONST)) {
      throw cursor.error();
    }
    int number = cursor.integer();
    cursor.advance();
    return number;
  }
}
