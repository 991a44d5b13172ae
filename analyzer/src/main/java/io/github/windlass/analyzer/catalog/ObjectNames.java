package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names that the server chooses where none is given ({@code ChooseRelationName}, {@code
 * ChooseIndexName} and {@code makeObjectName} in {@code commands/indexcmds.c}).
 */
final class ObjectNames {

  private static final int MAX_BYTES = 63;

  private ObjectNames() {}

  /** {@code name1_name2_label}, with a number behind it while it is taken. */
  static String choose(String name1, String name2, String label, Predicate<String> taken) {
    String chosen = make(name1, name2, label);
    for (int i = 1; taken.test(chosen); i++) {
      chosen = make(name1, name2, label + i);
    }
    return chosen;
  }

  /** Cuts the longer of the two names until all fits 63 bytes. */
  static String make(String name1, String name2, String label) {
    int overhead = (name2.isEmpty() ? 0 : 1) + (label.isEmpty() ? 0 : bytes(label) + 1);
    String first = name1;
    String second = name2;
    while (bytes(first) + bytes(second) + overhead > MAX_BYTES) {
      if (bytes(first) > bytes(second)) {
        first = shorter(first);
      } else {
        second = shorter(second);
      }
    }
    StringBuilder result = new StringBuilder(first);
    if (!second.isEmpty()) {
      result.append('_').append(second);
    }
    if (!label.isEmpty()) {
      result.append('_').append(label);
    }
    return result.toString();
  }

  /** The part of an index's name that stands for its columns ({@code ChooseIndexNameAddition}). */
  static String columnsPart(List<String> columns) {
    StringBuilder result = new StringBuilder();
    for (String column : columns) {
      if (result.length() > 0) {
        result.append('_');
      }
      result.append(column);
      if (bytes(result.toString()) >= MAX_BYTES) {
        break;
      }
    }
    return result.toString();
  }

  /** What an index's columns are called ({@code ChooseIndexColumnNames}). */
  static List<String> indexColumns(List<IndexElem> elements) {
    List<String> names = new ArrayList<>();
    for (IndexElem element : elements) {
      String base = element.name() != null ? element.name() : expressionName(element.expr());
      String name = base;
      for (int i = 1; names.contains(name); i++) {
        name = base + i;
      }
      names.add(name);
    }
    return names;
  }

  private static String expressionName(@Nullable Expression expression) {
    return switch (expression) {
      case Expression.FuncCall call -> call.funcname().get(call.funcname().size() - 1);
      case Expression.ColumnRef column when !column.names().isEmpty() ->
          column.names().get(column.names().size() - 1);
      case Expression.CoalesceExpr ignored -> "coalesce";
      case Expression.TypeCast cast when !(cast.arg() instanceof Expression.AExpr) ->
          castName(cast);
      case Expression.CollateClause collate when collate.arg() != null ->
          expressionName(collate.arg());
      case null, default -> "expr";
    };
  }

  private static String castName(Expression.TypeCast cast) {
    String inner = expressionName(cast.arg());
    List<String> names = cast.typeName().names();
    return inner.equals("expr") ? names.get(names.size() - 1) : inner;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shorter(String name) {
    return name.substring(0, name.offsetByCodePoints(name.length(), -1));
  }
}
