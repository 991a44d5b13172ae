package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FunctionParameter;
import io.github.windlass.sql.postgres.tree.FunctionParameter.FunctionParameterMode;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.ObjectWithArgs;
import io.github.windlass.sql.postgres.tree.RoutineBody;
import io.github.windlass.sql.postgres.tree.RoutineStatement;
import io.github.windlass.sql.postgres.tree.RoutineStatement.AlterFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CallStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.CreateFunctionStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.DoStmt;
import io.github.windlass.sql.postgres.tree.RoutineStatement.ReturnStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TypeName;
import io.github.windlass.sql.postgres.tree.Value.BooleanValue;
import io.github.windlass.sql.postgres.tree.Value.ListValue;
import io.github.windlass.sql.postgres.tree.Value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions and procedures: their definition, change and call; anonymous blocks. */
final class RoutineDefinitionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  RoutineDefinitionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code CreateFunctionStmt}; the cursor is at FUNCTION or PROCEDURE. */
  RoutineStatement create(int start, boolean replace) {
    boolean isProcedure = cursor.at(Token.PROCEDURE);
    cursor.advance();
    List<String> name = grammar.names().functionName();
    List<FunctionParameter> parameters = grammar.routines().functionArguments(true);
    TypeName returnType = null;
    if (!isProcedure && cursor.at(Token.RETURNS) && cursor.peek(1) != Token.NULL) {
      cursor.advance();
      if (cursor.at(Token.TABLE)) {
        int table = cursor.start();
        List<FunctionParameter> columns = tableColumns();
        returnType = tableType(columns, cursor.spanFrom(table));
        parameters = withColumns(parameters, columns);
      } else {
        returnType = grammar.types().functionTypeName();
      }
    }
    List<DefElem> options = createOptions();
    RoutineBody body = body();
    return new CreateFunctionStmt(
        isProcedure, replace, name, parameters, returnType, options, body, cursor.spanFrom(start));
  }

  // --- RETURNS TABLE -------------------------------------------------------------------------

  private List<FunctionParameter> tableColumns() {
    cursor.expect(Token.TABLE);
    cursor.expect(Token.LEFT_PAREN);
    List<FunctionParameter> columns = new ArrayList<>(4);
    do {
      int start = cursor.start();
      String name = grammar.names().typeFunctionName();
      TypeName type = grammar.types().functionTypeName();
      columns.add(
          new FunctionParameter(
              name, type, FunctionParameterMode.TABLE, null, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(columns);
  }

  /** {@code mergeTableFuncParameters}. */
  private List<FunctionParameter> withColumns(
      List<FunctionParameter> parameters, List<FunctionParameter> columns) {
    List<FunctionParameter> all = new ArrayList<>(parameters.size() + columns.size());
    for (FunctionParameter parameter : parameters) {
      if (parameter.mode() == FunctionParameterMode.OUT
          || parameter.mode() == FunctionParameterMode.INOUT) {
        throw cursor.error(
            "OUT and INOUT arguments aren't allowed in TABLE functions", parameter.span());
      }
      all.add(parameter);
    }
    all.addAll(columns);
    return List.copyOf(all);
  }

  /** {@code TableFuncTypeName}: one column's own type, else {@code record}; a set of them. */
  private static TypeName tableType(List<FunctionParameter> columns, Span span) {
    if (columns.size() > 1) {
      return new TypeName(List.of("pg_catalog", "record"), true, false, List.of(), List.of(), span);
    }
    TypeName type = columns.get(0).argType();
    return new TypeName(
        type.names(), true, type.pctType(), type.typmods(), type.arrayBounds(), span);
  }

  // --- options -------------------------------------------------------------------------------

  /** {@code opt_createfunc_opt_list}. */
  private List<DefElem> createOptions() {
    List<DefElem> options = new ArrayList<>(4);
    DefElem option = createOption();
    while (option != null) {
      options.add(option);
      option = createOption();
    }
    return List.copyOf(options);
  }

  /** {@code createfunc_opt_item}, or null. */
  private @Nullable DefElem createOption() {
    int start = cursor.start();
    return switch (cursor.token()) {
      case AS -> {
        cursor.advance();
        yield option("as", definition(), start);
      }
      case LANGUAGE -> language(start);
      case TRANSFORM -> {
        cursor.advance();
        int types = cursor.start();
        List<TypeName> list = new ArrayList<>(2);
        do {
          cursor.expect(Token.FOR, Token.TYPE);
          list.add(grammar.types().typeName());
        } while (cursor.accept(Token.COMMA));
        yield option("transform", new ListValue(List.copyOf(list), cursor.spanFrom(types)), start);
      }
      case WINDOW -> {
        cursor.advance();
        yield flag("window", true, start);
      }
      default -> commonOption();
    };
  }

  /** {@code func_as}: the definition, or the object file and the symbol in it. */
  private ListValue definition() {
    int start = cursor.start();
    StringValue first = grammar.options().stringValue();
    if (!cursor.accept(Token.COMMA)) {
      return new ListValue(List.of(first), cursor.spanFrom(start));
    }
    StringValue second = grammar.options().stringValue();
    return new ListValue(List.of(first, second), cursor.spanFrom(start));
  }

  private DefElem language(int start) {
    cursor.expect(Token.LANGUAGE);
    return option("language", grammar.options().wordOrString(), start);
  }

  /** {@code common_func_opt_item}, or null. */
  private @Nullable DefElem commonOption() {
    int start = cursor.start();
    switch (cursor.token()) {
      case CALLED -> {
        cursor.advance();
        cursor.expect(Token.ON);
        cursor.expect(Token.NULL, Token.INPUT);
        return flag("strict", false, start);
      }
      case RETURNS -> {
        cursor.advance();
        cursor.expect(Token.NULL, Token.ON);
        cursor.expect(Token.NULL, Token.INPUT);
        return flag("strict", true, start);
      }
      case STRICT -> {
        cursor.advance();
        return flag("strict", true, start);
      }
      case IMMUTABLE, STABLE, VOLATILE -> {
        String word = cursor.token().keyword();
        cursor.advance();
        return option("volatility", new StringValue(word, cursor.spanFrom(start)), start);
      }
      case EXTERNAL -> {
        cursor.advance();
        return security(start);
      }
      case SECURITY -> {
        return security(start);
      }
      case LEAKPROOF -> {
        cursor.advance();
        return flag("leakproof", true, start);
      }
      case NOT -> {
        cursor.advance();
        cursor.expect(Token.LEAKPROOF);
        return flag("leakproof", false, start);
      }
      case COST -> {
        cursor.advance();
        return option("cost", grammar.options().numericOnly(), start);
      }
      case ROWS -> {
        cursor.advance();
        return option("rows", grammar.options().numericOnly(), start);
      }
      case SUPPORT -> {
        cursor.advance();
        return option("support", grammar.names().anyName(), start);
      }
      case SET, RESET -> {
        return option("set", grammar.sessions().functionSetReset(), start);
      }
      case PARALLEL -> {
        cursor.advance();
        int word = cursor.start();
        String value = grammar.names().colId();
        return option("parallel", new StringValue(value, cursor.spanFrom(word)), start);
      }
      default -> {
        return null;
      }
    }
  }

  private DefElem security(int start) {
    cursor.expect(Token.SECURITY);
    if (cursor.accept(Token.DEFINER)) {
      return flag("security", true, start);
    }
    cursor.expect(Token.INVOKER);
    return flag("security", false, start);
  }

  private DefElem option(String name, Node value, int start) {
    return grammar.options().option(name, value, start);
  }

  private DefElem flag(String name, boolean value, int start) {
    return option(name, new BooleanValue(value, cursor.spanFrom(start)), start);
  }

  // --- bodies in SQL -------------------------------------------------------------------------

  /** {@code opt_routine_body}. */
  private @Nullable RoutineBody body() {
    if (cursor.at(Token.RETURN)) {
      return returnStatement();
    }
    return cursor.at(Token.BEGIN, Token.ATOMIC) ? atomicBody() : null;
  }

  private ReturnStmt returnStatement() {
    int start = cursor.start();
    cursor.expect(Token.RETURN);
    Expression value = grammar.expressions().expression();
    return new ReturnStmt(value, cursor.spanFrom(start));
  }

  /**
   * {@code BEGIN ATOMIC routine_body_stmt_list END}. END closes the body, so that neither it nor
   * BEGIN is a statement here ({@code TransactionStmtLegacy} is one only at the top).
   */
  private RoutineBody.Atomic atomicBody() {
    int start = cursor.start();
    cursor.enter();
    cursor.expect(Token.BEGIN, Token.ATOMIC);
    List<Statement> statements = new ArrayList<>(4);
    while (!cursor.atEndOfBody()) {
      if (cursor.accept(Token.SEMICOLON)) {
        continue;
      }
      if (cursor.at(Token.BEGIN)) {
        throw cursor.error();
      }
      statements.add(
          cursor.at(Token.RETURN) ? returnStatement() : grammar.statements().statement());
      cursor.expect(Token.SEMICOLON);
    }
    cursor.expect(Token.END);
    cursor.leave();
    return new RoutineBody.Atomic(List.copyOf(statements), cursor.spanFrom(start));
  }

  // --- ALTER, DO, CALL -----------------------------------------------------------------------

  /** {@code ALTER FUNCTION | PROCEDURE | ROUTINE}; the cursor is at the kind. */
  Statement alter(int start) {
    ObjectType type =
        switch (cursor.token()) {
          case FUNCTION -> ObjectType.FUNCTION;
          case PROCEDURE -> ObjectType.PROCEDURE;
          default -> ObjectType.ROUTINE;
        };
    cursor.advance();
    ObjectWithArgs function = grammar.routines().functionWithArgtypes();
    Statement tail = grammar.alterTails().of(start, type, function);
    if (tail != null) {
      return tail;
    }
    List<DefElem> actions = new ArrayList<>(2);
    DefElem action = commonOption();
    if (action == null) {
      throw cursor.error();
    }
    while (action != null) {
      actions.add(action);
      action = commonOption();
    }
    cursor.accept(Token.RESTRICT);
    return new AlterFunctionStmt(type, function, List.copyOf(actions), cursor.spanFrom(start));
  }

  /** {@code DoStmt}. */
  DoStmt doStatement() {
    int start = cursor.start();
    cursor.expect(Token.DO);
    List<DefElem> args = new ArrayList<>(2);
    do {
      int item = cursor.start();
      args.add(
          cursor.at(Token.LANGUAGE)
              ? language(item)
              : option("as", grammar.options().stringValue(), item));
    } while (cursor.at(Token.LANGUAGE) || cursor.at(Token.SCONST));
    return new DoStmt(List.copyOf(args), cursor.spanFrom(start));
  }

  /** {@code CallStmt}. */
  CallStmt callStatement() {
    int start = cursor.start();
    cursor.expect(Token.CALL);
    Expression.FuncCall call = grammar.functions().functionApplication();
    return new CallStmt(call, cursor.spanFrom(start));
  }
}
