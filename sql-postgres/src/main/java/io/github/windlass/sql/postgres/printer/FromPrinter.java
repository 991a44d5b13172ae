package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.FromItem.JoinExpr;
import io.github.windlass.sql.postgres.tree.FromItem.JoinType;
import io.github.windlass.sql.postgres.tree.FromItem.RangeFunction;
import io.github.windlass.sql.postgres.tree.FromItem.RangeTableFunc;
import io.github.windlass.sql.postgres.tree.FromItem.RangeTableFuncCol;
import io.github.windlass.sql.postgres.tree.FromItem.RowsFromItem;
import io.github.windlass.sql.postgres.tree.FromItem.TableFuncElement;
import io.github.windlass.sql.postgres.tree.JsonTable;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTableColumn;
import io.github.windlass.sql.postgres.tree.JsonTable.JsonTablePathSpec;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.TableReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in FROM. */
final class FromPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;

  FromPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
  }

  /** The keyword and a {@code from_list}, or nothing. */
  void clause(String keyword, List<TableReference> tables) {
    if (!tables.isEmpty()) {
      out.write(keyword).list(tables, this::table);
    }
  }

  /** {@code table_ref}. Chains of joins lean left and are printed by a loop. */
  void table(TableReference table) {
    List<JoinExpr> chain = new ArrayList<>(2);
    TableReference first = table;
    while (first instanceof JoinExpr join) {
      chain.add(join);
      out.writeIf(join.alias() != null, "(");
      first = join.larg();
    }
    operand(first);
    for (int i = chain.size() - 1; i >= 0; i--) {
      JoinExpr join = chain.get(i);
      join(join);
      if (join.alias() != null) {
        out.join(")");
        printer.queries().alias(join.alias());
      }
    }
  }

  /** All of a join but its left side. */
  private void join(JoinExpr join) {
    boolean cross = !join.isNatural() && join.quals() == null && join.usingClause().isEmpty();
    out.writeIf(join.isNatural(), "NATURAL").writeIf(cross, "CROSS");
    out.writeIf(join.jointype() != JoinType.INNER, join.jointype().name()).write("JOIN");
    if (join.rarg() instanceof JoinExpr right && right.alias() == null) {
      out.write("(");
      table(right);
      out.join(")");
    } else {
      table(join.rarg());
    }
    if (!join.usingClause().isEmpty()) {
      out.write("USING").namesInParentheses(join.usingClause());
      printer.queries().alias(join.joinUsingAlias());
    } else if (join.quals() != null) {
      out.write("ON");
      printer.expressions().expression(join.quals());
    }
  }

  private void operand(TableReference table) {
    switch (table) {
      case RangeVar relation -> relation(relation);
      case JoinExpr join -> table(join);
      case FromItem.RangeSubselect query -> {
        out.writeIf(query.lateral(), "LATERAL");
        printer.queries().inParentheses(query.subquery());
        printer.queries().alias(query.alias());
      }
      case RangeFunction function -> function(function);
      case FromItem.RangeTableSample sample -> {
        relation(sample.relation());
        out.write("TABLESAMPLE").names(sample.method());
        out.listInParentheses(sample.args(), printer.expressions()::expression);
        if (sample.repeatable() != null) {
          out.write("REPEATABLE (");
          printer.expressions().expression(sample.repeatable());
          out.join(")");
        }
      }
      case RangeTableFunc xml -> xmlTable(xml);
      case JsonTable json -> jsonTable(json);
    }
  }

  /** {@code relation_expr} with its alias. */
  void relation(RangeVar relation) {
    names.relation(relation);
    printer.queries().alias(relation.alias());
  }

  private void function(RangeFunction function) {
    out.writeIf(function.lateral(), "LATERAL");
    if (function.isRowsfrom()) {
      out.write("ROWS FROM").listInParentheses(function.functions(), this::rowsFromItem);
    } else {
      function.functions().forEach(this::rowsFromItem);
    }
    out.writeIf(function.ordinality(), "WITH ORDINALITY");
    if (function.coldeflist().isEmpty()) {
      printer.queries().alias(function.alias());
    } else {
      out.write("AS");
      if (function.alias() != null) {
        out.name(function.alias().aliasname());
      }
      out.listInParentheses(function.coldeflist(), this::element);
    }
  }

  private void rowsFromItem(RowsFromItem item) {
    printer.expressions().function(item.function());
    if (!item.coldeflist().isEmpty()) {
      out.write("AS").listInParentheses(item.coldeflist(), this::element);
    }
  }

  /** {@code TableFuncElement}. */
  void element(TableFuncElement element) {
    out.name(element.colname());
    printer.types().type(element.typeName());
    if (element.collClause() != null) {
      out.write("COLLATE").names(element.collClause().collname());
    }
  }

  // --- XMLTABLE ------------------------------------------------------------------------------

  private void xmlTable(RangeTableFunc table) {
    out.writeIf(table.lateral(), "LATERAL").write("XMLTABLE(");
    if (!table.namespaces().isEmpty()) {
      out.write("XMLNAMESPACES").listInParentheses(table.namespaces(), this::namespace).join(",");
    }
    printer.expressions().operand(table.rowexpr());
    out.write("PASSING");
    printer.expressions().operand(table.docexpr());
    out.write("COLUMNS").list(table.columns(), this::xmlColumn).join(")");
    printer.queries().alias(table.alias());
  }

  private void namespace(ResTarget namespace) {
    out.writeIf(namespace.name() == null, "DEFAULT");
    if (namespace.val() != null) {
      printer.expressions().restricted(namespace.val());
    }
    if (namespace.name() != null) {
      out.write("AS").name(namespace.name());
    }
  }

  private void xmlColumn(RangeTableFuncCol column) {
    out.name(column.colname());
    if (column.typeName() == null) {
      out.write("FOR ORDINALITY");
      return;
    }
    printer.types().type(column.typeName());
    if (column.colexpr() != null) {
      out.write("PATH");
      printer.expressions().restricted(column.colexpr());
    }
    if (column.coldefexpr() != null) {
      out.write("DEFAULT");
      printer.expressions().restricted(column.coldefexpr());
    }
    out.writeIf(column.isNotNull(), "NOT NULL");
  }

  // --- JSON_TABLE ----------------------------------------------------------------------------

  private JsonPrinter json() {
    ExpressionPrinter expressions = printer.expressions();
    return new JsonPrinter(printer, expressions, expressions.calls(), out);
  }

  private void jsonTable(JsonTable table) {
    out.writeIf(table.lateral(), "LATERAL").write("JSON_TABLE(");
    json().value(table.contextItem());
    out.join(",");
    path(table.pathspec());
    json().passing(table.passing());
    out.write("COLUMNS").listInParentheses(table.columns(), this::jsonColumn);
    json().behavior(table.onError(), "ERROR");
    out.join(")");
    printer.queries().alias(table.alias());
  }

  private void path(JsonTablePathSpec path) {
    out.string(path.string());
    if (path.name() != null) {
      out.write("AS").name(path.name());
    }
  }

  private void columnPath(@Nullable JsonTablePathSpec path) {
    if (path != null) {
      out.write("PATH").string(path.string());
    }
  }

  private void jsonColumn(JsonTableColumn column) {
    switch (column) {
      case JsonTableColumn.ForOrdinality ordinal ->
          out.name(ordinal.name()).write("FOR ORDINALITY");
      case JsonTableColumn.Regular regular -> {
        out.name(regular.name());
        printer.types().type(regular.typeName());
        if (regular.format() != null) {
          json().format(regular.format());
        }
        columnPath(regular.pathspec());
        json().wrapper(regular.wrapper());
        json().quotes(regular.quotes());
        json().behavior(regular.onEmpty(), "EMPTY");
        json().behavior(regular.onError(), "ERROR");
      }
      case JsonTableColumn.Exists exists -> {
        out.name(exists.name());
        printer.types().type(exists.typeName());
        out.write("EXISTS");
        columnPath(exists.pathspec());
        json().behavior(exists.onError(), "ERROR");
      }
      case JsonTableColumn.Nested nested -> {
        out.write("NESTED PATH");
        path(nested.pathspec());
        out.write("COLUMNS").listInParentheses(nested.columns(), this::jsonColumn);
      }
    }
  }
}
