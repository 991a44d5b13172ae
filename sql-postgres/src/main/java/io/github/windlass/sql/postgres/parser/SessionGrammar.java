package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeallocateStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.DeclareCursorStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.DiscardStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.DiscardStmt.Target;
import io.github.windlass.sql.postgres.tree.SessionStatement.ExecuteStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.ListenStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.NotifyStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.PrepareStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.UnlistenStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.List;

/** Transactions, settings, prepared statements, cursors, notifications. */
final class SessionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final TransactionGrammar transactions;
  private final SettingGrammar settings;
  private final CursorGrammar cursors;

  SessionGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.transactions = new TransactionGrammar(grammar);
    this.settings = new SettingGrammar(grammar, transactions);
    this.cursors = new CursorGrammar(grammar);
  }

  SessionStatement statement() {
    return switch (cursor.token()) {
      case SET -> settings.atSetConstraints() ? settings.setConstraints() : settings.set();
      case RESET -> settings.reset();
      case SHOW -> settings.show();
      case PREPARE ->
          cursor.at(Token.PREPARE, Token.TRANSACTION, Token.SCONST)
              ? transactions.prepareTransaction()
              : prepare();
      case EXECUTE -> execute();
      case DEALLOCATE -> deallocate();
      case DECLARE -> cursors.declare();
      case CLOSE -> cursors.close();
      case FETCH, MOVE -> cursors.fetch();
      case LISTEN -> listen();
      case NOTIFY -> notifyStatement();
      case UNLISTEN -> unlisten();
      case DISCARD -> discard();
      default -> transactions.statement();
    };
  }

  /** {@code SetResetClause}: the cursor is at SET or RESET. */
  VariableSetStmt setReset() {
    if (cursor.at(Token.RESET)) {
      return settings.reset();
    }
    int start = cursor.start();
    cursor.expect(Token.SET);
    return settings.setRest(true, false, start);
  }

  /** {@code FunctionSetResetClause}: as {@link #setReset}, without SET TRANSACTION and its like. */
  VariableSetStmt functionSetReset() {
    if (cursor.at(Token.RESET)) {
      return settings.reset();
    }
    int start = cursor.start();
    cursor.expect(Token.SET);
    return settings.setRest(false, false, start);
  }

  /** {@code VariableResetStmt}: the cursor is at RESET. */
  VariableSetStmt variableReset() {
    return settings.reset();
  }

  /** {@code SET generic_set} or {@code RESET generic_reset}, as ALTER SYSTEM has it. */
  VariableSetStmt genericSetReset() {
    int start = cursor.start();
    if (cursor.accept(Token.RESET)) {
      return settings.genericReset(start);
    }
    cursor.expect(Token.SET);
    return settings.generic(false, false, start);
  }

  /** {@code DeclareCursorStmt}: the cursor is at DECLARE. */
  DeclareCursorStmt declareCursor() {
    return cursors.declare();
  }

  /** {@code PrepareStmt}. */
  private PrepareStmt prepare() {
    int start = cursor.start();
    cursor.expect(Token.PREPARE);
    String name = grammar.names().colId();
    List<TypeName> types = List.of();
    if (cursor.accept(Token.LEFT_PAREN)) {
      types = grammar.types().typeList();
      cursor.expect(Token.RIGHT_PAREN);
    }
    cursor.expect(Token.AS);
    QueryStatement query = grammar.queries().preparableStatement();
    return new PrepareStmt(name, types, query, cursor.spanFrom(start));
  }

  /** {@code ExecuteStmt}: the cursor is at EXECUTE. */
  ExecuteStmt execute() {
    int start = cursor.start();
    cursor.expect(Token.EXECUTE);
    String name = grammar.names().colId();
    List<Expression> params =
        cursor.at(Token.LEFT_PAREN) ? grammar.expressions().expressionsInParentheses() : List.of();
    return new ExecuteStmt(name, params, cursor.spanFrom(start));
  }

  /** {@code DeallocateStmt}: PREPARE alone is a name. */
  private DeallocateStmt deallocate() {
    int start = cursor.start();
    cursor.expect(Token.DEALLOCATE);
    if (cursor.peek(1) == Token.ALL || NameGrammar.isColId(cursor.peek(1))) {
      cursor.expect(Token.PREPARE);
    }
    if (cursor.accept(Token.ALL)) {
      return new DeallocateStmt(null, true, cursor.spanFrom(start));
    }
    return new DeallocateStmt(grammar.names().colId(), false, cursor.spanFrom(start));
  }

  private ListenStmt listen() {
    int start = cursor.start();
    cursor.expect(Token.LISTEN);
    return new ListenStmt(grammar.names().colId(), cursor.spanFrom(start));
  }

  private NotifyStmt notifyStatement() {
    int start = cursor.start();
    cursor.expect(Token.NOTIFY);
    String name = grammar.names().colId();
    String payload = cursor.accept(Token.COMMA) ? grammar.options().string() : null;
    return new NotifyStmt(name, payload, cursor.spanFrom(start));
  }

  private UnlistenStmt unlisten() {
    int start = cursor.start();
    cursor.expect(Token.UNLISTEN);
    String name = cursor.accept(Token.STAR) ? null : grammar.names().colId();
    return new UnlistenStmt(name, cursor.spanFrom(start));
  }

  private DiscardStmt discard() {
    int start = cursor.start();
    cursor.expect(Token.DISCARD);
    Target target =
        switch (cursor.token()) {
          case ALL -> Target.ALL;
          case PLANS -> Target.PLANS;
          case SEQUENCES -> Target.SEQUENCES;
          case TEMP, TEMPORARY -> Target.TEMP;
          default -> throw cursor.error();
        };
    cursor.advance();
    return new DiscardStmt(target, cursor.spanFrom(start));
  }
}
