package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.DefElem;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.PartitionSpec.PartitionElem;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.SortBy;
import io.github.windlass.sql.postgres.tree.Statement;
import io.github.windlass.sql.postgres.tree.TableStatement.IndexStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX, and the keys of indexes, exclusion constraints and partitioned tables. */
final class IndexGrammar {

  /** {@code DEFAULT_INDEX_TYPE}. */
  private static final String DEFAULT_ACCESS_METHOD = "btree";

  private final Grammar grammar;
  private final TokenCursor cursor;

  IndexGrammar(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code IndexStmt} from UNIQUE or INDEX on. */
  Statement create(int start) {
    boolean unique = cursor.accept(Token.UNIQUE);
    cursor.expect(Token.INDEX);
    boolean concurrent = cursor.accept(Token.CONCURRENTLY);
    boolean ifNotExists = grammar.names().ifNotExists();
    String idxname = ifNotExists ? grammar.names().colId() : grammar.names().optionalColId();
    cursor.expect(Token.ON);
    RangeVar relation = grammar.names().relationExpr();
    String accessMethod = accessMethod();
    List<IndexElem> params = indexElems();
    List<IndexElem> including = cursor.accept(Token.INCLUDE) ? indexElems() : List.of();
    boolean nullsNotDistinct = grammar.tables().constraints.nullsNotDistinct();
    List<DefElem> options = grammar.options().optionalRelOptions();
    String tableSpace = grammar.tables().optionalTableSpace();
    Expression whereClause = cursor.accept(Token.WHERE) ? grammar.expressions().expression() : null;
    return new IndexStmt(
        idxname,
        relation,
        accessMethod,
        tableSpace,
        params,
        including,
        options,
        whereClause,
        unique,
        nullsNotDistinct,
        concurrent,
        ifNotExists,
        cursor.spanFrom(start));
  }

  /** {@code access_method_clause}. */
  String accessMethod() {
    return cursor.accept(Token.USING) ? grammar.names().colId() : DEFAULT_ACCESS_METHOD;
  }

  /** {@code '(' index_params ')'}. */
  List<IndexElem> indexElems() {
    cursor.expect(Token.LEFT_PAREN);
    List<IndexElem> list = new ArrayList<>(4);
    do {
      list.add(indexElem());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    return List.copyOf(list);
  }

  /** {@code index_elem}. */
  IndexElem indexElem() {
    int start = cursor.start();
    String name = keyColumn();
    Expression expr = name == null ? keyExpression() : null;
    List<String> collation = optionalCollation();
    List<String> opclass = optionalOperatorClass();
    List<DefElem> opclassopts =
        !opclass.isEmpty() && cursor.at(Token.LEFT_PAREN)
            ? grammar.options().relOptions()
            : List.of();
    SortBy.Direction ordering = SortBy.Direction.DEFAULT;
    if (cursor.accept(Token.ASC)) {
      ordering = SortBy.Direction.ASC;
    } else if (cursor.accept(Token.DESC)) {
      ordering = SortBy.Direction.DESC;
    }
    SortBy.Nulls nulls = SortBy.Nulls.DEFAULT;
    if (cursor.accept(Token.NULLS_LA, Token.FIRST)) {
      nulls = SortBy.Nulls.FIRST;
    } else if (cursor.accept(Token.NULLS_LA, Token.LAST)) {
      nulls = SortBy.Nulls.LAST;
    }
    return new IndexElem(
        name, expr, collation, opclass, opclassopts, ordering, nulls, cursor.spanFrom(start));
  }

  /** {@code part_elem}. */
  PartitionElem partitionElem() {
    int start = cursor.start();
    String name = keyColumn();
    Expression expr = name == null ? keyExpression() : null;
    List<String> collation = optionalCollation();
    List<String> opclass = optionalOperatorClass();
    return new PartitionElem(name, expr, collation, opclass, cursor.spanFrom(start));
  }

  /** A {@code ColId} that is not the name of a function that is called, or null. */
  @Nullable String keyColumn() {
    Token next = cursor.peek(1);
    return next == Token.LEFT_PAREN || next == Token.DOT ? null : grammar.names().optionalColId();
  }

  /** {@code '(' a_expr ')'} or {@code func_expr_windowless}. */
  Expression keyExpression() {
    return cursor.at(Token.LEFT_PAREN)
        ? grammar.expressions().parenthesised()
        : grammar.expressions().functionExpressionWindowless();
  }

  /** {@code opt_collate}. */
  private List<String> optionalCollation() {
    return cursor.accept(Token.COLLATE) ? grammar.names().anyName().names() : List.of();
  }

  /** {@code opt_qualified_name}. */
  private List<String> optionalOperatorClass() {
    if (!NameGrammar.isColId(cursor.token())) {
      return List.of();
    }
    return grammar.names().anyName().names();
  }
}
