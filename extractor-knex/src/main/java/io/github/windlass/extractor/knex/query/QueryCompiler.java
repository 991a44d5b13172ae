package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SQL of a query ({@code lib/query/querycompiler.js}, {@code pg-querycompiler.js}). */
final class QueryCompiler {

  final QueryBuilderObject builder;
  final Connection connection;
  final Formatter formatter;
  final Place place;
  private final WhereCompiler wheres;

  QueryCompiler(QueryBuilderObject builder, Place place) {
    this.builder = builder;
    this.connection = builder.connection;
    this.place = place;
    this.formatter = connection.formatter(place);
    this.wheres = new WhereCompiler(this);
  }

  Compiled compile() {
    return switch (builder.method()) {
      case "insert" -> new InsertCompiler(this).compile();
      case "update" -> update();
      case "del" -> deletion();
      case "truncate" -> truncation();
      default -> selection();
    };
  }

  /** {@code where …}; empty: there are no conditions. */
  Compiled where() {
    return wheres.all("where");
  }

  List<Clause> clauses(String grouping) {
    List<Clause> found = new ArrayList<>();
    for (Value statement : builder.statements.items()) {
      if (statement instanceof Clause clause && clause.grouping().equals(grouping)) {
        found.add(clause);
      }
    }
    return found;
  }

  private List<JoinClauseObject> joins() {
    List<JoinClauseObject> found = new ArrayList<>();
    for (Value statement : builder.statements.items()) {
      if (statement instanceof JoinClauseObject join) {
        found.add(join);
      }
    }
    return found;
  }

  /** The table, with the query's schema; empty: none. */
  Compiled table() {
    Value table = builder.single.get("table");
    Value schema = builder.single.get("schema");
    Sql out = new Sql();
    if (table instanceof Value.Nothing) {
      return out.build();
    }
    boolean query = table instanceof Compilable || Arguments.isFunction(table);
    if (Arguments.mayBeThere(schema) && !query) {
      formatter.identifier(
          new Text.Builder()
              .add(formatter.text(schema))
              .add(".")
              .add(formatter.text(table))
              .build(),
          out);
    } else {
      formatter.wrap(table, true, out);
    }
    return out.build();
  }

  /** Adds SQL with a blank before it, if there is any. */
  static void append(Compiled more, Sql out) {
    if (more.sql().length() > 0) {
      out.add(out.isEmpty() ? "" : " ").add(more);
    }
  }

  // SELECT.

  private Compiled selection() {
    Sql out = with();
    Sql body = new Sql();
    List<Clause> unions = clauses("union");
    boolean only = !unions.isEmpty() && table().sql().length() == 0 && clauses("columns").isEmpty();
    Sql main = new Sql();
    for (Clause comment : clauses("comment")) {
      append(new Sql().add("/* ").add(formatter.text(comment.at(0))).add(" */").build(), main);
    }
    if (!only) {
      append(columns(), main);
    }
    append(join(), main);
    append(where(), main);
    boolean wrap = false;
    for (Clause union : unions) {
      wrap |= union.at(1) == Value.Bool.TRUE;
    }
    if (wrap && !only) {
      body.add("(").add(main.build()).add(")");
    } else {
      body.add(main.build());
    }
    append(unions(unions, only), body);
    append(grouped("group", "group by "), body);
    append(wheres.all("having"), body);
    append(grouped("order", "order by "), body);
    append(bound("limit"), body);
    append(bound("offset"), body);
    append(lock(), body);
    return out.add(body.build()).build();
  }

  private Compiled columns() {
    Sql list = new Sql();
    Sql distinct = new Sql();
    for (Clause clause : clauses("columns")) {
      if (clause.type().equals("distinctOn")) {
        distinct = new Sql().add("distinct on (");
        formatter.columnize(connection.run().list(clause.values()), distinct);
        distinct.add(") ");
        continue;
      }
      if (clause.type().equals("distinct")) {
        distinct = new Sql().add("distinct ");
      }
      if (!clause.values().isEmpty()) {
        list.add(list.isEmpty() ? "" : ", ");
        if (clause.type().equals("aggregate")) {
          aggregate(clause, list);
        } else if (Functions.ANALYTIC.containsKey(clause.type())) {
          new Functions(this).analytic(clause, list);
        } else if (Functions.JSON.containsKey(clause.type())) {
          new Functions(this).json(clause, list);
        } else {
          formatter.columnize(connection.run().list(clause.values()), list);
        }
      }
    }
    if (list.isEmpty()) {
      list.add("*");
    }
    Compiled table = table();
    List<Clause> all = clauses("columns");
    boolean json =
        table.sql().length() == 0
            && all.size() == 1
            && Functions.JSON.containsKey(all.getFirst().type());
    Sql out = new Sql().add(json ? "" : "select ");
    for (Clause hint : clauses("hintComment")) {
      out.add("/*+ ").add(formatter.text(hint.at(0))).add(" */ ");
    }
    out.add(distinct.build()).add(list.build());
    if (table.sql().length() > 0) {
      out.add(" from ").add(only()).add(table);
    }
    return out.build();
  }

  private String only() {
    return builder.single.get("only") == Value.Bool.TRUE ? "only " : "";
  }

  /** {@code count(distinct "a") as "n"}. */
  private void aggregate(Clause clause, Sql out) {
    Value column = clause.at(1);
    Value alias = clause.at(3);
    boolean distinct = clause.at(2) == Value.Bool.TRUE;
    if (column instanceof io.github.windlass.script.ObjectValue aliases) {
      boolean first = true;
      for (String key : aliases.keys()) {
        out.add(first ? "" : ", ");
        first = false;
        Value named = connection.run().member(aliases, key, place);
        aggregate(clause.at(0), named, Text.of(key), distinct, out);
      }
      return;
    }
    String known = Arguments.known(column);
    int as = known == null ? -1 : known.toLowerCase(Locale.ROOT).indexOf(" as ");
    if (as >= 0 && column instanceof Text text) {
      aggregate(clause.at(0), text.slice(0, as), text.slice(as + 4, text.length()), distinct, out);
    } else {
      aggregate(clause.at(0), column, alias, distinct, out);
    }
  }

  private void aggregate(Value function, Value column, Value alias, boolean distinct, Sql out) {
    out.add(formatter.text(function)).add("(");
    boolean several = Arguments.items(column) != null;
    if (distinct) {
      out.add(several ? "distinct(" : "distinct ");
    }
    formatter.columnize(column, out);
    out.add(several && distinct ? "))" : ")");
    if (Arguments.mayBeThere(alias)) {
      formatter.wrap(alias, out.add(" as "));
    }
  }

  private Compiled join() {
    Sql out = new Sql();
    for (Value statement : builder.statements.items()) {
      if (statement instanceof JoinClauseObject join) {
        out.add(out.isEmpty() ? "" : " ").add(join.type()).add(" join ");
        joinedTable(join, out);
        new JoinCompiler(this, wheres).conditions(join, out);
      } else if (statement instanceof Clause raw && raw.grouping().equals("join")) {
        out.add(out.isEmpty() ? "" : " ").add(formatter.query(raw.at(0), null));
      }
    }
    return out.build();
  }

  private void joinedTable(JoinClauseObject join, Sql out) {
    Value schema = builder.single.get("schema");
    if (Arguments.mayBeThere(schema) && join.isNamed()) {
      formatter.identifier(
          new Text.Builder()
              .add(formatter.text(schema))
              .add(".")
              .add(formatter.text(join.table))
              .build(),
          out);
    } else {
      formatter.wrap(join.table, out);
    }
  }

  private Compiled unions(List<Clause> unions, boolean only) {
    Sql out = new Sql();
    for (Clause union : unions) {
      if (!out.isEmpty() || !only) {
        out.add(out.isEmpty() ? "" : " ").add(union.type()).add(" ");
      }
      Compiled query = formatter.query(union.at(0), null);
      boolean wrap = union.at(1) == Value.Bool.TRUE;
      out.add(wrap ? "(" : "").add(query).add(wrap ? ")" : "");
    }
    return out.build();
  }

  private Compiled grouped(String grouping, String words) {
    Sql out = new Sql();
    for (Clause clause : clauses(grouping)) {
      out.add(out.isEmpty() ? words : ", ");
      switch (clause.type()) {
        case "groupByRaw", "orderByRaw" ->
            out.add(builder.raw(clause.at(0), clause.at(1)).compile(place));
        case "groupBy" ->
            formatter.columnize(connection.run().list(Arguments.normalized(clause.values())), out);
        default -> order(clause, out);
      }
    }
    return out.build();
  }

  private void order(Clause clause, Sql out) {
    Value column = clause.at(0);
    boolean query = column instanceof Compilable of && !of.isRaw();
    out.add(query ? "(" : "");
    formatter.columnize(column, out);
    out.add(query ? ")" : "");
    Value direction = clause.at(1);
    String known = Arguments.known(direction);
    if (direction instanceof Compilable expression) {
      out.add(" ").add(expression.compile(place));
    } else if (direction instanceof Unknown unknown) {
      out.add(" ").add(Text.hole(unknown));
    } else if (known != null && (known.equalsIgnoreCase("asc") || known.equalsIgnoreCase("desc"))) {
      out.add(" ").add(known);
    } else {
      out.add(" asc");
    }
    Value nulls = clause.at(2);
    if (Arguments.mayBeThere(nulls) && !(nulls instanceof Text text && text.length() == 0)) {
      out.add(" nulls ").add(formatter.text(nulls));
    }
  }

  private Compiled bound(String name) {
    Value value = builder.single.get(name);
    Sql out = new Sql();
    boolean none =
        value instanceof Value.Nothing
            || (name.equals("offset") && value instanceof Value.Num zero && zero.value() == 0);
    if (!none) {
      out.add(name + " ");
      if (builder.single.get(name + "Inline") == Value.Bool.TRUE) {
        out.add(formatter.text(value));
      } else {
        formatter.parameter(value, out);
      }
    }
    return out.build();
  }

  private Compiled lock() {
    Sql out = new Sql();
    Value lock = builder.single.get("lock");
    if (Arguments.mayBeThere(lock)) {
      out.add(formatter.text(lock));
      if (builder.single.get("lockTables") instanceof ListValue tables && tables.size() > 0) {
        formatter.columnize(tables, out.add(" of "));
      }
      Value wait = builder.single.get("wait");
      if (Arguments.mayBeThere(wait)) {
        out.add(" ").add(formatter.text(wait));
      }
    }
    return out.build();
  }

  // WITH.

  /** {@code with … }, with a blank behind it; empty: there is none. */
  Sql with() {
    Sql out = new Sql();
    boolean recursive = false;
    for (Clause clause : clauses("with")) {
      recursive |= clause.type().startsWith("withRecursive");
    }
    for (Clause clause : clauses("with")) {
      boolean columns = clause.at(2) != Value.Nothing.UNDEFINED;
      Compiled query = formatter.query(clause.at(columns ? 2 : 1), null);
      out.add(out.isEmpty() ? "with " + (recursive ? "recursive " : "") : ", ");
      formatter.columnize(clause.at(0), out);
      if (columns) {
        formatter.columnize(clause.at(1), out.add("("));
        out.add(")");
      }
      out.add(" as ");
      if (clause.type().equals("withMaterialized")) {
        out.add("materialized ");
      } else if (clause.type().equals("withNotMaterialized")) {
        out.add("not materialized ");
      }
      out.add("(").add(query).add(")");
    }
    return out.isEmpty() ? out : out.add(" ");
  }

  // UPDATE, DELETE, TRUNCATE.

  private Compiled update() {
    Sql out = with();
    out.add("update ").add(only()).add(table()).add(" set ");
    new Assignments(this)
        .of(builder.single.get("update"), builder.single.get("counter"), ", ", out);
    Value from = builder.single.get("updateFrom");
    if (Arguments.mayBeThere(from)) {
      formatter.wrap(from, out.add(" from "));
    }
    append(where(), out);
    return returning(out).build();
  }

  /** {@code returning …}, if it is asked for. */
  Sql returning(Sql out) {
    Value returning = builder.single.get("returning");
    if (Arguments.mayBeThere(returning)) {
      formatter.columnize(returning, out.add(" returning "));
    }
    return out;
  }

  private Compiled deletion() {
    refuse("delete", "having", "limit");
    Sql out = with();
    out.add("delete from ").add(only()).add(table());
    Sql using = new Sql();
    Value tables = builder.single.get("using");
    if (Arguments.mayBeThere(tables)) {
      formatter.columnize(tables, using.add("using "));
    }
    Compiled where = where();
    Sql joined = new Sql();
    for (JoinClauseObject join : joins()) {
      joinedTable(join, using.add(using.isEmpty() ? "using " : ","));
      for (Value clause : join.clauses.items()) {
        if (clause instanceof Clause each) {
          boolean first = joined.isEmpty() && where.sql().length() == 0;
          joined.add(first ? "where " : " and ");
          formatter.wrap(each.at(0), joined);
          formatter.wrap(each.at(2), joined.add(" = "));
        }
      }
    }
    append(using.build(), out);
    append(where, out);
    if (!joined.isEmpty()) {
      out.add(where.sql().length() == 0 ? " " : "").add(joined.build());
    }
    return returning(out).build();
  }

  private Compiled truncation() {
    refuse("truncate", "where", "having", "limit");
    return new Sql().add("truncate ").add(table()).add(" restart identity").build();
  }

  /** Knex does not compile statements with clauses that they cannot have. */
  private void refuse(String verb, String... groupings) {
    for (String grouping : groupings) {
      if (!clauses(grouping).isEmpty() || Arguments.mayBeThere(builder.single.get(grouping))) {
        throw builder.error(
            "Aborted query compilation: `" + grouping + "` has no effect on a `" + verb + "`",
            place);
      }
    }
  }

  /** Whether a value counts as true for certain. */
  boolean isTrue(Value value) {
    return connection.run().language().truth(value) == Truth.TRUE;
  }
}
