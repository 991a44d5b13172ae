package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Map;

/** Columns that are calls of functions: window functions, and those of JSON. */
final class Functions {

  /** Window functions by their methods. */
  static final Map<String, String> ANALYTIC =
      Map.of("rank", "rank", "denseRank", "dense_rank", "rowNumber", "row_number");

  /** Functions of JSON by their methods. */
  static final Map<String, String> JSON =
      Map.of(
          "jsonExtract", "jsonb_path_query",
          "jsonSet", "jsonb_set",
          "jsonInsert", "jsonb_insert",
          "jsonRemove", "#-");

  private final QueryCompiler query;
  private final Formatter formatter;
  private final Evaluation run;

  Functions(QueryCompiler query) {
    this.query = query;
    this.formatter = query.formatter;
    this.run = query.connection.run();
  }

  /** {@code row_number() over (partition by … order by …) as "n"}. */
  void analytic(Clause clause, Sql out) {
    Value second = clause.at(1);
    Value third = clause.at(2);
    out.add(ANALYTIC.getOrDefault(clause.type(), clause.type())).add("() over (");
    if (second instanceof Compilable raw && raw.isRaw()) {
      out.add(query.connection.inline(raw.compile(query.place), query.place));
    } else if (second instanceof AnalyticObject said) {
      window(said.order(), said.partitions(), out);
    } else {
      window(second, third, out);
    }
    out.add(")");
    if (clause.at(0) instanceof Text alias) {
      formatter.wrap(alias, out.add(" as "));
    }
  }

  private void window(Value order, Value partitions, Sql out) {
    List<Value> parts = several(partitions);
    if (!parts.isEmpty()) {
      columns(parts, out.add("partition by "));
      out.add(" ");
    }
    columns(several(order), out.add("order by "));
  }

  private static List<Value> several(Value value) {
    List<Value> items = Arguments.items(value);
    if (items != null) {
      return items;
    }
    return Arguments.mayBeThere(value) ? List.of(value) : List.of();
  }

  private void columns(List<Value> columns, Sql out) {
    for (int i = 0; i < columns.size(); i++) {
      out.add(i == 0 ? "" : ", ");
      Value column = columns.get(i);
      if (column instanceof ObjectValue described) {
        formatter.columnize(run.member(described, "column", query.place), out);
        Value order = run.member(described, "order", query.place);
        if (Arguments.mayBeThere(order)) {
          out.add(" ").add(formatter.text(order));
        }
      } else {
        formatter.columnize(column, out);
      }
    }
  }

  /** {@code jsonb_set("a", $1, $2) as "b"}. */
  void json(Clause clause, Sql out) {
    String method = clause.type();
    String function = JSON.getOrDefault(method, method);
    switch (method) {
      case "jsonExtract" -> {
        List<Value> several = Arguments.items(clause.at(0));
        if (several == null) {
          extract(function, clause.at(0), clause.at(1), clause.at(2), out);
          return;
        }
        for (int i = 0; i < several.size(); i++) {
          out.add(i == 0 ? "" : ", ");
          Value each = several.get(i);
          extract(function, part(each, 0), part(each, 1), part(each, 2), out);
        }
      }
      case "jsonRemove" -> {
        formatter.columnize(clause.at(0), out);
        formatter.parameter(path(clause.at(1)), out.add(" #- "));
        alias(clause.at(2), out);
      }
      default -> {
        formatter.columnize(clause.at(0), out.add(function).add("("));
        formatter.parameter(path(clause.at(1)), out.add(", "));
        formatter.parameter(clause.at(2), out.add(", "));
        alias(clause.at(3), out.add(")"));
      }
    }
  }

  private static Value part(Value of, int index) {
    return of instanceof ListValue list ? list.get(index) : Value.Nothing.UNDEFINED;
  }

  private void extract(String function, Value column, Value path, Value alias, Sql out) {
    formatter.columnize(column, out.add(function).add("("));
    formatter.parameter(path, out.add(", "));
    alias(alias, out.add(")"));
  }

  private void alias(Value alias, Sql out) {
    if (Arguments.mayBeThere(alias)) {
      formatter.wrap(alias, out.add(" as "));
    }
  }

  /** {@code $.a.b[0]} as PostgreSQL takes it: {@code {a,b,0}} ({@code toPathForJson}). */
  private Value path(Value given) {
    String path = Arguments.known(given);
    if (path == null || (path.startsWith("{") && path.endsWith("}"))) {
      return given;
    }
    String rest = path.startsWith("$.") ? path.substring(2) : path;
    rest = rest.replaceFirst("\\.", ",").replaceFirst("\\[([0-9]+)]", ",$1");
    return Text.produced("{" + rest + "}", query.place);
  }
}
