package io.github.windlass.analyzer.effects;

import io.github.windlass.sql.postgres.tree.Children;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The columns that an expression names. */
final class ExpressionColumns {

  private ExpressionColumns() {}

  static Set<String> of(Expression expression) {
    Set<String> columns = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(expression);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Expression.ColumnRef column && !column.star()) {
        columns.add(column.names().get(column.names().size() - 1));
      }
      Children.of(node).forEach(open::push);
    }
    return columns;
  }
}
