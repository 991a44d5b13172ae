package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.CheckPointStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.ExplainStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.LoadStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.LockStmt;
import io.github.windlass.sql.postgres.tree.UtilityStatement.LockStmt.LockMode;
import java.util.ArrayList;
import java.util.List;

/** Maintenance and administration. */
final class UtilityGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final MaintenanceGrammar maintenance;
  private final CopyGrammar copies;
  private final DatabaseGrammar databases;

  UtilityGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.maintenance = new MaintenanceGrammar(grammar);
    this.copies = new CopyGrammar(grammar);
    this.databases = new DatabaseGrammar(grammar);
  }

  /** {@code CREATE DATABASE | TABLESPACE}. */
  Statement create() {
    return databases.create();
  }

  /** {@code ALTER DATABASE | TABLESPACE | SYSTEM | LARGE OBJECT}. */
  Statement alter() {
    return databases.alter();
  }

  Statement statement() {
    return switch (cursor.token()) {
      case VACUUM -> maintenance.vacuum();
      case ANALYZE, ANALYSE -> maintenance.analyze();
      case CLUSTER -> maintenance.cluster();
      case REINDEX -> maintenance.reindex();
      case COPY -> copies.copy();
      case EXPLAIN -> explain();
      case LOCK -> lock();
      case CHECKPOINT -> checkpoint();
      case LOAD -> load();
      default -> throw cursor.error();
    };
  }

  private CheckPointStmt checkpoint() {
    int start = cursor.start();
    cursor.expect(Token.CHECKPOINT);
    return new CheckPointStmt(cursor.spanFrom(start));
  }

  private LoadStmt load() {
    int start = cursor.start();
    cursor.expect(Token.LOAD);
    return new LoadStmt(grammar.options().string(), cursor.spanFrom(start));
  }

  /** {@code ExplainStmt}. */
  private ExplainStmt explain() {
    int start = cursor.start();
    cursor.expect(Token.EXPLAIN);
    List<DefElem> options = List.of();
    if (cursor.at(Token.LEFT_PAREN)) {
      // A parenthesis opens options unless it opens a query.
      if (cursor.peek(1) != Token.LEFT_PAREN && !grammar.queries().selectStartsAt(1)) {
        options = grammar.options().utilityOptions();
      }
    } else {
      options = oldOptions();
    }
    return new ExplainStmt(explained(), options, cursor.spanFrom(start));
  }

  /** {@code [ANALYZE] [VERBOSE]}. */
  private List<DefElem> oldOptions() {
    List<DefElem> options = new ArrayList<>(2);
    int start = cursor.start();
    if (cursor.accept(Token.ANALYZE) || cursor.accept(Token.ANALYSE)) {
      options.add(grammar.options().option("analyze", null, start));
    }
    start = cursor.start();
    if (cursor.accept(Token.VERBOSE)) {
      options.add(grammar.options().option("verbose", null, start));
    }
    return List.copyOf(options);
  }

  /** {@code ExplainableStmt}. */
  private Statement explained() {
    return switch (cursor.token()) {
      case DECLARE -> grammar.sessions().declareCursor();
      case EXECUTE -> grammar.sessions().execute();
      case CREATE -> explainedCreate();
      case REFRESH -> grammar.tables().statement();
      default -> grammar.queries().preparableStatement();
    };
  }

  /** {@code CreateAsStmt} or {@code CreateMatViewStmt}; no other CREATE runs a query. */
  private Statement explainedCreate() {
    switch (cursor.peek(1)) {
      case TABLE, TEMP, TEMPORARY, LOCAL, GLOBAL, UNLOGGED, MATERIALIZED:
        break;
      default:
        cursor.advance();
        throw cursor.error();
    }
    Statement statement = grammar.tables().create();
    if (!(statement instanceof CreateTableAsStmt)) {
      throw cursor.error();
    }
    return statement;
  }

  /** {@code LockStmt}. */
  private LockStmt lock() {
    int start = cursor.start();
    cursor.expect(Token.LOCK);
    cursor.accept(Token.TABLE);
    List<RangeVar> relations = grammar.names().relationExprList();
    LockMode mode = LockMode.ACCESS_EXCLUSIVE;
    if (cursor.accept(Token.IN)) {
      mode = lockMode();
      cursor.expect(Token.MODE);
    }
    boolean nowait = cursor.accept(Token.NOWAIT);
    return new LockStmt(relations, mode, nowait, cursor.spanFrom(start));
  }

  /** {@code lock_type}. */
  private LockMode lockMode() {
    if (cursor.accept(Token.ACCESS)) {
      if (cursor.accept(Token.SHARE)) {
        return LockMode.ACCESS_SHARE;
      }
      cursor.expect(Token.EXCLUSIVE);
      return LockMode.ACCESS_EXCLUSIVE;
    }
    if (cursor.accept(Token.ROW)) {
      if (cursor.accept(Token.SHARE)) {
        return LockMode.ROW_SHARE;
      }
      cursor.expect(Token.EXCLUSIVE);
      return LockMode.ROW_EXCLUSIVE;
    }
    if (cursor.accept(Token.EXCLUSIVE)) {
      return LockMode.EXCLUSIVE;
    }
    cursor.expect(Token.SHARE);
    if (cursor.accept(Token.UPDATE)) {
      cursor.expect(Token.EXCLUSIVE);
      return LockMode.SHARE_UPDATE_EXCLUSIVE;
    }
    if (cursor.accept(Token.ROW)) {
      cursor.expect(Token.EXCLUSIVE);
      return LockMode.SHARE_ROW_EXCLUSIVE;
    }
    return LockMode.SHARE;
  }
}
