package io.github.windlass.sql.postgres.printer;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Constant.StringConstant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Expression.TypeCast;
import io.github.windlass.sql.postgres.tree.GroupingElement;
import io.github.windlass.sql.postgres.tree.GroupingElement.GroupingSet;
import io.github.windlass.sql.postgres.tree.IntoClause;
import io.github.windlass.sql.postgres.tree.QueryStatement;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SelectStmt.LimitOption;
import io.github.windlass.sql.postgres.tree.SelectStmt.LockingClause;
import io.github.windlass.sql.postgres.tree.SelectStmt.Select;
import io.github.windlass.sql.postgres.tree.SelectStmt.SetOperation;
import io.github.windlass.sql.postgres.tree.SelectStmt.Tail;
import io.github.windlass.sql.postgres.tree.SelectStmt.Values;
import io.github.windlass.sql.postgres.tree.SelectStmt.ValuesRow;
import io.github.windlass.sql.postgres.tree.WithClause;
import io.github.windlass.sql.postgres.tree.WithClause.CTECycleClause;
import io.github.windlass.sql.postgres.tree.WithClause.CTESearchClause;
import io.github.windlass.sql.postgres.tree.WithClause.CommonTableExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries and data changes. */
final class QueryPrinter {

  private final SqlPrinter printer;
  private final SqlWriter out;
  private final NamePrinter names;
  private final FromPrinter froms;
  private final ModificationPrinter modifications;

  QueryPrinter(SqlPrinter printer, SqlWriter out) {
    this.printer = printer;
    this.out = out;
    this.names = new NamePrinter(out);
    this.froms = new FromPrinter(printer, out);
    this.modifications = new ModificationPrinter(printer, out);
  }

  void statement(QueryStatement statement) {
    switch (statement) {
      case SelectStmt select -> select(select);
      case QueryStatement.InsertStmt insert -> modifications.insert(insert);
      case QueryStatement.UpdateStmt update -> modifications.update(update);
      case QueryStatement.DeleteStmt delete -> modifications.delete(delete);
      case QueryStatement.MergeStmt merge -> modifications.merge(merge);
    }
  }

  FromPrinter froms() {
    return froms;
  }

  // --- SELECT --------------------------------------------------------------------------------

  private void select(SelectStmt select) {
    Tail tail = select.tail();
    with(tail.withClause());
    if (locksBehindTies(tail)) {
      out.write("(");
      body(select);
      orderAndLimit(tail);
      out.join(")");
    } else {
      body(select);
      orderAndLimit(tail);
    }
    tail.lockingClause().forEach(this::locking);
  }

  /** WITH TIES and SKIP LOCKED cannot be together, unless parentheses are between them. */
  private static boolean locksBehindTies(Tail tail) {
    if (tail.limitOption() == LimitOption.WITH_TIES) {
      for (LockingClause locking : tail.lockingClause()) {
        if (locking.waitPolicy() == LockingClause.WaitPolicy.SKIP) {
          return true;
        }
      }
    }
    return false;
  }

  /** The query without what stands before and behind it. Chains of set operations lean left. */
  private void body(SelectStmt select) {
    List<SetOperation> chain = new ArrayList<>(2);
    SelectStmt first = select;
    while (first instanceof SetOperation operation && (chain.isEmpty() || leftIsOpen(chain))) {
      chain.add(operation);
      first = operation.larg();
    }
    if (chain.isEmpty()) {
      simple(first);
    } else {
      operand(first, !leftIsOpen(chain));
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      SetOperation operation = chain.get(i);
      out.write(operation.op().name()).writeIf(operation.all(), "ALL");
      operand(operation.rarg(), needsParentheses(operation.rarg(), precedence(operation) + 1));
    }
  }

  /** Whether the left side of the innermost operation so far needs no parentheses. */
  private static boolean leftIsOpen(List<SetOperation> chain) {
    SetOperation operation = chain.get(chain.size() - 1);
    return !needsParentheses(operation.larg(), precedence(operation));
  }

  private static boolean needsParentheses(SelectStmt operand, int precedence) {
    return !operand.tail().equals(Tail.NONE)
        || (operand instanceof SetOperation operation && precedence(operation) < precedence);
  }

  private static int precedence(SetOperation operation) {
    return operation.op() == SetOperation.Operator.INTERSECT ? 2 : 1;
  }

  private void operand(SelectStmt operand, boolean parentheses) {
    if (parentheses) {
      inParentheses(operand);
    } else {
      body(operand);
    }
  }

  /** {@code (query)}. */
  void inParentheses(QueryStatement query) {
    out.write("(");
    statement(query);
    out.join(")");
  }

  private void simple(SelectStmt select) {
    switch (select) {
      case Select plain -> plain(plain);
      case Values values -> {
        out.write("VALUES");
        out.list(values.valuesLists(), this::row);
      }
      case SetOperation operation -> body(operation);
    }
  }

  private void row(ValuesRow row) {
    out.listInParentheses(row.items(), printer.expressions()::expression);
  }

  private void plain(Select select) {
    out.write("SELECT");
    if (select.distinctClause() != null) {
      out.write("DISTINCT");
      if (!select.distinctClause().on().isEmpty()) {
        out.write("ON")
            .listInParentheses(select.distinctClause().on(), printer.expressions()::expression);
      }
    }
    targets(select.targetList());
    if (select.intoClause() != null) {
      into(select.intoClause());
    }
    froms.clause("FROM", select.fromClause());
    where(select.whereClause());
    if (!select.groupClause().isEmpty()) {
      out.write("GROUP BY").writeIf(select.groupDistinct(), "DISTINCT");
      out.list(select.groupClause(), this::grouping);
    }
    if (select.havingClause() != null) {
      out.write("HAVING");
      printer.expressions().expression(select.havingClause());
    }
    if (!select.windowClause().isEmpty()) {
      out.write("WINDOW");
      out.list(select.windowClause(), printer.expressions().calls()::windowDefinition);
    }
  }

  /** {@code target_list}. */
  void targets(List<ResTarget> targets) {
    out.list(targets, this::target);
  }

  private void target(ResTarget target) {
    if (target.val() != null) {
      printer.expressions().expression(target.val());
    }
    if (target.name() != null) {
      out.write("AS").name(target.name());
    }
  }

  private void into(IntoClause into) {
    out.write("INTO");
    names.persistence(into.rel().relpersistence());
    out.write("TABLE");
    names.qualifiedName(into.rel());
  }

  /** {@code WHERE condition}, or nothing. */
  void where(@Nullable Expression condition) {
    if (condition != null) {
      out.write("WHERE");
      printer.expressions().expression(condition);
    }
  }

  private void grouping(GroupingElement element) {
    switch (element) {
      case Expression expression -> printer.expressions().expression(expression);
      case GroupingSet set -> {
        switch (set.kind()) {
          case EMPTY -> {}
          case ROLLUP, CUBE -> out.write(set.kind().name());
          case SETS -> out.write("GROUPING SETS");
        }
        out.listInParentheses(set.content(), this::grouping);
      }
    }
  }

  // --- what stands behind --------------------------------------------------------------------

  private void orderAndLimit(Tail tail) {
    printer.expressions().orderBy(tail.sortClause());
    if (tail.limitOffset() != null) {
      out.write("OFFSET");
      printer.expressions().expression(tail.limitOffset());
    }
    if (tail.limitCount() == null) {
      return;
    }
    if (tail.limitOption() == LimitOption.WITH_TIES) {
      out.write("FETCH FIRST");
      printer.expressions().operand(tail.limitCount());
      out.write("ROWS WITH TIES");
    } else {
      out.write("LIMIT");
      printer.expressions().expression(tail.limitCount());
    }
  }

  private void locking(LockingClause locking) {
    switch (locking.strength()) {
      case FORKEYSHARE -> out.write("FOR KEY SHARE");
      case FORSHARE -> out.write("FOR SHARE");
      case FORNOKEYUPDATE -> out.write("FOR NO KEY UPDATE");
      case FORUPDATE -> out.write("FOR UPDATE");
    }
    if (!locking.lockedRels().isEmpty()) {
      out.write("OF").list(locking.lockedRels(), names::qualifiedName);
    }
    switch (locking.waitPolicy()) {
      case BLOCK -> {}
      case SKIP -> out.write("SKIP LOCKED");
      case ERROR -> out.write("NOWAIT");
    }
  }

  // --- WITH ----------------------------------------------------------------------------------

  /** {@code WITH …}, or nothing. */
  void with(@Nullable WithClause with) {
    if (with != null) {
      out.write("WITH").writeIf(with.recursive(), "RECURSIVE");
      out.list(with.ctes(), this::commonTable);
    }
  }

  private void commonTable(CommonTableExpr table) {
    out.name(table.ctename()).namesInParentheses(table.aliascolnames()).write("AS");
    switch (table.ctematerialized()) {
      case DEFAULT -> {}
      case ALWAYS -> out.write("MATERIALIZED");
      case NEVER -> out.write("NOT MATERIALIZED");
    }
    inParentheses(table.ctequery());
    if (table.searchClause() != null) {
      search(table.searchClause());
    }
    if (table.cycleClause() != null) {
      cycle(table.cycleClause());
    }
  }

  private void search(CTESearchClause search) {
    out.write("SEARCH").write(search.searchBreadthFirst() ? "BREADTH" : "DEPTH");
    out.write("FIRST BY").nameList(search.searchColList());
    out.write("SET").name(search.searchSeqColumn());
  }

  private void cycle(CTECycleClause cycle) {
    out.write("CYCLE").nameList(cycle.cycleColList());
    out.write("SET").name(cycle.cycleMarkColumn());
    out.write("TO");
    literal(cycle.cycleMarkValue());
    out.write("DEFAULT");
    literal(cycle.cycleMarkDefault());
    out.write("USING").name(cycle.cyclePathColumn());
  }

  /** {@code AexprConst}, where a cast can only stand before a string. */
  private void literal(Expression literal) {
    if (literal instanceof TypeCast cast && cast.arg() instanceof StringConstant string) {
      String type = SqlPrinter.print(cast.typeName());
      if (type.startsWith("interval ")) {
        // The fields of an interval stand behind the string.
        out.write("interval").string(string.sval()).write(type.substring("interval ".length()));
      } else {
        out.write(type).string(string.sval());
      }
    } else {
      printer.expressions().expression(literal);
    }
  }

  /** {@code AS name (columns)}, or nothing. */
  void alias(@Nullable Alias alias) {
    if (alias != null) {
      out.write("AS").name(alias.aliasname()).namesInParentheses(alias.colnames());
    }
  }
}
