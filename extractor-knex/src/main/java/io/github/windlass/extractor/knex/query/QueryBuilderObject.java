package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Builder;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Connection;
import io.github.windlass.extractor.knex.client.Predicate;
import io.github.windlass.extractor.knex.client.RawObject;
import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.UnaryOperator;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A query that is being built ({@code lib/query/querybuilder.js}). */
public final class QueryBuilderObject implements Builder, Predicate {

  /** Methods of which it is enough to keep the arguments: the grouping of each. */
  private static final Map<String, String> KEPT =
      Map.of("groupByRaw", "group", "orderByRaw", "order", "groupBy", "group");

  private static final Map<String, String> JOINS =
      Map.of(
          "innerJoin", "inner",
          "leftJoin", "left",
          "leftOuterJoin", "left outer",
          "rightJoin", "right",
          "rightOuterJoin", "right outer",
          "outerJoin", "outer",
          "fullOuterJoin", "full outer",
          "crossJoin", "cross",
          "joinRaw", "raw",
          "join", "inner");

  private static final Map<String, String> AGGREGATES =
      Map.of(
          "count", "count",
          "min", "min",
          "max", "max",
          "sum", "sum",
          "avg", "avg",
          "countDistinct", "count",
          "sumDistinct", "sum",
          "avgDistinct", "avg");

  private static final Map<String, String> UNIONS =
      Map.of(
          "union", "union", "unionAll", "union all", "intersect", "intersect", "except", "except");

  private static final Map<String, String> LOCKS =
      Map.of(
          "forUpdate", "for update",
          "forShare", "for share",
          "forNoKeyUpdate", "for no key update",
          "forKeyShare", "for key share");

  private static final Map<String, String> CLEARED =
      Map.of(
          "clearSelect", "columns",
          "clearWhere", "where",
          "clearGroup", "group",
          "clearOrder", "order",
          "clearHaving", "having");

  private static final Set<String> WITHS =
      Set.of(
          "with",
          "withMaterialized",
          "withNotMaterialized",
          "withRecursive",
          "withRecursiveWrapped",
          "withWrapped");

  private static final Set<String> OTHERS =
      Set.of(
          "as",
          "clear",
          "clearCounters",
          "clone",
          "column",
          "columnInfo",
          "columns",
          "comment",
          "decrement",
          "del",
          "delete",
          "distinct",
          "distinctOn",
          "first",
          "from",
          "fromJS",
          "fromRaw",
          "hintComment",
          "increment",
          "insert",
          "into",
          "limit",
          "modify",
          "noWait",
          "offset",
          "onConflict",
          "orderBy",
          "pluck",
          "returning",
          "select",
          "skipLocked",
          "table",
          "truncate",
          "update",
          "updateFrom",
          "using",
          "withSchema");

  private static final String EXTENDED = "QueryBuilder";

  final Connection connection;

  /** All clauses, in the order in which they were added. */
  final ListValue statements;

  /** What may be said once: {@code table}, {@code insert}, {@code limit}, … */
  final ObjectValue single;

  private final Cell<Value> method;
  private final Cell<String> bool;
  private final Cell<Boolean> not;

  public QueryBuilderObject(Connection connection) {
    Evaluation run = connection.run();
    this.connection = connection;
    this.statements = run.list(List.of());
    this.single = run.object();
    this.method = run.cell(Text.of("select"), QueryBuilderObject::either);
    this.bool = run.cell("and", (one, other) -> "and");
    this.not = run.cell(false, Boolean::logicalAnd);
  }

  private static Value either(Value one, Value other) {
    return "select".equals(Arguments.known(one)) ? other : one;
  }

  @Override
  public String describe() {
    return "a query builder";
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public boolean isRaw() {
    return false;
  }

  @Override
  public boolean isSelect() {
    return method().equals("select") || method().equals("first");
  }

  @Override
  public Value alias() {
    return single.get("as");
  }

  /** What it does: {@code select}, {@code insert}, {@code del}, … */
  String method() {
    String known = Arguments.known(method.get());
    return known == null ? "select" : known;
  }

  @Override
  public Compiled compile(Place place) {
    return new QueryCompiler(this, place).compile();
  }

  @Override
  public Compiled where(Place place) {
    return new QueryCompiler(this, place).where();
  }

  @Override
  public Value execute(Place place) {
    Unknown uncertain = statements.uncertain();
    if (statements.isGuarded()) {
      Value rows = connection.run().eachWay(statements, there -> execute(there, place), place);
      if (rows != null) {
        return rows;
      }
    }
    if (uncertain != null) {
      connection
          .run()
          .gap(GapCode.DYNAMIC, "what belongs to the query: " + uncertain.reason(), place);
    }
    return execute(this, place);
  }

  /** Sends the query as it is with some of its clauses. */
  private Value execute(List<Value> clauses, Place place) {
    return execute(copy(clauses), place);
  }

  private Value execute(QueryBuilderObject query, Place place) {
    if (!connection.isModelled(method() + "()", place)) {
      return new Unknown("the rows of a query", place);
    }
    if (method().equals("columnInfo")) {
      return new Unknown("the columns of a table", place);
    }
    Compiled compiled = query.compile(place);
    if (compiled.sql().length() == 0) {
      throw error("The query is empty", place);
    }
    return connection.send(this, compiled, place);
  }

  @Override
  public boolean has(String name) {
    return isOwn(name) || connection.extension(EXTENDED, name) != null;
  }

  private static boolean isOwn(String name) {
    return OTHERS.contains(name)
        || KEPT.containsKey(name)
        || JOINS.containsKey(name)
        || AGGREGATES.containsKey(name)
        || UNIONS.containsKey(name)
        || LOCKS.containsKey(name)
        || CLEARED.containsKey(name)
        || WITHS.contains(name)
        || Functions.ANALYTIC.containsKey(name)
        || Functions.JSON.containsKey(name)
        || Conditions.has(name);
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "and" -> this;
      case "or" -> {
        bool.set("or");
        yield this;
      }
      case "not" -> {
        not.set(true);
        yield this;
      }
      default -> Builder.super.member(name, run, place);
    };
  }

  /** Says how the next condition is joined, and whether it is negated. */
  void flag(boolean or, boolean negated) {
    if (or) {
      bool.set("or");
    }
    if (negated) {
      not.set(true);
    }
  }

  /** How the next condition is joined; the one after it is by AND again. */
  String takeBool() {
    String taken = bool.get();
    bool.set("and");
    return taken;
  }

  boolean takeNot() {
    boolean taken = not.get();
    not.set(false);
    return taken;
  }

  void add(Clause clause) {
    statements.add(clause);
  }

  private void add(String grouping, String type, List<Value> values, Place place) {
    statements.add(Clause.of(grouping, type, values, place));
  }

  private void does(String what) {
    method.set(Text.of(what));
  }

  RuntimeException error(String message, Place place) {
    return connection.run().language().error(message, connection.run(), place).meant();
  }

  @Override
  public Value perform(String name, List<Value> arguments, Place place) {
    Value extension = isOwn(name) ? null : connection.extension(EXTENDED, name);
    if (extension != null) {
      return connection.run().call(extension, this, arguments, place);
    }
    if (Conditions.has(name)) {
      return new Conditions(this, place).add(name, arguments);
    }
    Value first = Arguments.at(arguments, 0);
    String found = JOINS.get(name);
    if (found != null) {
      join(found, arguments, place);
      return this;
    }
    found = AGGREGATES.get(name);
    if (found != null) {
      aggregate(name, found, arguments, place);
      return this;
    }
    found = UNIONS.get(name);
    if (found != null) {
      union(found, arguments, place);
      return this;
    }
    found = LOCKS.get(name);
    if (found != null) {
      single.put("lock", Text.of(found));
      single.put("lockTables", connection.run().list(Arguments.normalized(arguments)));
      return this;
    }
    found = CLEARED.get(name);
    if (found != null) {
      clear(found);
      return this;
    }
    found = KEPT.get(name);
    if (found != null) {
      boolean raw = first instanceof Compilable of && of.isRaw() && name.equals("groupBy");
      add(found, raw ? "groupByRaw" : name, arguments, place);
      return this;
    }
    if (Functions.ANALYTIC.containsKey(name)) {
      analytic(name, arguments, place);
      return this;
    }
    if (Functions.JSON.containsKey(name)) {
      add("columns", name, arguments, place);
      return this;
    }
    if (WITHS.contains(name)) {
      add("with", name, arguments, place);
      return this;
    }
    return other(name, arguments, place);
  }

  private Value other(String name, List<Value> arguments, Place place) {
    Value first = Arguments.at(arguments, 0);
    switch (name) {
      case "select", "column", "columns" -> select(arguments, place);
      case "distinct", "distinctOn" -> add("columns", name, Arguments.normalized(arguments), place);
      case "from", "into", "table" -> {
        single.put("table", first);
        single.put("only", option(Arguments.at(arguments, 1), "only", place));
      }
      case "fromRaw" -> single.put("table", raw(first, Arguments.at(arguments, 1)));
      case "withSchema" -> single.put("schema", first);
      case "as", "updateFrom", "using" -> single.put(name, first);
      case "first" -> {
        select(arguments, place);
        does("first");
        single.put("limit", new Num(1));
      }
      case "pluck" -> {
        does("pluck");
        add("columns", "pluck", List.of(first), place);
      }
      case "limit", "offset" -> {
        single.put(name, first instanceof Text ? number(first, place) : first);
        Value options = Arguments.at(arguments, 1);
        single.put(
            name + "Inline",
            options instanceof ObjectValue ? option(options, "skipBinding", place) : options);
      }
      case "orderBy" -> orderBy(arguments, place);
      case "insert" -> {
        does("insert");
        single.put("insert", first);
        returning(Arguments.at(arguments, 1));
      }
      case "update" -> update(arguments, place);
      case "del", "delete" -> {
        does("del");
        returning(first);
      }
      case "truncate" -> {
        does("truncate");
        if (Arguments.mayBeThere(first)) {
          single.put("table", first);
        }
      }
      case "columnInfo" -> does("columnInfo");
      case "returning" -> single.put("returning", first);
      case "onConflict" -> {
        return new OnConflictObject(this, first);
      }
      case "increment", "decrement" -> count(name, arguments, place);
      case "clearCounters" -> single.put("counter", connection.run().object());
      case "clear" -> {
        String what = Arguments.known(first);
        clear("select".equals(what) ? "columns" : what == null ? "" : what);
      }
      case "skipLocked" -> single.put("wait", Text.of("skip locked"));
      case "noWait" -> single.put("wait", Text.of("nowait"));
      case "comment", "hintComment" -> add(name, name, Arguments.normalized(arguments), place);
      case "modify" -> {
        List<Value> given = new ArrayList<>();
        given.add(this);
        given.addAll(Arguments.from(arguments, 1));
        connection.run().call(first, this, given, place);
      }
      case "fromJS" -> {
        if (!(first instanceof ObjectValue calls) || calls.uncertain() != null) {
          return connection.unsupported("fromJS() of what is not known", place);
        }
        for (String key : calls.keys()) {
          Value given = connection.run().member(calls, key, place);
          List<Value> several = Arguments.items(given);
          invoke(key, several == null ? List.of(given) : several, connection.run(), place);
        }
      }
      case "clone" -> {
        return copy();
      }
      default -> throw new IllegalStateException(name);
    }
    return this;
  }

  private Value number(Value text, Place place) {
    return connection.run().language().operate(UnaryOperator.PLUS, text, connection.run(), place);
  }

  Compilable raw(Value sql, Value bindings) {
    return sql instanceof Compilable raw && raw.isRaw()
        ? raw
        : new RawObject(connection, sql, bindings);
  }

  private Value option(Value options, String name, Place place) {
    return options instanceof ObjectValue
        ? connection.run().member(options, name, place)
        : Nothing.UNDEFINED;
  }

  private void returning(Value columns) {
    boolean none =
        columns instanceof Nothing
            || (columns instanceof ListValue list && list.uncertain() == null && list.size() == 0);
    if (!none) {
      single.put("returning", columns);
    }
  }

  private void select(List<Value> arguments, Place place) {
    if (!arguments.isEmpty() && Arguments.mayBeThere(arguments.getFirst())) {
      add("columns", "columns", Arguments.normalized(arguments), place);
    }
  }

  private void clear(String grouping) {
    List<Value> left = new ArrayList<>();
    for (Value statement : statements.items()) {
      boolean cleared =
          statement instanceof Clause clause
              ? clause.grouping().equals(grouping)
              : grouping.equals("join") && statement instanceof JoinClauseObject;
      if (!cleared) {
        left.add(statement);
      }
    }
    statements.replace(left);
    if (single.has(grouping)) {
      single.put(grouping, Nothing.UNDEFINED);
    }
  }

  private QueryBuilderObject copy() {
    QueryBuilderObject copy = copy(statements.items());
    Unknown uncertain = statements.uncertain();
    if (uncertain != null) {
      copy.statements.becomeUncertain(uncertain);
    }
    return copy;
  }

  private QueryBuilderObject copy(List<Value> clauses) {
    QueryBuilderObject copy = new QueryBuilderObject(connection);
    copy.statements.replace(clauses);
    for (String key : single.keys()) {
      copy.single.put(key, single.get(key));
    }
    copy.method.set(method.get());
    return copy;
  }

  private void join(String type, List<Value> arguments, Place place) {
    Value table = Arguments.at(arguments, 0);
    Value on = Arguments.at(arguments, 1);
    if (type.equals("raw")) {
      add("join", "raw", List.of(raw(table, on)), place);
      return;
    }
    JoinClauseObject clause = new JoinClauseObject(this, type, table, place);
    if (Arguments.isFunction(on)) {
      connection.run().call(on, clause, List.of(clause), place);
    } else if (Arguments.mayBeThere(on)) {
      clause.call("on", Arguments.from(arguments, 1), place);
    }
    statements.add(clause);
  }

  private void aggregate(String name, String function, List<Value> arguments, Place place) {
    Value column = Arguments.at(arguments, 0);
    Value options = Arguments.at(arguments, 1);
    boolean distinct = name.endsWith("Distinct");
    if (name.equals("countDistinct") && arguments.size() > 1 && !(options instanceof ObjectValue)) {
      column = connection.run().list(arguments);
      options = Nothing.UNDEFINED;
    }
    if (!Arguments.mayBeThere(column)) {
      column = Text.of("*");
    }
    add(
        "columns",
        "aggregate",
        List.of(
            Text.of(function),
            column,
            Bool.of(distinct || option(options, "distinct", place) == Bool.TRUE),
            option(options, "as", place)),
        place);
  }

  private void analytic(String name, List<Value> arguments, Place place) {
    List<Value> given = new ArrayList<>(arguments);
    if (given.size() > 1 && Arguments.isFunction(given.get(1))) {
      Evaluation run = connection.run();
      AnalyticObject analytic = new AnalyticObject(run.list(List.of()), run.list(List.of()));
      run.call(given.get(1), analytic, List.of(analytic), place);
      given.set(1, analytic);
    }
    add("columns", name, given, place);
  }

  private void union(String words, List<Value> arguments, Place place) {
    List<Value> queries = new ArrayList<>(arguments);
    boolean wrap = false;
    if (!queries.isEmpty() && queries.getLast() instanceof Bool flag) {
      wrap = flag == Bool.TRUE;
      queries.removeLast();
    }
    for (Value query : Arguments.normalized(queries)) {
      add("union", words, List.of(query, Bool.of(wrap)), place);
    }
  }

  private void orderBy(List<Value> arguments, Place place) {
    List<Value> several = Arguments.items(Arguments.at(arguments, 0));
    if (several == null) {
      add("order", "orderBy", arguments, place);
      return;
    }
    for (Value each : several) {
      if (each instanceof ObjectValue) {
        add(
            "order",
            "orderBy",
            List.of(
                option(each, "column", place),
                option(each, "order", place),
                option(each, "nulls", place)),
            place);
      } else {
        add("order", "orderBy", List.of(each), place);
      }
    }
  }

  /** {@code update(values, returning)} or {@code update(column, value, returning)}. */
  private void update(List<Value> arguments, Place place) {
    does("update");
    Value first = Arguments.at(arguments, 0);
    Value known = single.get("update");
    if (first instanceof Unknown) {
      single.put("update", first);
      returning(Arguments.at(arguments, 1));
      return;
    }
    ObjectValue values = known instanceof ObjectValue before ? before : connection.run().object();
    if (first instanceof Text column) {
      if (column.known() == null) {
        single.put("update", new Unknown(column.text(), place));
        return;
      }
      Value value = Arguments.at(arguments, 1);
      values.put(
          column.text(),
          value instanceof ObjectValue ? connection.literals(place).json(value) : value);
      returning(Arguments.at(arguments, 2));
    } else if (first instanceof ObjectValue given) {
      Unknown uncertain = given.uncertain();
      if (uncertain != null) {
        values.becomeUncertain(uncertain);
      }
      for (String key : given.keys()) {
        values.put(key, connection.run().member(given, key, place));
      }
      returning(Arguments.at(arguments, 1));
    }
    single.put("update", values);
  }

  private void count(String name, List<Value> arguments, Place place) {
    does("update");
    boolean down = name.equals("decrement");
    Value column = Arguments.at(arguments, 0);
    if (column instanceof ObjectValue several) {
      for (String key : several.keys()) {
        counter(Text.of(key), connection.run().member(several, key, place), down, place);
      }
    } else {
      Value amount = arguments.size() > 1 ? arguments.get(1) : new Num(1);
      counter(column, amount, down, place);
    }
  }

  private void counter(Value column, Value amount, boolean down, Place place) {
    Evaluation run = connection.run();
    String key = Arguments.known(column);
    if (key == null) {
      single.put("update", new Unknown("the column that is counted", place));
      return;
    }
    ObjectValue counters =
        single.get("counter") instanceof ObjectValue before ? before : run.object();
    Value signed =
        down
            ? run.language().operate(BinaryOperator.SUBTRACT, new Num(0), amount, run, place)
            : amount;
    counters.put(key, signed);
    single.put("counter", counters);
  }
}
