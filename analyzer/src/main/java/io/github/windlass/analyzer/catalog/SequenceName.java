package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sequence that {@code nextval('name')} and its like name. */
public final class SequenceName {

  private static final Set<String> FUNCTIONS = Set.of("nextval", "setval", "currval");

  private SequenceName() {}

  /** The parts of the sequence's name; null if the default draws from none that is written out. */
  public static @Nullable List<String> of(Expression expression) {
    return expression instanceof Expression.FuncCall call
            && call.funcname().get(call.funcname().size() - 1).equals("nextval")
        ? argument(call)
        : null;
  }

  /** The parts of the name that nextval, setval or currval is given; null for other calls. */
  public static @Nullable List<String> argument(Expression.FuncCall call) {
    String function = call.funcname().get(call.funcname().size() - 1);
    if (!FUNCTIONS.contains(function) || call.args().isEmpty()) {
      return null;
    }
    Expression argument = call.args().get(0);
    if (argument instanceof Expression.TypeCast cast) {
      argument = cast.arg();
    }
    return argument instanceof Constant.StringConstant name ? parts(name.sval()) : null;
  }

  /** The parts of a name in a string: in lower case, unless in quotes. */
  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' && quoted && i + 1 < name.length() && name.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(quoted ? String.valueOf(c) : String.valueOf(c).toLowerCase(Locale.ROOT));
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
