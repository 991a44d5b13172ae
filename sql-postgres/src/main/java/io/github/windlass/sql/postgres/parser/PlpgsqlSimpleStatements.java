package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Into;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Target;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Returns;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** The statements of {@code pl_gram.y} that hold no other. Each reads its semicolon too. */
final class PlpgsqlSimpleStatements {

  private final PlpgsqlCursor cursor;
  private final Returns returns;
  private final PlpgsqlCursorStatements cursors;
  private final PlpgsqlRaise raise;

  PlpgsqlSimpleStatements(PlpgsqlCursor cursor, Returns returns) {
    this.cursor = cursor;
    this.returns = returns;
    this.cursors = new PlpgsqlCursorStatements(cursor, this);
    this.raise = new PlpgsqlRaise(cursor, this);
  }

  /**
   * A statement by its first word.
   *
   * @param mayBeAssignment whether a variable may stand at the cursor
   */
  PlpgsqlStatement statement(boolean mayBeAssignment) {
    PlpgsqlCursor.Datum datum = mayBeAssignment || cursor.at(Token.PARAM) ? cursor.datum() : null;
    if (datum != null) {
      return assignment(datum);
    }
    PlpgsqlWord word = cursor.word();
    return switch (word) {
      case null -> {
        if (mayBeAssignment) {
          throw cursor.notVariable();
        }
        if (!cursor.isName(0)) {
          throw cursor.error();
        }
        yield sql();
      }
      case IMPORT, INSERT, MERGE -> sql();
      case NULL -> {
        int start = cursor.start();
        cursor.advance();
        cursor.expect(Token.SEMICOLON);
        yield new PlpgsqlStatement.Null(cursor.spanFrom(start));
      }
      case EXECUTE -> execute();
      case PERFORM -> perform();
      case CALL, DO -> {
        int start = cursor.start();
        Statement statement = cursor.statementToEnd();
        yield new PlpgsqlStatement.Call(statement, cursor.spanFrom(start));
      }
      case RETURN -> returned();
      case RAISE -> raise.raise();
      case ASSERT -> asserted();
      case EXIT, CONTINUE -> exit();
      case GET -> diagnostics();
      case OPEN -> cursors.open();
      case FETCH -> cursors.fetch();
      case MOVE -> cursors.move();
      case CLOSE -> cursors.close();
      case COMMIT, ROLLBACK -> transaction();
      default -> throw cursor.error();
    };
  }

  // --- assignment ----------------------------------------------------------------------------

  /** {@code stmt_assign}; the SQL grammar's {@code PLAssignStmt}. */
  private PlpgsqlStatement assignment(PlpgsqlCursor.Datum datum) {
    int start = cursor.start();
    Target target = cursor.target(datum);
    boolean whole = !datum.isField();
    int depth = 0;
    int from = cursor.mark();
    while (depth > 0 || (!cursor.at(Token.COLON_EQUALS) && !cursor.at(Token.EQUALS))) {
      if (cursor.at(Token.LEFT_BRACKET) || cursor.at(Token.LEFT_PAREN)) {
        depth++;
      } else if (cursor.at(Token.RIGHT_BRACKET) || cursor.at(Token.RIGHT_PAREN)) {
        depth--;
      } else if (cursor.at(Token.SEMICOLON) || cursor.at(Token.EOF)) {
        throw cursor.error();
      }
      whole = false;
      cursor.advance();
    }
    if (cursor.mark() > from) {
      // opt_indirection: fields and elements.
      int here = cursor.mark();
      PlpgsqlCursor.Piece piece = new PlpgsqlCursor.Piece(from - datum.tokens(), here);
      PlpgsqlExpression written = cursor.expression(piece);
      boolean place =
          written.value() instanceof Expression.ColumnRef
              || written.value() instanceof Expression.AIndirection;
      if (!place || written.query().targetList().get(0).name() != null) {
        throw cursor.error();
      }
    }
    cursor.advance();
    // The server takes an assignment of nothing, and fails when it runs.
    PlpgsqlExpression value = cursor.expression(cursor.upTo(true, ";", PlpgsqlWord.SEMICOLON));
    cursor.advance();
    return new PlpgsqlStatement.Assign(target, whole, value, cursor.spanFrom(start));
  }

  // --- SQL -----------------------------------------------------------------------------------

  /** {@code make_execsql_stmt}: to the semicolon that ends the statement, INTO cut out. */
  private PlpgsqlStatement sql() {
    int start = cursor.start();
    int from = cursor.mark();
    boolean creates = cursor.atSpelling("create");
    boolean importing = cursor.at(PlpgsqlWord.IMPORT);
    boolean routine = false;
    int parentheses = 0;
    int blocks = 0;
    Into into = null;
    PlpgsqlCursor.Piece gap = null;
    PlpgsqlWord before = cursor.word();
    int number = 0;
    cursor.advance();
    while (!cursor.at(Token.SEMICOLON) || parentheses > 0 || blocks > 0) {
      if (cursor.at(Token.EOF)) {
        throw cursor.error("unexpected end of function definition at end of input");
      }
      number++;
      if (creates && number <= 3) {
        // CREATE [OR REPLACE] FUNCTION or PROCEDURE: a body in SQL holds semicolons.
        routine |=
            (number == 1 || number == 3)
                && (cursor.atSpelling("function") || cursor.atSpelling("procedure"));
      }
      PlpgsqlWord word = cursor.word();
      if (cursor.at(Token.LEFT_PAREN)) {
        parentheses++;
      } else if (cursor.at(Token.RIGHT_PAREN) && parentheses > 0) {
        parentheses--;
      } else if (routine && parentheses == 0) {
        if (word == PlpgsqlWord.BEGIN || word == PlpgsqlWord.CASE) {
          blocks++;
        } else if (word == PlpgsqlWord.END && blocks > 0) {
          blocks--;
        }
      }
      if (word == PlpgsqlWord.INTO
          && before != PlpgsqlWord.INSERT
          && before != PlpgsqlWord.MERGE
          && !importing) {
        if (into != null) {
          throw cursor.error("INTO specified more than once");
        }
        int gapFrom = cursor.mark();
        into = into(true);
        gap = new PlpgsqlCursor.Piece(gapFrom, cursor.mark());
        before = null;
      } else {
        before = word;
        cursor.advance();
      }
    }
    PlpgsqlCursor.Piece piece = new PlpgsqlCursor.Piece(from, cursor.mark());
    Statement statement = cursor.statement(piece, gap);
    PlpgsqlStatement result = new PlpgsqlStatement.ExecSql(statement, into, cursor.spanFrom(start));
    cursor.advance();
    return result;
  }

  /** {@code read_into_target}, from INTO on. */
  Into into(boolean mayBeStrict) {
    int start = cursor.start();
    cursor.expect(PlpgsqlWord.INTO);
    boolean strict = mayBeStrict && cursor.accept(PlpgsqlWord.STRICT);
    List<Target> targets = new ArrayList<>(2);
    PlpgsqlCursor.Datum first = cursor.expectDatum();
    targets.add(cursor.target(first));
    if (first.isRow() && cursor.at(Token.COMMA)) {
      throw cursor.error("record variable cannot be part of multiple-item INTO list");
    }
    while (cursor.accept(Token.COMMA)) {
      PlpgsqlCursor.Datum datum = cursor.expectDatum();
      if (datum.isRow()) {
        throw cursor.error("\"" + String.join(".", datum.names()) + "\" is not a scalar variable");
      }
      targets.add(cursor.target(datum));
    }
    return new Into(strict, List.copyOf(targets), cursor.spanFrom(start));
  }

  /** {@code stmt_perform}. */
  private PlpgsqlStatement perform() {
    int start = cursor.start();
    cursor.advance();
    PlpgsqlCursor.Piece piece = cursor.upTo(false, ";", PlpgsqlWord.SEMICOLON);
    Statement query = cursor.perform(piece);
    cursor.advance();
    return new PlpgsqlStatement.Perform(query, cursor.spanFrom(start));
  }

  /** {@code stmt_dynexecute}. */
  private PlpgsqlStatement execute() {
    int start = cursor.start();
    cursor.advance();
    PlpgsqlExpression text =
        cursor.expressionUpTo(
            "INTO or USING or ;", PlpgsqlWord.INTO, PlpgsqlWord.USING, PlpgsqlWord.SEMICOLON);
    Into into = null;
    List<PlpgsqlExpression> parameters = new ArrayList<>(0);
    while (!cursor.at(Token.SEMICOLON)) {
      if (cursor.at(PlpgsqlWord.INTO) && into == null) {
        into = into(true);
      } else if (cursor.at(PlpgsqlWord.USING) && parameters.isEmpty()) {
        do {
          cursor.advance();
          parameters.add(
              cursor.expressionUpTo(
                  ", or ; or INTO", PlpgsqlWord.COMMA, PlpgsqlWord.SEMICOLON, PlpgsqlWord.INTO));
        } while (cursor.at(PlpgsqlWord.COMMA));
      } else {
        throw cursor.error();
      }
    }
    cursor.advance();
    return new PlpgsqlStatement.DynExecute(
        text, into, List.copyOf(parameters), cursor.spanFrom(start));
  }

  /** Expressions with commas between them, up to the semicolon and over it. */
  List<PlpgsqlExpression> parametersToEnd() {
    List<PlpgsqlExpression> parameters = new ArrayList<>(2);
    do {
      parameters.add(cursor.expressionUpTo(", or ;", PlpgsqlWord.COMMA, PlpgsqlWord.SEMICOLON));
    } while (cursor.accept(PlpgsqlWord.COMMA));
    cursor.advance();
    return List.copyOf(parameters);
  }

  // --- control -------------------------------------------------------------------------------

  /** {@code stmt_return}. */
  private PlpgsqlStatement returned() {
    int start = cursor.start();
    cursor.advance();
    if (cursor.at(PlpgsqlWord.NEXT)) {
      cursor.advance();
      return returnNext(start);
    }
    if (cursor.at(PlpgsqlWord.QUERY)) {
      cursor.advance();
      return returnQuery(start);
    }
    switch (returns) {
      case NOTHING -> alone("42804", "RETURN cannot have a parameter in function returning void");
      case PROCEDURE -> alone("42601", "RETURN cannot have a parameter in a procedure");
      case PARAMETERS ->
          alone("42804", "RETURN cannot have a parameter in function with OUT parameters");
      case SET, SET_OF_PARAMETERS ->
          alone("42804", "RETURN cannot have a parameter in function returning set");
      case VALUE, TRIGGER -> {
        PlpgsqlExpression value = cursor.expressionToEnd();
        return new PlpgsqlStatement.Return(value, cursor.spanFrom(start));
      }
    }
    return new PlpgsqlStatement.Return(null, cursor.spanFrom(start));
  }

  private void alone(String sqlstate, String otherwise) {
    if (!cursor.accept(Token.SEMICOLON)) {
      throw cursor.at(Token.INVALID) || cursor.at(Token.EOF)
          ? cursor.error()
          : cursor.error(sqlstate, otherwise);
    }
  }

  private boolean returnsSet() {
    return returns == Returns.SET || returns == Returns.SET_OF_PARAMETERS;
  }

  private PlpgsqlStatement returnNext(int start) {
    if (!returnsSet()) {
      throw cursor.error("42804", "cannot use RETURN NEXT in a non-SETOF function");
    }
    PlpgsqlExpression value = null;
    if (returns == Returns.SET_OF_PARAMETERS) {
      alone("42804", "RETURN NEXT cannot have a parameter in function with OUT parameters");
    } else {
      value = cursor.expressionToEnd();
    }
    return new PlpgsqlStatement.ReturnNext(value, cursor.spanFrom(start));
  }

  private PlpgsqlStatement returnQuery(int start) {
    if (!returnsSet()) {
      throw cursor.error("42804", "cannot use RETURN QUERY in a non-SETOF function");
    }
    if (!cursor.accept(PlpgsqlWord.EXECUTE)) {
      return new PlpgsqlStatement.ReturnQuery(cursor.statementToEnd(), cursor.spanFrom(start));
    }
    PlpgsqlExpression text =
        cursor.expressionUpTo("; or USING", PlpgsqlWord.SEMICOLON, PlpgsqlWord.USING);
    List<PlpgsqlExpression> parameters = List.of();
    if (cursor.accept(PlpgsqlWord.USING)) {
      parameters = parametersToEnd();
    } else {
      cursor.advance();
    }
    return new PlpgsqlStatement.ReturnExecute(text, parameters, cursor.spanFrom(start));
  }

  /** {@code stmt_assert}. */
  private PlpgsqlStatement asserted() {
    int start = cursor.start();
    cursor.advance();
    PlpgsqlExpression condition =
        cursor.expressionUpTo(", or ;", PlpgsqlWord.COMMA, PlpgsqlWord.SEMICOLON);
    PlpgsqlExpression message = null;
    if (cursor.accept(PlpgsqlWord.COMMA)) {
      message = cursor.expressionToEnd();
    } else {
      cursor.advance();
    }
    return new PlpgsqlStatement.Assert(condition, message, cursor.spanFrom(start));
  }

  /** {@code stmt_exit}. */
  private PlpgsqlStatement exit() {
    int start = cursor.start();
    boolean isContinue = cursor.at(PlpgsqlWord.CONTINUE);
    cursor.advance();
    String label = null;
    if (cursor.isName(0)) {
      int mark = cursor.mark();
      label = cursor.name();
      PlpgsqlNames.Label kind = cursor.names.label(label);
      if (kind == null) {
        cursor.rewind(mark);
        throw cursor.error(
            "there is no label \""
                + label
                + "\" attached to any block or loop enclosing this statement");
      }
      if (isContinue && kind != PlpgsqlNames.Label.LOOP) {
        cursor.rewind(mark);
        throw cursor.error("block label \"" + label + "\" cannot be used in CONTINUE");
      }
    }
    PlpgsqlExpression condition = null;
    if (cursor.accept(PlpgsqlWord.WHEN)) {
      condition = cursor.expressionToEnd();
    } else {
      cursor.expect(Token.SEMICOLON);
    }
    if (label == null && !cursor.names.isInLoop()) {
      throw cursor.error(
          isContinue
              ? "CONTINUE cannot be used outside a loop"
              : "EXIT cannot be used outside a loop, unless it has a label");
    }
    return new PlpgsqlStatement.Exit(isContinue, label, condition, cursor.spanFrom(start));
  }

  /** {@code stmt_commit}, {@code stmt_rollback}. */
  private PlpgsqlStatement transaction() {
    int start = cursor.start();
    boolean commit = cursor.at(PlpgsqlWord.COMMIT);
    cursor.advance();
    boolean chain = false;
    if (cursor.accept(PlpgsqlWord.AND)) {
      chain = !cursor.accept(PlpgsqlWord.NO);
      cursor.expect(PlpgsqlWord.CHAIN);
    }
    cursor.expect(Token.SEMICOLON);
    return commit
        ? new PlpgsqlStatement.Commit(chain, cursor.spanFrom(start))
        : new PlpgsqlStatement.Rollback(chain, cursor.spanFrom(start));
  }

  // --- diagnostics ---------------------------------------------------------------------------

  /** {@code stmt_getdiag}. */
  private PlpgsqlStatement diagnostics() {
    int start = cursor.start();
    cursor.advance();
    boolean stacked = cursor.accept(PlpgsqlWord.STACKED);
    if (!stacked) {
      cursor.accept(PlpgsqlWord.CURRENT);
    }
    cursor.expect(PlpgsqlWord.DIAGNOSTICS);
    List<PlpgsqlStatement.Diagnostic> items = new ArrayList<>(2);
    do {
      PlpgsqlCursor.Datum datum = cursor.expectDatum();
      if (datum.isRow()) {
        throw cursor.error("\"" + String.join(".", datum.names()) + "\" is not a scalar variable");
      }
      Target target = cursor.target(datum);
      if (!cursor.accept(Token.EQUALS)) {
        cursor.expect(Token.COLON_EQUALS);
      }
      items.add(new PlpgsqlStatement.Diagnostic(target, diagnosticItem(stacked)));
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.SEMICOLON);
    return new PlpgsqlStatement.GetDiagnostics(stacked, List.copyOf(items), cursor.spanFrom(start));
  }

  private String diagnosticItem(boolean stacked) {
    PlpgsqlWord word = cursor.word();
    boolean allowed =
        switch (word) {
          case ROW_COUNT, PG_ROUTINE_OID -> !stacked;
          case PG_CONTEXT -> true;
          case PG_EXCEPTION_CONTEXT,
              PG_EXCEPTION_DETAIL,
              PG_EXCEPTION_HINT,
              RETURNED_SQLSTATE,
              COLUMN_NAME,
              CONSTRAINT_NAME,
              PG_DATATYPE_NAME,
              MESSAGE_TEXT,
              TABLE_NAME,
              SCHEMA_NAME ->
              stacked;
          case null, default -> throw cursor.error("unrecognized GET DIAGNOSTICS item");
        };
    String item = word.spelling();
    if (!allowed) {
      throw cursor.error(
          "diagnostics item "
              + item
              + " is not allowed in GET "
              + (stacked ? "STACKED" : "CURRENT")
              + " DIAGNOSTICS");
    }
    cursor.advance();
    return item;
  }

  /** The code behind SQLSTATE. */
  String sqlstate() {
    if (!cursor.at(Token.SCONST)) {
      throw cursor.error();
    }
    int mark = cursor.mark();
    String code = cursor.string();
    boolean right = code.length() == 5;
    for (int i = 0; right && i < 5; i++) {
      char c = code.charAt(i);
      right = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
    if (!right) {
      cursor.rewind(mark);
      throw cursor.error("invalid SQLSTATE code");
    }
    return code;
  }
}
