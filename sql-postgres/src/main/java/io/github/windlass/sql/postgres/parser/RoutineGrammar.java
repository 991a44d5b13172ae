package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefinitionStatement.AggregateArgs;
import io.github.windlass.sql.postgres.tree.DefinitionStatement.CreateExtensionStmt;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreatePLangStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions, procedures, triggers, rules: which statement it is, and signatures of all kinds. */
final class RoutineGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final RoutineDefinitionGrammar functions;
  private final TriggerGrammar triggers;
  private final RuleGrammar rules;

  RoutineGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.functions = new RoutineDefinitionGrammar(grammar);
    this.triggers = new TriggerGrammar(grammar);
    this.rules = new RuleGrammar(grammar);
  }

  /** {@code CREATE} of the kinds that belong here; the cursor is there. */
  Statement create() {
    int start = cursor.start();
    cursor.expect(Token.CREATE);
    boolean replace = cursor.accept(Token.OR, Token.REPLACE);
    return switch (cursor.token()) {
      case FUNCTION, PROCEDURE -> functions.create(start, replace);
      case AGGREGATE -> grammar.operators().createAggregate(start, replace);
      case TRIGGER -> triggers.create(start, replace);
      case CONSTRAINT -> triggers.createConstraint(start, replace);
      case RULE -> rules.create(start, replace);
      case LANGUAGE, TRUSTED, PROCEDURAL -> createLanguage(start, replace);
      case EVENT -> {
        if (replace) {
          throw cursor.error();
        }
        yield triggers.createEvent(start);
      }
      default -> throw cursor.error();
    };
  }

  /** {@code ALTER} of the kinds that belong here; the cursor is there. */
  Statement alter() {
    int start = cursor.start();
    cursor.expect(Token.ALTER);
    return switch (cursor.token()) {
      case FUNCTION, PROCEDURE, ROUTINE -> functions.alter(start);
      case AGGREGATE -> {
        cursor.advance();
        yield grammar.alterTails().required(start, ObjectType.AGGREGATE, aggregateWithArgtypes());
      }
      case TRIGGER -> triggers.alter(start);
      case RULE -> rules.alter(start);
      case EVENT -> triggers.alterEvent(start);
      case LANGUAGE, PROCEDURAL -> {
        cursor.accept(Token.PROCEDURAL);
        cursor.expect(Token.LANGUAGE);
        yield grammar.alterTails().required(start, ObjectType.LANGUAGE, grammar.names().name());
      }
      default -> throw cursor.error();
    };
  }

  /** DO and CALL; the cursor is there. */
  Statement statement() {
    return cursor.at(Token.DO) ? functions.doStatement() : functions.callStatement();
  }

  /** {@code CreatePLangStmt}; without a handler it is an extension. */
  private Statement createLanguage(int start, boolean replace) {
    boolean trusted = cursor.accept(Token.TRUSTED);
    cursor.accept(Token.PROCEDURAL);
    cursor.expect(Token.LANGUAGE);
    String name = grammar.names().colId();
    if (!cursor.accept(Token.HANDLER)) {
      return new CreateExtensionStmt(name, replace, List.of(), cursor.spanFrom(start));
    }
    List<String> handler = grammar.names().anyName().names();
    List<String> inline =
        cursor.accept(Token.INLINE) ? grammar.names().anyName().names() : List.of();
    List<String> validator = List.of();
    if (cursor.accept(Token.VALIDATOR)) {
      validator = grammar.names().anyName().names();
    } else {
      cursor.accept(Token.NO, Token.VALIDATOR);
    }
    return new CreatePLangStmt(
        replace, name, handler, inline, validator, trusted, cursor.spanFrom(start));
  }

  // --- signatures ----------------------------------------------------------------------------

  /** {@code function_with_argtypes}: a name with or without an argument list. */
  ObjectWithArgs functionWithArgtypes() {
    int start = cursor.start();
    if (cursor.peek(1) != Token.DOT && cursor.peek(1) != Token.LEFT_PAREN) {
      // Without arguments any word will do that is not reserved.
      List<String> name = List.of(grammar.names().nonReservedWord());
      return new ObjectWithArgs(name, List.of(), List.of(), true, cursor.spanFrom(start));
    }
    List<String> name = grammar.names().functionName();
    if (!cursor.at(Token.LEFT_PAREN)) {
      return new ObjectWithArgs(name, List.of(), List.of(), true, cursor.spanFrom(start));
    }
    List<FunctionParameter> arguments = functionArguments(false);
    return new ObjectWithArgs(
        name, inputTypes(arguments), arguments, false, cursor.spanFrom(start));
  }

  /** {@code function_with_argtypes_list}. */
  List<ObjectWithArgs> functionWithArgtypesList() {
    List<ObjectWithArgs> list = new ArrayList<>(2);
    do {
      list.add(functionWithArgtypes());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code aggregate_with_argtypes}. */
  ObjectWithArgs aggregateWithArgtypes() {
    int start = cursor.start();
    List<String> name = grammar.names().functionName();
    List<FunctionParameter> arguments = aggregateArguments().parameters();
    return new ObjectWithArgs(
        name, inputTypes(arguments), arguments, false, cursor.spanFrom(start));
  }

  /** {@code aggregate_with_argtypes_list}. */
  List<ObjectWithArgs> aggregateWithArgtypesList() {
    List<ObjectWithArgs> list = new ArrayList<>(2);
    do {
      list.add(aggregateWithArgtypes());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code operator_with_argtypes}. */
  ObjectWithArgs operatorWithArgtypes() {
    int start = cursor.start();
    List<String> name = grammar.expressions().anyOperator();
    List<@Nullable TypeName> operands = operands();
    return new ObjectWithArgs(name, operands, List.of(), false, cursor.spanFrom(start));
  }

  /** {@code any_operator} or {@code operator_with_argtypes}: an operator class may omit them. */
  ObjectWithArgs operatorWithOptionalArgtypes() {
    int start = cursor.start();
    List<String> name = grammar.expressions().anyOperator();
    List<@Nullable TypeName> operands = cursor.at(Token.LEFT_PAREN) ? operands() : List.of();
    return new ObjectWithArgs(name, operands, List.of(), false, cursor.spanFrom(start));
  }

  /** {@code operator_with_argtypes_list}. */
  List<ObjectWithArgs> operatorWithArgtypesList() {
    List<ObjectWithArgs> list = new ArrayList<>(2);
    do {
      list.add(operatorWithArgtypes());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(list);
  }

  /** {@code oper_argtypes}: two types, of which one may be NONE. */
  private List<@Nullable TypeName> operands() {
    cursor.expect(Token.LEFT_PAREN);
    List<@Nullable TypeName> operands = new ArrayList<>(2);
    if (cursor.accept(Token.NONE)) {
      cursor.expect(Token.COMMA);
      operands.add(null);
      operands.add(grammar.types().typeName());
    } else {
      operands.add(grammar.types().typeName());
      if (cursor.at(Token.RIGHT_PAREN)) {
        throw cursor.error("missing argument");
      }
      cursor.expect(Token.COMMA);
      operands.add(cursor.accept(Token.NONE) ? null : grammar.types().typeName());
    }
    cursor.expect(Token.RIGHT_PAREN);
    return Collections.unmodifiableList(operands);
  }

  /** The types of the arguments that a call passes ({@code extractArgTypes}). */
  private static List<@Nullable TypeName> inputTypes(List<FunctionParameter> parameters) {
    if (parameters.isEmpty()) {
      return List.of();
    }
    List<@Nullable TypeName> types = new ArrayList<>(parameters.size());
    for (FunctionParameter parameter : parameters) {
      if (parameter.mode() != FunctionParameterMode.OUT
          && parameter.mode() != FunctionParameterMode.TABLE) {
        types.add(parameter.argType());
      }
    }
    return Collections.unmodifiableList(types);
  }

  // --- arguments -----------------------------------------------------------------------------

  /** {@code func_args}, and with {@code defaults} {@code func_args_with_defaults}. */
  List<FunctionParameter> functionArguments(boolean defaults) {
    cursor.expect(Token.LEFT_PAREN);
    if (cursor.accept(Token.RIGHT_PAREN)) {
      return List.of();
    }
    List<FunctionParameter> arguments = new ArrayList<>(4);
    do {
      arguments.add(argument(defaults));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(arguments);
  }

  /** {@code func_arg}: mode, name and type; the mode may stand on either side of the name. */
  private FunctionParameter argument(boolean withDefault) {
    int start = cursor.start();
    FunctionParameterMode mode = mode();
    String name = null;
    if (atParameterName(mode == null)) {
      name = grammar.names().typeFunctionName();
      if (mode == null) {
        mode = mode();
      }
    }
    TypeName type = grammar.types().functionTypeName();
    Expression defexpr = null;
    if (withDefault && (cursor.accept(Token.DEFAULT) || cursor.accept(Token.EQUALS))) {
      defexpr = grammar.expressions().expression();
    }
    return new FunctionParameter(
        name,
        type,
        mode == null ? FunctionParameterMode.DEFAULT : mode,
        defexpr,
        cursor.spanFrom(start));
  }

  /** {@code arg_class}. */
  private @Nullable FunctionParameterMode mode() {
    switch (cursor.token()) {
      case IN -> {
        cursor.advance();
        return cursor.accept(Token.OUT) ? FunctionParameterMode.INOUT : FunctionParameterMode.IN;
      }
      case OUT -> {
        cursor.advance();
        return FunctionParameterMode.OUT;
      }
      case INOUT -> {
        cursor.advance();
        return FunctionParameterMode.INOUT;
      }
      case VARIADIC -> {
        cursor.advance();
        return FunctionParameterMode.VARIADIC;
      }
      default -> {
        return null;
      }
    }
  }

  /** Whether the word here names the argument rather than its type: a type (or mode) follows. */
  private boolean atParameterName(boolean modeMayFollow) {
    if (!NameGrammar.isTypeFunctionName(cursor.token())
        || cursor.at(Token.DOUBLE, Token.PRECISION)) {
      return false;
    }
    return switch (cursor.peek(1)) {
      case IN, OUT, INOUT, VARIADIC -> modeMayFollow;
      case SETOF,
          BIGINT,
          BIT,
          BOOLEAN,
          CHAR,
          CHARACTER,
          DEC,
          DECIMAL,
          FLOAT,
          INT,
          INTEGER,
          INTERVAL,
          JSON,
          NATIONAL,
          NCHAR,
          NUMERIC,
          REAL,
          SMALLINT,
          TIME,
          TIMESTAMP,
          VARCHAR ->
          true;
      default -> NameGrammar.isTypeFunctionName(cursor.peek(1));
    };
  }

  // --- arguments of aggregates ---------------------------------------------------------------

  /** {@code aggr_args}: {@code (*)}, {@code (args)}, {@code (args ORDER BY args)}. */
  AggregateArgs aggregateArguments() {
    int start = cursor.start();
    cursor.expect(Token.LEFT_PAREN);
    if (cursor.accept(Token.STAR)) {
      cursor.expect(Token.RIGHT_PAREN);
      return new AggregateArgs(List.of(), -1, cursor.spanFrom(start));
    }
    List<FunctionParameter> parameters = new ArrayList<>(4);
    if (!cursor.at(Token.ORDER)) {
      aggregateArgumentList(parameters);
    }
    int direct = -1;
    if (cursor.accept(Token.ORDER)) {
      cursor.expect(Token.BY);
      direct = parameters.size();
      aggregateArgumentList(parameters);
      mergeVariadic(parameters, direct);
    }
    cursor.expect(Token.RIGHT_PAREN);
    return new AggregateArgs(List.copyOf(parameters), direct, cursor.spanFrom(start));
  }

  private void aggregateArgumentList(List<FunctionParameter> parameters) {
    do {
      FunctionParameter parameter = argument(false);
      if (parameter.mode() == FunctionParameterMode.OUT
          || parameter.mode() == FunctionParameterMode.INOUT) {
        throw cursor.error("aggregates cannot have output arguments", parameter.span());
      }
      parameters.add(parameter);
    } while (cursor.accept(Token.COMMA));
  }

  /**
   * {@code makeOrderedSetArgs}: when the direct arguments end in a VARIADIC one, the same must be
   * the only aggregated one, and is kept once.
   */
  private void mergeVariadic(List<FunctionParameter> parameters, int direct) {
    if (direct == 0 || parameters.get(direct - 1).mode() != FunctionParameterMode.VARIADIC) {
      return;
    }
    FunctionParameter last = parameters.get(direct - 1);
    FunctionParameter first = parameters.get(direct);
    if (parameters.size() != direct + 1
        || first.mode() != FunctionParameterMode.VARIADIC
        || !sameType(last.argType(), first.argType())) {
      Span at = first.span();
      throw cursor.error(
          "an ordered-set aggregate with a VARIADIC direct argument must have one VARIADIC"
              + " aggregated argument of the same data type",
          at);
    }
    parameters.remove(direct);
  }

  /** Modifiers are compared by their number only: what they are has no meaning for VARIADIC. */
  private static boolean sameType(TypeName one, TypeName other) {
    return one.names().equals(other.names())
        && one.setof() == other.setof()
        && one.pctType() == other.pctType()
        && one.arrayBounds().equals(other.arrayBounds())
        && one.typmods().size() == other.typmods().size();
  }
}
