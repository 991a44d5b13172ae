package io.github.windlass.analyzer.effects;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sequence that {@code nextval('name')} draws from. */
final class DefaultSequence {

  private DefaultSequence() {}

  /** The parts of the sequence's name; null if the default draws from none that is written out. */
  static @Nullable List<String> of(Expression expression) {
    if (!(expression instanceof Expression.FuncCall call)
        || !call.funcname().get(call.funcname().size() - 1).equals("nextval")
        || call.args().size() != 1) {
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
