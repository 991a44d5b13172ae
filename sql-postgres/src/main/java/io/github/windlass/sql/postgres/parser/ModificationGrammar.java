package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.QueryStatement.DeleteStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.InferClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.InsertStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.OnConflictClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.OverridingKind;
import io.github.windlass.sql.postgres.tree.QueryStatement.ReturningClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.ReturningOption;
import io.github.windlass.sql.postgres.tree.QueryStatement.UpdateStmt;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SetClause;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE, and what MERGE shares with them. */
final class ModificationGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final MergeGrammar merges;

  ModificationGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.merges = new MergeGrammar(grammar, this);
  }

  /** {@code InsertStmt} behind its WITH clause. */
  InsertStmt insert(@Nullable WithClause with, int start) {
    cursor.expect(Token.INSERT, Token.INTO);
    RangeVar relation = insertTarget();
    List<ResTarget> columns = List.of();
    OverridingKind override = OverridingKind.NOT_SET;
    SelectStmt select = null;
    if (!cursor.accept(Token.DEFAULT, Token.VALUES)) {
      if (atColumns()) {
        columns = insertColumns();
      }
      override = override();
      select = grammar.queries().selectStatement();
    }
    OnConflictClause conflict = cursor.at(Token.ON) ? onConflict() : null;
    ReturningClause returning = returning();
    return new InsertStmt(
        with, relation, columns, override, select, conflict, returning, cursor.spanFrom(start));
  }

  /** {@code insert_target}: the alias needs its AS. */
  private RangeVar insertTarget() {
    RangeVar relation = grammar.names().qualifiedName();
    int start = cursor.start();
    if (!cursor.accept(Token.AS)) {
      return relation;
    }
    String name = grammar.names().colId();
    return QueryGrammar.withAlias(relation, new Alias(name, List.of(), cursor.spanFrom(start)));
  }

  /** Whether the parenthesis here opens a list of columns and not a query. */
  private boolean atColumns() {
    return cursor.at(Token.LEFT_PAREN)
        && cursor.peek(1) != Token.LEFT_PAREN
        && !grammar.queries().selectStartsAt(1);
  }

  /** {@code '(' insert_column_list ')'}. */
  List<ResTarget> insertColumns() {
    cursor.expect(Token.LEFT_PAREN);
    List<ResTarget> columns = targets();
    cursor.expect(Token.RIGHT_PAREN);
    return columns;
  }

  /** {@code insert_column_list} and {@code set_target_list}. */
  private List<ResTarget> targets() {
    List<ResTarget> columns = new ArrayList<>(4);
    do {
      int start = cursor.start();
      String name = grammar.names().colId();
      List<Indirection> indirection = grammar.primaries().indirection();
      columns.add(new ResTarget(name, indirection, null, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(columns);
  }

  /** {@code OVERRIDING override_kind VALUE}, or nothing. */
  OverridingKind override() {
    if (!cursor.accept(Token.OVERRIDING)) {
      return OverridingKind.NOT_SET;
    }
    OverridingKind kind = OverridingKind.USER_VALUE;
    if (!cursor.accept(Token.USER)) {
      cursor.expect(Token.SYSTEM);
      kind = OverridingKind.SYSTEM_VALUE;
    }
    cursor.expect(Token.VALUE);
    return kind;
  }

  /** {@code opt_on_conflict}; the cursor is at ON. */
  private OnConflictClause onConflict() {
    int start = cursor.start();
    cursor.expect(Token.ON, Token.CONFLICT);
    InferClause infer = cursor.at(Token.DO) ? null : infer();
    cursor.expect(Token.DO);
    if (cursor.accept(Token.NOTHING)) {
      return new OnConflictClause(
          infer, OnConflictClause.Action.NOTHING, List.of(), null, cursor.spanFrom(start));
    }
    cursor.expect(Token.UPDATE, Token.SET);
    List<SetClause> assignments = setClauses();
    Expression where = grammar.queries().whereClause();
    return new OnConflictClause(
        infer, OnConflictClause.Action.UPDATE, assignments, where, cursor.spanFrom(start));
  }

  /** {@code opt_conf_expr}. */
  private InferClause infer() {
    int start = cursor.start();
    if (cursor.accept(Token.ON)) {
      cursor.expect(Token.CONSTRAINT);
      String constraint = grammar.names().colId();
      return new InferClause(List.of(), null, constraint, cursor.spanFrom(start));
    }
    List<IndexElem> elements = grammar.tables().indexes.indexElems();
    Expression where = grammar.queries().whereClause();
    return new InferClause(elements, where, null, cursor.spanFrom(start));
  }

  /** {@code returning_clause}. */
  @Nullable ReturningClause returning() {
    int start = cursor.start();
    if (!cursor.accept(Token.RETURNING)) {
      return null;
    }
    List<ReturningOption> options = List.of();
    if (cursor.accept(Token.WITH)) {
      cursor.expect(Token.LEFT_PAREN);
      options = returningOptions();
      cursor.expect(Token.RIGHT_PAREN);
    }
    List<ResTarget> targets = grammar.queries().targetList();
    return new ReturningClause(options, targets, cursor.spanFrom(start));
  }

  /** {@code returning_options}. */
  private List<ReturningOption> returningOptions() {
    List<ReturningOption> options = new ArrayList<>(2);
    do {
      int start = cursor.start();
      ReturningOption.Kind kind = ReturningOption.Kind.OLD;
      if (!cursor.accept(Token.OLD)) {
        cursor.expect(Token.NEW);
        kind = ReturningOption.Kind.NEW;
      }
      cursor.expect(Token.AS);
      String name = grammar.names().colId();
      options.add(new ReturningOption(kind, name, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(options);
  }

  /** {@code DeleteStmt} behind its WITH clause. */
  DeleteStmt delete(@Nullable WithClause with, int start) {
    cursor.expect(Token.DELETE, Token.FROM);
    RangeVar relation = grammar.queries().relationWithAlias();
    List<TableReference> using =
        cursor.accept(Token.USING) ? grammar.queries().fromList() : List.of();
    Expression where = grammar.queries().whereOrCurrentClause();
    ReturningClause returning = returning();
    return new DeleteStmt(with, relation, using, where, returning, cursor.spanFrom(start));
  }

  /** {@code UpdateStmt} behind its WITH clause. */
  UpdateStmt update(@Nullable WithClause with, int start) {
    cursor.expect(Token.UPDATE);
    RangeVar relation = grammar.queries().relationWithAlias();
    cursor.expect(Token.SET);
    List<SetClause> assignments = setClauses();
    List<TableReference> from = grammar.queries().fromClause();
    Expression where = grammar.queries().whereOrCurrentClause();
    ReturningClause returning = returning();
    return new UpdateStmt(
        with, relation, assignments, from, where, returning, cursor.spanFrom(start));
  }

  /** {@code set_clause_list}. */
  List<SetClause> setClauses() {
    List<SetClause> clauses = new ArrayList<>(4);
    do {
      clauses.add(setClause());
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(clauses);
  }

  /** {@code set_clause}. */
  private SetClause setClause() {
    int start = cursor.start();
    if (cursor.accept(Token.LEFT_PAREN)) {
      List<ResTarget> targets = targets();
      cursor.expect(Token.RIGHT_PAREN, Token.EQUALS);
      Expression source = grammar.expressions().expression();
      return new SetClause.MultiAssignment(targets, source, cursor.spanFrom(start));
    }
    String name = grammar.names().colId();
    List<Indirection> indirection = grammar.primaries().indirection();
    cursor.expect(Token.EQUALS);
    Expression value = grammar.expressions().expression();
    return new ResTarget(name, indirection, value, cursor.spanFrom(start));
  }

  /** {@code MergeStmt} behind its WITH clause. */
  MergeStmt merge(@Nullable WithClause with, int start) {
    return merges.merge(with, start);
  }
}
