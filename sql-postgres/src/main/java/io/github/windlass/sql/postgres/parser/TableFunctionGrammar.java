package io.github.windlass.sql.postgres.parser;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem.RangeTableFunc;
import io.github.windlass.sql.postgres.tree.FromItem.RangeTableFuncCol;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonArgument;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonFormat;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonQuotes;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonValueExpr;
import io.github.windlass.sql.postgres.tree.JsonExpression.JsonWrapper;
import io.github.windlass.sql.postgres.tree.JsonTable;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTableColumn;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTablePathSpec;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.Span;
import io.github.windlass.sql.postgres.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XMLTABLE and JSON_TABLE. */
final class TableFunctionGrammar {

  private final Grammar grammar;
  private final TokenCursor cursor;
  private final FromGrammar froms;

  TableFunctionGrammar(Grammar grammar, FromGrammar froms) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.froms = froms;
  }

  // --- XMLTABLE ------------------------------------------------------------------------------

  /**
   * {@code xmltable} and its alias; the cursor is at XMLTABLE, the item begins at {@code start}.
   */
  RangeTableFunc xmlTable(boolean lateral, int start) {
    cursor.expect(Token.XMLTABLE, Token.LEFT_PAREN);
    List<ResTarget> namespaces = List.of();
    if (cursor.accept(Token.XMLNAMESPACES, Token.LEFT_PAREN)) {
      namespaces = namespaces();
      cursor.expect(Token.RIGHT_PAREN, Token.COMMA);
    }
    Expression row = grammar.expressions().cExpression();
    Expression document = grammar.xml().passingArgument();
    cursor.expect(Token.COLUMNS);
    List<RangeTableFuncCol> columns = new ArrayList<>(4);
    do {
      columns.add(xmlColumn());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    Alias alias = froms.optionalAlias();
    return new RangeTableFunc(
        lateral, document, row, namespaces, List.copyOf(columns), alias, cursor.spanFrom(start));
  }

  /** {@code xml_namespace_list}. */
  private List<ResTarget> namespaces() {
    List<ResTarget> namespaces = new ArrayList<>(2);
    do {
      int start = cursor.start();
      boolean unnamed = cursor.accept(Token.DEFAULT);
      Expression uri = grammar.expressions().bExpression();
      String name = null;
      if (!unnamed) {
        cursor.expect(Token.AS);
        name = grammar.names().colLabel();
      }
      namespaces.add(new ResTarget(name, List.of(), uri, cursor.spanFrom(start)));
    } while (cursor.accept(Token.COMMA));
    return List.copyOf(namespaces);
  }

  /** {@code xmltable_column_el}: its options come in any order, each once. */
  private RangeTableFuncCol xmlColumn() {
    int start = cursor.start();
    String name = grammar.names().colId();
    if (cursor.accept(Token.FOR)) {
      cursor.expect(Token.ORDINALITY);
      return new RangeTableFuncCol(name, null, true, false, null, null, cursor.spanFrom(start));
    }
    TypeName type = grammar.types().typeName();
    Expression path = null;
    Expression otherwise = null;
    Boolean notNull = null;
    while (!cursor.at(Token.COMMA) && !cursor.at(Token.RIGHT_PAREN)) {
      Span option = cursor.tokenSpan();
      switch (cursor.token()) {
        case DEFAULT -> {
          cursor.advance();
          if (otherwise != null) {
            throw cursor.error("only one DEFAULT value is allowed", option);
          }
          otherwise = grammar.expressions().bExpression();
        }
        case PATH -> {
          cursor.advance();
          if (path != null) {
            throw cursor.error("only one PATH value per column is allowed", option);
          }
          path = grammar.expressions().bExpression();
        }
        case NOT, NULL -> {
          if (notNull != null) {
            throw cursor.error(
                "conflicting or redundant NULL / NOT NULL declarations for column \"" + name + "\"",
                option);
          }
          notNull = cursor.accept(Token.NOT);
          cursor.expect(Token.NULL);
        }
        case IDENT -> throw cursor.error("unrecognized column option", option);
        default -> throw cursor.error();
      }
    }
    return new RangeTableFuncCol(
        name, type, false, notNull != null && notNull, path, otherwise, cursor.spanFrom(start));
  }

  // --- JSON_TABLE ----------------------------------------------------------------------------

  /** {@code json_table} and its alias; the cursor is at JSON_TABLE. */
  JsonTable jsonTable(boolean lateral, int start) {
    cursor.expect(Token.JSON_TABLE, Token.LEFT_PAREN);
    JsonValueExpr context = grammar.json().value();
    cursor.expect(Token.COMMA);
    JsonTablePathSpec path = tablePath();
    List<JsonArgument> passing = grammar.json().passing();
    List<JsonTableColumn> columns = jsonColumns();
    JsonGrammar.Behaviors behaviors = grammar.json().behaviors(false);
    cursor.expect(Token.RIGHT_PAREN);
    Alias alias = froms.optionalAlias();
    return new JsonTable(
        lateral,
        context,
        path,
        passing,
        columns,
        behaviors.onError(),
        alias,
        cursor.spanFrom(start));
  }

  /** The path of the whole table: grammatically any expression, but a string it must be. */
  private JsonTablePathSpec tablePath() {
    int start = cursor.start();
    Expression path = grammar.expressions().expression();
    if (!(path instanceof StringConstant string)) {
      throw cursor.error(
          "only string constants are supported in JSON_TABLE path specification", path.span());
    }
    String name = cursor.accept(Token.AS) ? grammar.names().colId() : null;
    return new JsonTablePathSpec(string.sval(), name, cursor.spanFrom(start));
  }

  /** {@code COLUMNS '(' json_table_column_definition_list ')'}. */
  private List<JsonTableColumn> jsonColumns() {
    cursor.enter();
    cursor.expect(Token.COLUMNS, Token.LEFT_PAREN);
    List<JsonTableColumn> columns = new ArrayList<>(4);
    do {
      columns.add(jsonColumn());
    } while (cursor.accept(Token.COMMA));
    cursor.expect(Token.RIGHT_PAREN);
    cursor.leave();
    return List.copyOf(columns);
  }

  /** {@code json_table_column_definition}. */
  private JsonTableColumn jsonColumn() {
    int start = cursor.start();
    if (atNested()) {
      return nested(start);
    }
    String name = grammar.names().colId();
    if (cursor.accept(Token.FOR, Token.ORDINALITY)) {
      return new JsonTableColumn.ForOrdinality(name, cursor.spanFrom(start));
    }
    TypeName type = grammar.types().typeName();
    if (cursor.accept(Token.EXISTS)) {
      JsonTablePathSpec path = columnPath();
      JsonGrammar.Behaviors behaviors = grammar.json().behaviors(false);
      return new JsonTableColumn.Exists(
          name, type, path, behaviors.onError(), cursor.spanFrom(start));
    }
    JsonFormat format = cursor.at(Token.FORMAT_LA) ? grammar.json().format() : null;
    JsonTablePathSpec path = columnPath();
    JsonWrapper wrapper = grammar.json().wrapper();
    JsonQuotes quotes = grammar.json().quotes();
    JsonGrammar.Behaviors behaviors = grammar.json().behaviors(true);
    return new JsonTableColumn.Regular(
        name,
        type,
        format,
        path,
        wrapper,
        quotes,
        behaviors.onEmpty(),
        behaviors.onError(),
        cursor.spanFrom(start));
  }

  /** {@code NESTED [PATH] 'path'}; before anything else NESTED is the name of a column. */
  private boolean atNested() {
    return cursor.at(Token.NESTED, Token.SCONST) || cursor.at(Token.NESTED, Token.PATH);
  }

  private JsonTableColumn.Nested nested(int start) {
    cursor.expect(Token.NESTED);
    cursor.accept(Token.PATH);
    int pathStart = cursor.start();
    String path = grammar.options().string();
    String name = cursor.accept(Token.AS) ? grammar.names().colId() : null;
    JsonTablePathSpec spec = new JsonTablePathSpec(path, name, cursor.spanFrom(pathStart));
    List<JsonTableColumn> columns = jsonColumns();
    return new JsonTableColumn.Nested(spec, columns, cursor.spanFrom(start));
  }

  /** {@code json_table_column_path_clause_opt}. */
  private @Nullable JsonTablePathSpec columnPath() {
    if (!cursor.accept(Token.PATH)) {
      return null;
    }
    int start = cursor.start();
    String path = grammar.options().string();
    return new JsonTablePathSpec(path, null, cursor.spanFrom(start));
  }
}
