package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.RangeVar;
import io.github.windlass.sql.postgres.tree.WithClause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an expression or query names.
 *
 * @param columns the last parts of column references
 * @param star whether {@code *} stands in a list of columns
 * @param relations the relations, without the names that WITH defines
 * @param calls the function calls
 */
public record Mentions(
    Set<String> columns, boolean star, List<RangeVar> relations, List<Expression.FuncCall> calls) {

  /** What an expression or query names, at any depth. */
  public static Mentions of(Node root) {
    Set<String> columns = new LinkedHashSet<>();
    Set<String> defined = new HashSet<>();
    List<RangeVar> relations = new ArrayList<>();
    List<Expression.FuncCall> calls = new ArrayList<>();
    boolean star = false;
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case Expression.ColumnRef column -> {
          star |= column.star();
          if (!column.star() && !column.names().isEmpty()) {
            columns.add(column.names().get(column.names().size() - 1));
          }
        }
        case Expression.FuncCall call -> calls.add(call);
        case RangeVar relation -> relations.add(relation);
        case WithClause.CommonTableExpr table -> defined.add(table.ctename());
        default -> {
          // Only what names something counts.
        }
      }
      List<Node> children = Children.of(node);
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    relations.removeIf(
        relation -> relation.schemaname() == null && defined.contains(relation.relname()));
    return new Mentions(Set.copyOf(columns), star, List.copyOf(relations), List.copyOf(calls));
  }
}
