package io.github.windlass.analyzer.catalog;

import io.github.windlass.analyzer.RelationName;
import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;

/** Defaults after the sequence that they draw from got another name. */
record RenamedSequence(RelationName old, RelationName renamed, List<String> searchPath) {

  /** Whether a default is {@code nextval} of the sequence. */
  boolean isIn(Expression expression) {
    List<String> names = SequenceName.of(expression);
    if (names == null) {
      return false;
    }
    String own = names.get(names.size() - 1);
    return own.equals(old.name())
        && (names.size() == 1
            ? searchPath.contains(old.schema())
            : names.get(names.size() - 2).equals(old.schema()));
  }

  /** The default with the sequence's new name, and its schema. */
  Expression in(Expression expression) {
    if (!(expression instanceof Expression.FuncCall call)) {
      return expression;
    }
    List<Expression> arguments = new ArrayList<>(call.args());
    arguments.set(0, new Constant.StringConstant(quoted(renamed), call.args().get(0).span()));
    return new Expression.FuncCall(
        call.funcname(),
        arguments,
        call.aggOrder(),
        call.aggFilter(),
        call.over(),
        call.aggWithinGroup(),
        call.aggStar(),
        call.aggDistinct(),
        call.funcVariadic(),
        call.funcformat(),
        call.span());
  }

  private static String quoted(RelationName name) {
    return quoted(name.schema()) + "." + quoted(name.name());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
