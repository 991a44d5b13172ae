package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression.ColumnRef;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.ObjectType;
import io.github.windlass.sql.postgres.tree.OnCommitAction;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.RangeVar.Persistence;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.CreateTableAsStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt;
import io.github.windlass.sql.postgres.tree.TableStatement.ViewStmt.CheckOption;
import io.github.windlass.sql.postgres.tree.WithClause;
import io.github.windlass.sql.postgres.tree.WithClause.CommonTableExpr;
import java.util.ArrayList;
import java.util.List;

/** CREATE VIEW and CREATE MATERIALIZED VIEW. */
final class ViewGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;

  ViewGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code ViewStmt} from RECURSIVE or VIEW on. */
  Statement create(int start, boolean replace, Persistence persistence) {
    boolean recursive = cursor.accept(Token.RECURSIVE);
    cursor.expect(Token.VIEW);
    RangeVar view = grammar.names().qualifiedName(persistence);
    List<String> aliases =
        recursive ? grammar.names().columnsInParentheses() : grammar.names().optionalColumns();
    List<DefElem> options = grammar.options().optionalRelOptions();
    cursor.expect(Token.AS);
    SelectStmt query = grammar.queries().selectStatement();
    if (recursive) {
      query = recursiveSelect(view.relname(), aliases, query);
    }
    Span with = cursor.tokenSpan();
    CheckOption checkOption = checkOption();
    if (recursive && checkOption != CheckOption.NO) {
      throw cursor.error("WITH CHECK OPTION not supported on recursive views", with);
    }
    return new ViewStmt(
        view, aliases, query, replace, options, checkOption, cursor.spanFrom(start));
  }

  /** {@code opt_check_option}. */
  private CheckOption checkOption() {
    if (!cursor.accept(Token.WITH)) {
      return CheckOption.NO;
    }
    CheckOption option = CheckOption.CASCADED;
    if (cursor.accept(Token.LOCAL)) {
      option = CheckOption.LOCAL;
    } else {
      cursor.accept(Token.CASCADED);
    }
    cursor.expect(Token.CHECK, Token.OPTION);
    return option;
  }

  /**
   * {@code WITH RECURSIVE name (columns) AS (query) SELECT columns FROM name}, as {@code
   * makeRecursiveViewSelect} of gram.y builds it. What is not written has the query's span.
   */
  private static SelectStmt recursiveSelect(String name, List<String> columns, SelectStmt query) {
    Span span = query.span();
    CommonTableExpr cte =
        new CommonTableExpr(name, columns, WithClause.Materialize.DEFAULT, query, null, null, span);
    List<ResTarget> targets = new ArrayList<>(columns.size());
    for (String column : columns) {
      ColumnRef value = new ColumnRef(List.of(column), false, span);
      targets.add(new ResTarget(null, List.of(), value, span));
    }
    RangeVar from = new RangeVar(null, null, name, true, Persistence.PERMANENT, null, span);
    SelectStmt.Tail tail =
        new SelectStmt.Tail(
            new WithClause(List.of(cte), true, span),
            List.of(),
            null,
            null,
            SelectStmt.LimitOption.DEFAULT,
            List.of());
    return new SelectStmt.Select(
        null,
        List.copyOf(targets),
        null,
        List.of(from),
        null,
        List.of(),
        false,
        null,
        List.of(),
        tail,
        span);
  }

  /** {@code CreateMatViewStmt} from MATERIALIZED on. */
  Statement createMaterialized(int start, Persistence persistence) {
    cursor.expect(Token.MATERIALIZED, Token.VIEW);
    boolean ifNotExists = grammar.names().ifNotExists();
    int intoStart = cursor.start();
    RangeVar rel = grammar.names().qualifiedName(persistence);
    List<String> columns = grammar.names().optionalColumns();
    String accessMethod = grammar.tables().optionalAccessMethod();
    List<DefElem> options = grammar.options().optionalRelOptions();
    String tableSpace = grammar.tables().optionalTableSpace();
    Span intoSpan = cursor.spanFrom(intoStart);
    cursor.expect(Token.AS);
    SelectStmt query = grammar.queries().selectStatement();
    boolean skipData = grammar.tables().withNoData();
    IntoClause into =
        new IntoClause(
            rel,
            columns,
            accessMethod,
            options,
            OnCommitAction.NOOP,
            tableSpace,
            skipData,
            intoSpan);
    return new CreateTableAsStmt(
        query, into, ObjectType.MATVIEW, ifNotExists, cursor.spanFrom(start));
  }
}
