package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeAction;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeStmt;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeWhenClause;
import io.github.windlass.sql.postgres.tree.QueryStatement.MergeWhenClause.MatchKind;
import io.github.windlass.sql.postgres.tree.QueryStatement.OverridingKind;
import io.github.windlass.sql.postgres.tree.QueryStatement.ReturningClause;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.TableReference;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code MergeStmt}. */
final class MergeGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final ModificationGrammar modifications;

  MergeGrammar(Grammar grammar, ModificationGrammar modifications) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.modifications = modifications;
  }

  /** The cursor is at MERGE, behind the WITH clause. */
  MergeStmt merge(@Nullable WithClause with, int start) {
    cursor.expect(Token.MERGE, Token.INTO);
    RangeVar relation = grammar.queries().relationWithAlias();
    cursor.expect(Token.USING);
    TableReference source = grammar.queries().tableReference();
    cursor.expect(Token.ON);
    Expression condition = grammar.expressions().expression();
    List<MergeWhenClause> clauses = new ArrayList<>(2);
    do {
      clauses.add(when());
    } while (cursor.at(Token.WHEN));
    ReturningClause returning = modifications.returning();
    return new MergeStmt(
        with, relation, source, condition, List.copyOf(clauses), returning, cursor.spanFrom(start));
  }

  /** {@code merge_when_clause}. */
  private MergeWhenClause when() {
    int start = cursor.start();
    cursor.expect(Token.WHEN);
    MatchKind kind = matchKind();
    Expression condition = cursor.accept(Token.AND) ? grammar.expressions().expression() : null;
    cursor.expect(Token.THEN);
    MergeAction action = action(kind != MatchKind.NOT_MATCHED_BY_TARGET);
    return new MergeWhenClause(kind, condition, action, cursor.spanFrom(start));
  }

  private MatchKind matchKind() {
    if (cursor.accept(Token.MATCHED)) {
      return MatchKind.MATCHED;
    }
    cursor.expect(Token.NOT, Token.MATCHED);
    if (cursor.accept(Token.BY, Token.SOURCE)) {
      return MatchKind.NOT_MATCHED_BY_SOURCE;
    }
    if (cursor.accept(Token.BY)) {
      cursor.expect(Token.TARGET);
    }
    return MatchKind.NOT_MATCHED_BY_TARGET;
  }

  /** Where there is a row of the target it can be changed, where there is none one can be made. */
  private MergeAction action(boolean targetRow) {
    int start = cursor.start();
    if (cursor.accept(Token.DO)) {
      cursor.expect(Token.NOTHING);
      return new MergeAction.DoNothing(cursor.spanFrom(start));
    }
    if (!targetRow) {
      return insert();
    }
    if (cursor.accept(Token.DELETE)) {
      return new MergeAction.Delete(cursor.spanFrom(start));
    }
    cursor.expect(Token.UPDATE, Token.SET);
    return new MergeAction.Update(modifications.setClauses(), cursor.spanFrom(start));
  }

  /** {@code merge_insert}. */
  private MergeAction.Insert insert() {
    int start = cursor.start();
    cursor.expect(Token.INSERT);
    if (cursor.accept(Token.DEFAULT)) {
      cursor.expect(Token.VALUES);
      return new MergeAction.Insert(
          List.of(), OverridingKind.NOT_SET, List.of(), cursor.spanFrom(start));
    }
    List<ResTarget> columns =
        cursor.at(Token.LEFT_PAREN) ? modifications.insertColumns() : List.of();
    OverridingKind override = modifications.override();
    cursor.expect(Token.VALUES);
    List<Expression> values = grammar.expressions().expressionsInParentheses();
    return new MergeAction.Insert(columns, override, values, cursor.spanFrom(start));
  }
}
