package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Constant.IntegerConstant;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.TransactionStmt.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code TransactionStmt}: BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their like. */
final class TransactionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  TransactionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The cursor is at the statement's first word, which is no SET and no PREPARE. */
  TransactionStmt statement() {
    int start = cursor.start();
    Token first = cursor.token();
    cursor.advance();
    switch (first) {
      case BEGIN:
        noiseWord();
        return begin(Kind.BEGIN, start);
      case START:
        cursor.expect(Token.TRANSACTION);
        return begin(Kind.START, start);
      case COMMIT:
        if (cursor.accept(Token.PREPARED)) {
          return prepared(Kind.COMMIT_PREPARED, start);
        }
        noiseWord();
        return end(Kind.COMMIT, start);
      case END:
        noiseWord();
        return end(Kind.COMMIT, start);
      case ROLLBACK:
        if (cursor.accept(Token.PREPARED)) {
          return prepared(Kind.ROLLBACK_PREPARED, start);
        }
        noiseWord();
        if (cursor.accept(Token.TO)) {
          return savepoint(Kind.ROLLBACK_TO, start);
        }
        return end(Kind.ROLLBACK, start);
      case ABORT:
        noiseWord();
        return end(Kind.ROLLBACK, start);
      case SAVEPOINT:
        return named(Kind.SAVEPOINT, grammar.names().colId(), null, start);
      case RELEASE:
        return savepoint(Kind.RELEASE, start);
      default:
        throw cursor.error();
    }
  }

  /** {@code PREPARE TRANSACTION 'gid'}; the cursor is at PREPARE. */
  TransactionStmt prepareTransaction() {
    int start = cursor.start();
    cursor.expect(Token.PREPARE, Token.TRANSACTION);
    return prepared(Kind.PREPARE, start);
  }

  /** {@code opt_transaction}. */
  private void noiseWord() {
    if (!cursor.accept(Token.WORK)) {
      cursor.accept(Token.TRANSACTION);
    }
  }

  private TransactionStmt begin(Kind kind, int start) {
    List<DefElem> modes = cursor.atEnd() ? List.of() : modes();
    return new TransactionStmt(kind, modes, null, null, false, cursor.spanFrom(start));
  }

  private TransactionStmt end(Kind kind, int start) {
    boolean chain = false;
    if (cursor.accept(Token.AND)) {
      chain = !cursor.accept(Token.NO);
      cursor.expect(Token.CHAIN);
    }
    return new TransactionStmt(kind, List.of(), null, null, chain, cursor.spanFrom(start));
  }

  /** {@code [SAVEPOINT] name}: SAVEPOINT alone is a name. */
  private TransactionStmt savepoint(Kind kind, int start) {
    if (NameGrammar.isColId(cursor.peek(1))) {
      cursor.expect(Token.SAVEPOINT);
    }
    return named(kind, grammar.names().colId(), null, start);
  }

  private TransactionStmt prepared(Kind kind, int start) {
    return named(kind, null, grammar.options().string(), start);
  }

  private TransactionStmt named(
      Kind kind, @Nullable String savepoint, @Nullable String gid, int start) {
    return new TransactionStmt(kind, List.of(), savepoint, gid, false, cursor.spanFrom(start));
  }

  /** {@code transaction_mode_list}: with or without commas. */
  List<DefElem> modes() {
    List<DefElem> modes = new ArrayList<>(2);
    modes.add(mode());
    while (cursor.accept(Token.COMMA) || atMode()) {
      modes.add(mode());
    }
    return List.copyOf(modes);
  }

  private boolean atMode() {
    return switch (cursor.token()) {
      case ISOLATION, READ, DEFERRABLE, NOT -> true;
      default -> false;
    };
  }

  private DefElem mode() {
    int start = cursor.start();
    switch (cursor.token()) {
      case ISOLATION:
        cursor.advance();
        cursor.expect(Token.LEVEL);
        int level = cursor.start();
        String isolation = isolationLevel();
        return mode(
            "transaction_isolation", new StringConstant(isolation, cursor.spanFrom(level)), start);
      case READ:
        cursor.advance();
        boolean readOnly = cursor.accept(Token.ONLY);
        if (!readOnly) {
          cursor.expect(Token.WRITE);
        }
        return mode("transaction_read_only", readOnly, start);
      case DEFERRABLE:
        cursor.advance();
        return mode("transaction_deferrable", true, start);
      case NOT:
        cursor.advance();
        cursor.expect(Token.DEFERRABLE);
        return mode("transaction_deferrable", false, start);
      default:
        throw cursor.error();
    }
  }

  private DefElem mode(String name, boolean value, int start) {
    return mode(name, new IntegerConstant(value ? 1 : 0, cursor.spanFrom(start)), start);
  }

  private DefElem mode(String name, Expression value, int start) {
    return grammar.options().option(name, value, start);
  }

  /** {@code iso_level}. */
  private String isolationLevel() {
    if (cursor.accept(Token.SERIALIZABLE)) {
      return "serializable";
    }
    if (cursor.accept(Token.REPEATABLE)) {
      cursor.expect(Token.READ);
      return "repeatable read";
    }
    cursor.expect(Token.READ);
    if (cursor.accept(Token.UNCOMMITTED)) {
      return "read uncommitted";
    }
    cursor.expect(Token.COMMITTED);
    return "read committed";
  }
}
