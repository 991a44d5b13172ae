package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.plpgsql.Conditions;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlDeclaration;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlExpression;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Arm;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Block;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Condition;
import io.github.windlass.sql.postgres.plpgsql.PlpgsqlStatement.Handler;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Returns;
import io.github.windlass.sql.postgres.plpgsql.RoutineFrame.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code pl_gram.y}: a function, its blocks, and the statements that hold statements. */
final class PlpgsqlGrammar {

  private final PlpgsqlCursor cursor;
  private final PlpgsqlDeclarations declarations;
  private final PlpgsqlLoops loops;
  private final PlpgsqlSimpleStatements simple;

  PlpgsqlGrammar(PlpgsqlCursor cursor, Returns returns) {
    this.cursor = cursor;
    this.declarations = new PlpgsqlDeclarations(cursor);
    this.loops = new PlpgsqlLoops(cursor, this);
    this.simple = new PlpgsqlSimpleStatements(cursor, returns);
  }

  /** {@code pl_function}. */
  Block function() {
    while (cursor.at(Token.OP) && cursor.atOperator("#")) {
      option();
    }
    String label = label();
    if (!cursor.at(PlpgsqlWord.DECLARE) && !cursor.at(PlpgsqlWord.BEGIN)) {
      throw cursor.error();
    }
    Block block = block(label);
    cursor.accept(Token.SEMICOLON);
    if (!cursor.at(Token.EOF)) {
      throw cursor.error();
    }
    return block;
  }

  /** {@code comp_option}. */
  private void option() {
    cursor.advance();
    if (cursor.accept(PlpgsqlWord.OPTION)) {
      cursor.expect(PlpgsqlWord.DUMP);
    } else if (cursor.accept(PlpgsqlWord.PRINT_STRICT_PARAMS)) {
      String value = cursor.name();
      if (!value.equals("on") && !value.equals("off")) {
        throw cursor.error("unrecognized print_strict_params option " + value);
      }
    } else {
      cursor.expect(PlpgsqlWord.VARIABLE_CONFLICT);
      if (!cursor.accept(PlpgsqlWord.ERROR) && !cursor.accept(PlpgsqlWord.USE_VARIABLE)) {
        cursor.expect(PlpgsqlWord.USE_COLUMN);
      }
    }
  }

  // --- blocks --------------------------------------------------------------------------------

  /** {@code opt_block_label}, {@code opt_loop_label}; null without. */
  private @Nullable String label() {
    if (!cursor.atOperator("<<")) {
      return null;
    }
    cursor.advance();
    String label = cursor.name();
    if (!cursor.atOperator(">>")) {
      throw cursor.error();
    }
    cursor.advance();
    return label;
  }

  /** {@code pl_block}, from DECLARE or BEGIN on. */
  private Block block(@Nullable String label) {
    int start = cursor.start();
    cursor.enter();
    cursor.names.push(label, PlpgsqlNames.Label.BLOCK);
    List<PlpgsqlDeclaration> declared =
        cursor.at(PlpgsqlWord.DECLARE) ? declarations.section() : List.of();
    cursor.expect(PlpgsqlWord.BEGIN);
    List<PlpgsqlStatement> statements = statements();
    List<Handler> handlers = handlers();
    cursor.expect(PlpgsqlWord.END);
    endLabel(label);
    cursor.names.pop();
    cursor.leave();
    return new Block(label, declared, statements, handlers, cursor.spanFrom(start));
  }

  /** {@code exception_sect}. */
  private List<Handler> handlers() {
    if (!cursor.accept(PlpgsqlWord.EXCEPTION)) {
      return List.of();
    }
    cursor.names.add("sqlstate", PlpgsqlNames.Variable.constant(Shape.SCALAR));
    cursor.names.add("sqlerrm", PlpgsqlNames.Variable.constant(Shape.SCALAR));
    List<Handler> handlers = new ArrayList<>(2);
    do {
      int start = cursor.start();
      cursor.expect(PlpgsqlWord.WHEN);
      List<Condition> conditions = new ArrayList<>(2);
      do {
        conditions.add(condition());
      } while (cursor.accept(PlpgsqlWord.OR));
      cursor.expect(PlpgsqlWord.THEN);
      List<PlpgsqlStatement> statements = statements();
      handlers.add(new Handler(List.copyOf(conditions), statements, cursor.spanFrom(start)));
    } while (cursor.at(PlpgsqlWord.WHEN));
    return List.copyOf(handlers);
  }

  /** {@code proc_condition}. */
  private Condition condition() {
    if (cursor.at(PlpgsqlWord.SQLSTATE)) {
      cursor.advance();
      return new Condition("sqlstate", List.of(simple.sqlstate()));
    }
    if (!cursor.isName(0)) {
      throw cursor.error();
    }
    int mark = cursor.mark();
    String name = cursor.name();
    if (name.equals("others")) {
      return new Condition(name, List.of());
    }
    List<String> codes = Conditions.codes(name);
    if (codes.isEmpty()) {
      cursor.rewind(mark);
      throw cursor.error("42704", "unrecognized exception condition \"" + name + "\"");
    }
    return new Condition(name, codes);
  }

  /** {@code opt_label} behind END, and {@code check_labels}. */
  void endLabel(@Nullable String label) {
    if (!cursor.isName(0)) {
      return;
    }
    int mark = cursor.mark();
    String end = cursor.name();
    if (!end.equals(label)) {
      cursor.rewind(mark);
      throw cursor.error(
          label == null
              ? "end label \"" + end + "\" specified for unlabeled block"
              : "end label \"" + end + "\" differs from block's label \"" + label + "\"");
    }
  }

  // --- statements ----------------------------------------------------------------------------

  /** {@code proc_sect}. */
  List<PlpgsqlStatement> statements() {
    List<PlpgsqlStatement> statements = new ArrayList<>();
    while (!atEndOfStatements()) {
      statements.add(statement());
    }
    return List.copyOf(statements);
  }

  private boolean atEndOfStatements() {
    PlpgsqlWord word = cursor.word();
    if (word == null) {
      return cursor.at(Token.EOF);
    }
    return switch (word) {
      case END, ELSE, WHEN -> true;
      case ELSIF, ELSEIF, EXCEPTION -> !atAssignment();
      default -> false;
    };
  }

  /** At the start of a statement, a single word is a variable only before these. */
  private boolean atAssignment() {
    Token next = cursor.peek(1);
    return next == Token.EQUALS
        || next == Token.COLON_EQUALS
        || next == Token.LEFT_BRACKET
        || next == Token.DOT;
  }

  private PlpgsqlStatement statement() {
    if (cursor.atOperator("<<")) {
      return labeled();
    }
    PlpgsqlWord word = cursor.word();
    if (word == null || !word.isReserved()) {
      return simple.statement(atAssignment());
    }
    return switch (word) {
      case DECLARE, BEGIN -> ended(block(null));
      case IF -> branches();
      case CASE -> cases();
      case LOOP, WHILE, FOR, FOREACH -> loops.loop(null);
      default -> simple.statement(false);
    };
  }

  private PlpgsqlStatement labeled() {
    String label = label();
    PlpgsqlWord word = cursor.word();
    return switch (word) {
      case DECLARE, BEGIN -> ended(block(label));
      case LOOP, WHILE, FOR, FOREACH -> loops.loop(label);
      case null, default -> throw cursor.error();
    };
  }

  private PlpgsqlStatement ended(PlpgsqlStatement statement) {
    cursor.expect(Token.SEMICOLON);
    return statement;
  }

  /** {@code stmt_if}. */
  private PlpgsqlStatement branches() {
    int start = cursor.start();
    cursor.enter();
    List<Arm> arms = new ArrayList<>(2);
    do {
      cursor.advance();
      PlpgsqlExpression condition = cursor.expressionUpTo("THEN", PlpgsqlWord.THEN);
      cursor.advance();
      arms.add(new Arm(condition, statements()));
    } while (cursor.at(PlpgsqlWord.ELSIF) || cursor.at(PlpgsqlWord.ELSEIF));
    List<PlpgsqlStatement> otherwise = cursor.accept(PlpgsqlWord.ELSE) ? statements() : List.of();
    cursor.expect(PlpgsqlWord.END);
    cursor.expect(PlpgsqlWord.IF);
    PlpgsqlStatement statement =
        new PlpgsqlStatement.If(List.copyOf(arms), otherwise, cursor.spanFrom(start));
    cursor.leave();
    return ended(statement);
  }

  /** {@code stmt_case}. */
  private PlpgsqlStatement cases() {
    int start = cursor.start();
    cursor.enter();
    cursor.advance();
    PlpgsqlExpression subject =
        cursor.at(PlpgsqlWord.WHEN) ? null : cursor.expressionUpTo("WHEN", PlpgsqlWord.WHEN);
    List<Arm> arms = new ArrayList<>(2);
    do {
      cursor.expect(PlpgsqlWord.WHEN);
      PlpgsqlExpression condition = cursor.expressionUpTo("THEN", PlpgsqlWord.THEN);
      cursor.advance();
      arms.add(new Arm(condition, statements()));
    } while (cursor.at(PlpgsqlWord.WHEN));
    List<PlpgsqlStatement> otherwise = cursor.accept(PlpgsqlWord.ELSE) ? statements() : null;
    cursor.expect(PlpgsqlWord.END);
    cursor.expect(PlpgsqlWord.CASE);
    PlpgsqlStatement statement =
        new PlpgsqlStatement.Case(subject, List.copyOf(arms), otherwise, cursor.spanFrom(start));
    cursor.leave();
    return ended(statement);
  }
}
