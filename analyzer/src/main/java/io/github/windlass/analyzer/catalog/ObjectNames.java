package io.github.windlass.analyzer.catalog;

import io.github.windlass.sql.postgres.tree.Expression;
import io.github.windlass.sql.postgres.tree.IndexElem;
import io.github.windlass.sql.postgres.tree.Indirection;
import io.github.windlass.sql.postgres.tree.ResTarget;
import io.github.windlass.sql.postgres.tree.SelectStmt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names that the server chooses where none is given ({@code ChooseRelationName}, {@code
 * ChooseIndexName} and {@code makeObjectName} in {@code commands/indexcmds.c}).
 */
final class ObjectNames {

  private static final int MAX_BYTES = 63;
  private static final int DEPTH_LIMIT = 60;

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
      String base = element.name() != null ? element.name() : figured(element.expr(), "expr");
      names.add(unused(base, names));
    }
    return names;
  }

  /** What the columns of an index that is there are called. */
  static List<String> namesOf(Relation.Index index) {
    List<String> names = new ArrayList<>();
    int next = 0;
    for (Expression key : index.definition().keys()) {
      if (key != null) {
        names.add(unused(figured(key, "expr"), names));
      } else if (next < index.columns().size()) {
        names.add(unused(index.columns().get(next), names));
        next++;
      }
    }
    for (String included : index.columns().subList(next, index.columns().size())) {
      names.add(unused(included, names));
    }
    return names;
  }

  private static String unused(String base, List<String> names) {
    String name = base;
    for (int i = 1; names.contains(name); i++) {
      name = base + i;
    }
    return name;
  }

  /** What an expression is called that has no label ({@code FigureColname}), or a last resort. */
  static String figured(@Nullable Expression expression, String otherwise) {
    Figured name = figured(expression, 0);
    return name.text().isEmpty() ? otherwise : name.text();
  }

  /**
   * A name for an expression.
   *
   * @param strong whether it is more than the name of a type, which a better one takes the place of
   */
  private record Figured(String text, boolean strong) {
    static final Figured NONE = new Figured("", false);

    static Figured of(String text) {
      return new Figured(text, true);
    }
  }

  private static Figured figured(@Nullable Expression expression, int depth) {
    if (depth > DEPTH_LIMIT) {
      return Figured.NONE;
    }
    return switch (expression) {
      case Expression.ColumnRef column when !column.names().isEmpty() && !column.star() ->
          Figured.of(last(column.names()));
      case Expression.AIndirection part -> {
        String field = "";
        for (Indirection step : part.indirection()) {
          field = step instanceof Indirection.Field named ? named.name() : field;
        }
        yield field.isEmpty() ? figured(part.arg(), depth + 1) : Figured.of(field);
      }
      case Expression.FuncCall call -> Figured.of(last(call.funcname()));
      case Expression.AExpr operation when operation.kind() == Expression.AExpr.Kind.NULLIF ->
          Figured.of("nullif");
      case Expression.TypeCast cast -> {
        Figured inner = figured(cast.arg(), depth + 1);
        yield inner.strong() ? inner : new Figured(last(cast.typeName().names()), false);
      }
      case Expression.CollateClause collate when collate.arg() != null ->
          figured(collate.arg(), depth + 1);
      case Expression.GroupingFunc ignored -> Figured.of("grouping");
      case Expression.SubLink query ->
          switch (query.subLinkType()) {
            case EXISTS -> Figured.of("exists");
            case ARRAY -> Figured.of("array");
            case EXPR -> firstColumn(query.subselect(), depth);
            case ALL, ANY -> Figured.NONE;
          };
      case Expression.CaseExpr choice -> {
        Figured last = figured(choice.defresult(), depth + 1);
        yield last.strong() ? last : new Figured("case", false);
      }
      case Expression.AArrayExpr ignored -> Figured.of("array");
      case Expression.RowExpr ignored -> Figured.of("row");
      case Expression.CoalesceExpr ignored -> Figured.of("coalesce");
      case Expression.MinMaxExpr extreme ->
          Figured.of(extreme.op().name().toLowerCase(Locale.ROOT));
      case Expression.SQLValueFunction function ->
          Figured.of(function.op().name().toLowerCase(Locale.ROOT).replaceAll("_n$", ""));
      case null, default -> Figured.NONE;
    };
  }

  private static Figured firstColumn(SelectStmt query, int depth) {
    if (query instanceof SelectStmt.Select select && !select.targetList().isEmpty()) {
      ResTarget first = select.targetList().get(0);
      return first.name() == null ? figured(first.val(), depth + 1) : Figured.of(first.name());
    }
    return Figured.NONE;
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shorter(String name) {
    return name.substring(0, name.offsetByCodePoints(name.length(), -1));
  }
}
