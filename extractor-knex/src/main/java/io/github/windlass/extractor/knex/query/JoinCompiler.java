package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** The conditions of a join. */
final class JoinCompiler {

  /** How deep conditions may be nested in parentheses. */
  private static final int DEPTH = 32;

  private final QueryCompiler query;
  private final Formatter formatter;
  private final WhereCompiler wheres;

  JoinCompiler(QueryCompiler query, WhereCompiler wheres) {
    this.query = query;
    this.formatter = query.formatter;
    this.wheres = wheres;
  }

  /** {@code on …} or {@code using (…)}. */
  void conditions(JoinClauseObject join, Sql out) {
    conditions(join, 0, out);
  }

  private void conditions(JoinClauseObject join, int depth, Sql out) {
    Unknown uncertain = join.clauses.uncertain();
    if (uncertain != null) {
      out.add(" ").add(Text.hole(uncertain));
      return;
    }
    boolean first = true;
    for (Value value : join.clauses.items()) {
      if (value instanceof Clause clause) {
        if (!first) {
          out.add(" " + clause.bool() + " ");
        } else if (depth == 0) {
          out.add(clause.type().equals("using") ? " using " : " on ");
        }
        first = false;
        condition(clause, join, depth, out);
      }
    }
  }

  private void jsonPath(Clause clause, int from, Sql out) {
    formatter.wrap(clause.at(from), out.add("jsonb_path_query_first("));
    formatter.parameter(clause.at(from + 1), out.add(", "));
    out.add(")");
  }

  private void condition(Clause clause, JoinClauseObject join, int depth, Sql out) {
    switch (clause.type()) {
      case "using" -> {
        formatter.columnize(clause.at(0), out.add("("));
        out.add(")");
      }
      case "onRaw" -> out.add(formatter.query(clause.at(0), null));
      case "onWrapped" -> {
        if (depth >= DEPTH) {
          query.connection.unsupported("a join's conditions are nested too deep", clause.place());
          return;
        }
        JoinClauseObject inner =
            new JoinClauseObject(join.builder, "inner", Value.Nothing.UNDEFINED, clause.place());
        query.connection.run().call(clause.at(0), inner, List.of(inner), clause.place());
        out.add("(");
        conditions(inner, depth + 1, out);
        out.add(")");
      }
      case "onBasic" -> {
        formatter.wrap(clause.at(0), out);
        formatter.operator(clause.at(1), out.add(" "));
        out.add(" ");
        boolean wrap = clause.at(2) instanceof Compilable of && !of.isRaw();
        formatter.wrap(clause.at(2), out.add(wrap ? "(" : ""));
        out.add(wrap ? ")" : "");
      }
      case "onVal" -> {
        formatter.wrap(clause.at(0), out);
        formatter.operator(clause.at(1), out.add(" "));
        formatter.parameter(clause.at(2), out.add(" "));
      }
      case "onIn" -> {
        formatter.wrap(clause.at(0), out);
        out.add(clause.not() ? " not in " : " in ");
        boolean list = Arguments.items(clause.at(1)) != null;
        out.add(list ? "(" : "");
        if (list) {
          formatter.parameterize(clause.at(1), null, out);
        } else {
          formatter.values(clause.at(1), out);
        }
        out.add(list ? ")" : "");
      }
      case "onJsonPathEquals" -> {
        jsonPath(clause, 0, out);
        jsonPath(clause, 2, out.add(" = "));
      }
      case "onNull" -> wheres.isNull(clause, out);
      case "onBetween" -> wheres.between(clause, out);
      case "onExists" -> wheres.exists(clause, out);
      default ->
          query.connection.unsupported("a join's condition " + clause.type(), clause.place());
    }
  }
}
