package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Constant;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.Node;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement;
import io.github.windlass.sql.postgres.tree.SessionStatement.DiscardStmt;
import io.github.windlass.sql.postgres.tree.SessionStatement.VariableSetStmt;
import io.github.windlass.sql.postgres.tree.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SET search_path and its like, and what DISCARD throws away. */
final class SessionFold {

  private static final List<String> DEFAULT_PATH = List.of("public");
  private static final Set<String> OFF = Set.of("off", "false", "no", "0");

  private SessionFold() {}

  static Catalog fold(Catalog catalog, SessionStatement statement) {
    return switch (statement) {
      case VariableSetStmt set -> set(catalog, set);
      case DiscardStmt discard -> discard(catalog, discard);
      case SessionStatement.TransactionStmt ignored -> catalog;
      case SessionStatement.VariableShowStmt ignored -> catalog;
      case SessionStatement.ConstraintsSetStmt ignored -> catalog;
      case SessionStatement.PrepareStmt prepare -> catalog.preparing(prepare);
      case SessionStatement.ExecuteStmt ignored -> catalog;
      case SessionStatement.DeallocateStmt deallocate ->
          catalog.deallocating(deallocate.isall() ? null : deallocate.name());
      case SessionStatement.DeclareCursorStmt ignored -> catalog;
      case SessionStatement.FetchStmt ignored -> catalog;
      case SessionStatement.ClosePortalStmt ignored -> catalog;
      case SessionStatement.NotifyStmt ignored -> catalog;
      case SessionStatement.ListenStmt ignored -> catalog;
      case SessionStatement.UnlistenStmt ignored -> catalog;
    };
  }

  private static Catalog set(Catalog catalog, VariableSetStmt set) {
    boolean path = "search_path".equals(set.name());
    if ("check_function_bodies".equals(set.name())) {
      List<String> words = words(set.args());
      return catalog.checkingFunctionBodies(words.isEmpty() || !OFF.contains(words.get(0)));
    }
    return switch (set.kind()) {
      case SET_VALUE -> path ? catalog.withSearchPath(path(words(set.args()))) : catalog;
      case SET_DEFAULT, RESET -> path ? catalog.withSearchPath(DEFAULT_PATH) : catalog;
      case RESET_ALL -> catalog.withSearchPath(DEFAULT_PATH);
      case SET_CURRENT, SET_MULTI -> catalog;
    };
  }

  private static List<String> words(List<? extends Node> arguments) {
    List<String> words = new ArrayList<>();
    for (Node argument : arguments) {
      String word = word(argument);
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  /** {@code "$user"} is passed over: there is seldom a schema of that name. */
  private static List<String> path(List<String> words) {
    List<String> path = new ArrayList<>();
    for (String word : words) {
      // pg_dump empties the path and qualifies every name.
      if (!word.equals("$user") && !word.equals("\"$user\"") && !word.isEmpty()) {
        path.add(word);
      }
    }
    return path.isEmpty() ? DEFAULT_PATH : path;
  }

  private static @Nullable String word(Node argument) {
    return switch (argument) {
      case Constant.StringConstant constant -> constant.sval();
      case Value.StringValue value -> value.sval();
      default -> null;
    };
  }

  /** {@code SELECT set_config('search_path', …)}, as pg_dump writes it. */
  static Catalog query(Catalog catalog, SelectStmt.Select select) {
    if (select.targetList().size() == 1
        && select.fromClause().isEmpty()
        && select.targetList().get(0).val() instanceof Expression.FuncCall call
        && call.funcname().get(call.funcname().size() - 1).equals("set_config")
        && call.args().size() == 3
        && call.args().get(0) instanceof Constant.StringConstant name
        && name.sval().toLowerCase(Locale.ROOT).equals("search_path")
        && call.args().get(1) instanceof Constant.StringConstant value) {
      List<String> words = new ArrayList<>();
      for (String part : value.sval().split(",", -1)) {
        words.add(part.strip().replace("\"", ""));
      }
      return catalog.withSearchPath(path(words));
    }
    return catalog;
  }

  private static Catalog discard(Catalog catalog, DiscardStmt discard) {
    return switch (discard.target()) {
      case ALL -> withoutTemporary(catalog).withSearchPath(DEFAULT_PATH).deallocating(null);
      case TEMP -> withoutTemporary(catalog);
      case PLANS, SEQUENCES -> catalog;
    };
  }

  private static Catalog withoutTemporary(Catalog catalog) {
    DropFold fold = new DropFold(catalog, true);
    fold.schema(Catalog.TEMPORARY_SCHEMA);
    return fold.catalog();
  }
}
