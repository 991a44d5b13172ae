package io.github.windlass.analyzer.effects;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sequence that {@code nextval('name')} and its like name. */
final class SequenceName {

  private static final Set<String> FUNCTIONS = Set.of("nextval", "setval", "currval");

  private SequenceName() {}

  /** The parts of the sequence's name; null if the default draws from none that is written out. */
  static @Nullable List<String> of(Expression expression) {
    return expression instanceof Expression.FuncCall call
            && call.funcname().get(call.funcname().size() - 1).equals("nextval")
        ? argument(call)
        : null;
  }

  /** The parts of the name that nextval, setval or currval is given; null for other calls. */
  static @Nullable List<String> argument(Expression.FuncCall call) {
    String function = call.funcname().get(call.funcname().size() - 1);
    if (!FUNCTIONS.contains(function) || call.args().isEmpty()) {
      return null;
    }
    Expression argument = call.args().get(0);
    if (argument instanceof Expression.TypeCast cast) {
      argument = cast.arg();
    }
    return argument instanceof Constant.StringConstant name
        ? List.of(name.sval().replace("\"", "").split("\\.", -1))
        : null;
  }
}
