package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** The conditions of a query. */
final class WhereCompiler {

  private final QueryCompiler query;
  private final Formatter formatter;

  WhereCompiler(QueryCompiler query) {
    this.query = query;
    this.formatter = query.formatter;
  }

  /** All of a grouping, with its word before them; empty: there are none. */
  Compiled all(String grouping) {
    Sql out = new Sql();
    for (Clause clause : query.clauses(grouping)) {
      Sql condition = new Sql();
      condition(clause, condition);
      if (!condition.isEmpty()) {
        out.add(out.isEmpty() ? grouping + " " : " " + clause.bool() + " ");
        out.add(condition.build());
      }
    }
    return out.build();
  }

  private void condition(Clause clause, Sql out) {
    switch (clause.type()) {
      case "whereBasic", "havingBasic" -> {
        refuseUndefined(clause, clause.at(2));
        formatter.wrap(clause.at(0), out.add(clause.not() ? "not " : ""));
        formatter.operator(clause.at(1), out.add(" "));
        value(clause, clause.at(2), out.add(" "));
      }
      case "whereUnknown" -> {
        if (clause.at(0) instanceof Unknown unknown) {
          out.add(Text.hole(unknown));
        }
      }
      case "whereRaw", "havingRaw" ->
          out.add(clause.not() ? "not " : "").add(formatter.query(clause.at(0), null));
      case "whereWrapped", "havingWrapped" -> wrapped(clause, out);
      case "whereExists", "havingExists" -> exists(clause, out);
      case "whereIn", "havingIn" -> {
        refuseUndefined(clause, clause.at(1));
        columns(clause.at(0), out);
        formatter.values(clause.at(1), out.add(clause.not() ? " not in " : " in "));
      }
      case "whereNull", "havingNull" -> isNull(clause, out);
      case "whereBetween", "havingBetween" -> between(clause, out);
      case "whereLike" -> like(clause, "like ", out);
      case "whereILike" -> like(clause, "ilike ", out);
      case "whereJsonObject" -> {
        columns(clause.at(0), out);
        json(clause, out.add(clause.not() ? " != " : " = "));
      }
      case "whereJsonPath" -> path(clause, out);
      case "whereJsonSupersetOf" -> {
        formatter.wrap(clause.at(0), out.add(clause.not() ? "not " : ""));
        json(clause, out.add(" @> "));
      }
      case "whereJsonSubsetOf" -> {
        formatter.columnize(clause.at(0), out.add(clause.not() ? "not " : ""));
        json(clause, out.add(" <@ "));
      }
      default -> query.connection.unsupported("a condition " + clause.type(), clause.place());
    }
  }

  /** Knex compiles no query that compares with undefined. */
  private void refuseUndefined(Clause clause, Value value) {
    boolean undefined = value == Value.Nothing.UNDEFINED;
    List<Value> items = Arguments.items(value);
    if (items != null) {
      undefined = items.contains(Value.Nothing.UNDEFINED);
    }
    if (undefined) {
      throw query.builder.error(
          "Undefined binding(s) detected when compiling. Undefined column(s): ["
              + formatter.text(clause.at(0)).text()
              + "]",
          clause.place());
    }
  }

  private void value(Clause clause, Value value, Sql out) {
    if (clause.asColumn()) {
      formatter.wrap(value, out);
    } else {
      formatter.parameter(value, out);
    }
  }

  private void columns(Value column, Sql out) {
    boolean several = Arguments.items(column) != null;
    formatter.columnize(column, out.add(several ? "(" : ""));
    out.add(several ? ")" : "");
  }

  private void wrapped(Clause clause, Sql out) {
    Compiled inner =
        Arguments.isFunction(clause.at(0))
            ? query.connection.nested(
                query.connection.part(clause.at(0), "where", clause.place()), clause.place())
            : formatter.query(clause.at(0), "where");
    String word = "where ";
    int start = inner.sql().text().startsWith(word) ? word.length() : 0;
    if (inner.sql().length() > start) {
      Text conditions = inner.sql().slice(start, inner.sql().length());
      out.add(clause.not() ? "not (" : "(")
          .add(new Compiled(conditions, inner.bindings()))
          .add(")");
    }
  }

  void exists(Clause clause, Sql out) {
    out.add(clause.not() ? "not exists (" : "exists (");
    out.add(formatter.query(clause.at(0), null)).add(")");
  }

  void isNull(Clause clause, Sql out) {
    formatter.wrap(clause.at(0), out);
    out.add(clause.not() ? " is not null" : " is null");
  }

  void between(Clause clause, Sql out) {
    formatter.wrap(clause.at(0), out);
    out.add(clause.not() ? " not between " : " between ");
    List<Value> values = Arguments.items(clause.at(1));
    if (values == null || values.size() != 2) {
      out.add(formatter.text(clause.at(1)));
      return;
    }
    formatter.parameter(values.get(0), out);
    formatter.parameter(values.get(1), out.add(" and "));
  }

  private void like(Clause clause, String operator, Sql out) {
    columns(clause.at(0), out);
    out.add(clause.not() ? " not " : " ").add(operator);
    value(clause, clause.at(1), out);
  }

  /** {@code whereJsonPath(column, path, operator, value)}. */
  private void path(Clause clause, Sql out) {
    Value value = clause.at(3);
    columns(clause.at(0), out.add("jsonb_path_query_first("));
    formatter.parameter(clause.at(1), out.add(", "));
    out.add(")").add(cast(value));
    formatter.operator(clause.at(2), out.add(" "));
    value(clause, json(value), out.add(" "));
  }

  /** Numbers are compared as such, all else as text. */
  private String cast(Value value) {
    String number = value instanceof Value.Num ? formatter.text(value).text() : null;
    String known = number == null ? Arguments.known(value) : number;
    if (known != null && known.matches("-?[0-9]+(\\.[0-9]+)?")) {
      double of = Double.parseDouble(known);
      if ((long) of != 0) {
        return "::int";
      }
      return of == 0 ? " #>> '{}'" : "::float";
    }
    return " #>> '{}'";
  }

  private void json(Clause clause, Sql out) {
    value(clause, json(clause.at(1)), out);
  }

  /** Objects become JSON, and JSON is written anew without blanks ({@code _jsonWrapValue}). */
  private Value json(Value value) {
    if (value instanceof ObjectValue || value instanceof ListValue) {
      return formatter.json(value);
    }
    Evaluation run = query.connection.run();
    Value json = run.language().global("JSON", run, query.place);
    if (json == null || Arguments.known(value) == null) {
      return value;
    }
    try {
      return formatter.json(run.invoke(json, "parse", List.of(value), query.place));
    } catch (Thrown notJson) {
      return value;
    }
  }
}
