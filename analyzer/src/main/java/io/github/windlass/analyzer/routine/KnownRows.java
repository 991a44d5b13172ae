package io.github.windlass.analyzer.routine;

import io.github.windlass.sql.postgres.tree.Alias;
import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.FromItem;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import io.github.windlass.sql.postgres.tree.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of queries that migrations loop over and that read no table: {@code SELECT
 * unnest(ARRAY[…])}, {@code SELECT * FROM unnest(…) AS t (a)}, {@code VALUES (…)}, and a VALUES in
 * FROM.
 */
final class KnownRows {

  private final KnownExpression values;

  KnownRows(KnownExpression values) {
    this.values = values;
  }

  /** The rows, columns in order; null where they are not known. */
  @Nullable List<Map<String, Known>> of(Statement query) {
    return switch (query) {
      case SelectStmt.Values list -> list(list, List.of());
      case SelectStmt.Select select when select.whereClause() == null && isPlain(select) ->
          select.fromClause().isEmpty() ? targets(select) : from(select);
      default -> null;
    };
  }

  private static boolean isPlain(SelectStmt.Select select) {
    return select.groupClause().isEmpty()
        && select.distinctClause() == null
        && select.havingClause() == null
        && select.tail().limitCount() == null
        && select.tail().limitOffset() == null
        && select.tail().withClause() == null
        && select.fromClause().size() <= 1;
  }

  private @Nullable List<Map<String, Known>> targets(SelectStmt.Select select) {
    if (select.targetList().size() == 1) {
      ResTarget target = select.targetList().get(0);
      List<Known> items = unnested(target.val());
      if (items != null) {
        return column(target.name() == null ? "unnest" : target.name(), items);
      }
    }
    Map<String, Known> row = new LinkedHashMap<>();
    for (ResTarget target : select.targetList()) {
      Known value = target.val() instanceof Expression.FuncCall ? null : values.value(target.val());
      if (value == null) {
        return null;
      }
      row.put(target.name() == null ? "?column?" + row.size() : target.name(), value);
    }
    return List.of(row);
  }

  private @Nullable List<Known> unnested(@Nullable Expression expression) {
    return expression instanceof Expression.FuncCall call
            && call.funcname().get(call.funcname().size() - 1).equals("unnest")
            && call.args().size() == 1
            && values.value(call.args().get(0)) instanceof Known.ListOf list
        ? list.items()
        : null;
  }

  private static List<Map<String, Known>> column(String name, List<Known> items) {
    List<Map<String, Known>> rows = new ArrayList<>(items.size());
    for (Known item : items) {
      rows.add(Map.of(name, item));
    }
    return rows;
  }

  private @Nullable List<Map<String, Known>> list(SelectStmt.Values list, List<String> names) {
    List<Map<String, Known>> rows = new ArrayList<>(list.valuesLists().size());
    for (SelectStmt.ValuesRow written : list.valuesLists()) {
      Map<String, Known> row = new LinkedHashMap<>();
      for (Expression item : written.items()) {
        Known value = values.value(item);
        if (value == null) {
          return null;
        }
        int number = row.size();
        row.put(number < names.size() ? names.get(number) : "column" + (number + 1), value);
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable List<Map<String, Known>> from(SelectStmt.Select select) {
    List<Map<String, Known>> rows =
        switch (select.fromClause().get(0)) {
          case FromItem.RangeFunction function
              when function.functions().size() == 1 && !function.ordinality() -> {
            List<Known> items = unnested(function.functions().get(0).function());
            yield items == null ? null : column(name(function.alias()), items);
          }
          case FromItem.RangeSubselect nested
              when nested.subquery() instanceof SelectStmt.Values list ->
              list(list, nested.alias() == null ? List.of() : nested.alias().colnames());
          default -> null;
        };
    if (rows == null || select.targetList().isEmpty()) {
      return null;
    }
    if (select.targetList().size() == 1
        && select.targetList().get(0).val() instanceof Expression.ColumnRef all
        && all.star()) {
      return rows;
    }
    return projected(rows, select.targetList());
  }

  private static String name(@Nullable Alias alias) {
    if (alias == null) {
      return "unnest";
    }
    return alias.colnames().isEmpty() ? alias.aliasname() : alias.colnames().get(0);
  }

  private static @Nullable List<Map<String, Known>> projected(
      List<Map<String, Known>> rows, List<ResTarget> targets) {
    List<Map<String, Known>> result = new ArrayList<>(rows.size());
    for (Map<String, Known> row : rows) {
      Map<String, Known> chosen = new LinkedHashMap<>();
      for (ResTarget target : targets) {
        if (!(target.val() instanceof Expression.ColumnRef column) || column.star()) {
          return null;
        }
        String name = column.names().get(column.names().size() - 1);
        Known value = row.get(name);
        if (value == null) {
          return null;
        }
        chosen.put(target.name() == null ? name : target.name(), value);
      }
      result.add(chosen);
    }
    return result;
  }
}
