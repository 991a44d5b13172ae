package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.drizzle.client.Clauses.Clause;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query that Drizzle writes for PostgreSQL: {@code db.update(users).set({ … })}. It is sent where
 * somebody waits for it ({@code src/pg-core/query-builders}).
 */
final class PgQuery implements HostObject {

  /** What a query does. */
  enum Kind {
    DELETE,
    INSERT,
    SELECT,
    UPDATE;

    /** Of the method that begins it; null: it is none that we write. */
    static @Nullable Kind of(String method) {
      return switch (method) {
        case "delete" -> DELETE;
        case "insert" -> INSERT;
        case "select", "selectDistinct", "selectDistinctOn" -> SELECT;
        case "update" -> UPDATE;
        default -> null;
      };
    }
  }

  /** {@code createJoin} of the builders, and the words that they write. */
  private static final Map<String, String> JOINS =
      Map.of(
          "crossJoin", "cross join",
          "crossJoinLateral", "cross join lateral",
          "fullJoin", "full join",
          "innerJoin", "inner join",
          "innerJoinLateral", "inner join lateral",
          "leftJoin", "left join",
          "leftJoinLateral", "left join lateral",
          "rightJoin", "right join");

  private static final Map<String, String> OPERATIONS =
      Map.of(
          "except", "except ",
          "exceptAll", "except all ",
          "intersect", "intersect ",
          "intersectAll", "intersect all ",
          "union", "union ",
          "unionAll", "union all ");

  private final Connection connection;
  private final Kind kind;
  private final Value subject;
  private final Cell<Clauses> clauses;

  private PgQuery(Connection connection, Kind kind, Value subject, Clauses clauses) {
    this.connection = connection;
    this.kind = kind;
    this.subject = subject;
    this.clauses = connection.run().cell(clauses, Clauses::either);
  }

  /** A query, as the method of the database begins it. */
  static PgQuery begun(Connection connection, Kind kind, String method, List<Value> arguments) {
    Value first = Arguments.at(arguments, 0);
    if (kind != Kind.SELECT) {
      return new PgQuery(connection, kind, first, Clauses.NONE);
    }
    boolean on = method.equals("selectDistinctOn");
    Clauses clauses = Clauses.NONE.with(Clause.FIELDS, on ? Arguments.at(arguments, 1) : first);
    if (!method.equals("select")) {
      clauses = clauses.with(Clause.DISTINCT, on ? first : Bool.TRUE);
    }
    return new PgQuery(connection, kind, Nothing.UNDEFINED, clauses);
  }

  Kind kind() {
    return kind;
  }

  /** The table that is changed. */
  Value subject() {
    return subject;
  }

  Clauses clauses() {
    return clauses.get();
  }

  @Override
  public String describe() {
    Value table = kind == Kind.SELECT ? clauses().get(Clause.FROM) : subject;
    String of =
        switch (table) {
          case Table known -> " of " + known.describe();
          case Unknown unknown -> " of " + unknown.reason();
          default -> "";
        };
    return kind.name().toLowerCase(Locale.ROOT) + "()" + of;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return new NativeFunction(
        name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    String join = JOINS.get(name);
    if (join != null) {
      return told(clauses().with(new Clauses.Join(join, first, Arguments.at(arguments, 1))));
    }
    String operation = OPERATIONS.get(name);
    if (operation != null && !(first instanceof Closure)) {
      return told(clauses().with(new Clauses.Combined(operation, first)));
    }
    return switch (name) {
      case "then", "catch", "finally" ->
          run.invoke(run.language().promise(() -> send(place), run, place), name, arguments, place);
      case "execute", "all", "get" -> run.language().promise(() -> send(place), run, place);
      case "values" -> told(Clause.VALUES, first);
      case "select" -> told(Clause.SELECT, selected(first, place));
      case "set" -> told(Clause.SET, first);
      case "from" -> told(Clause.FROM, first);
      case "where" -> told(Clause.WHERE, first);
      case "having" -> told(Clause.HAVING, first);
      case "limit" -> told(Clause.LIMIT, first);
      case "offset" -> told(Clause.OFFSET, first);
      case "orderBy" -> told(Clause.ORDER_BY, listed(arguments, run));
      case "groupBy" -> told(Clause.GROUP_BY, listed(arguments, run));
      case "returning" -> told(Clause.RETURNING, arguments.isEmpty() ? Bool.TRUE : first);
      case "overridingSystemValue" -> told(Clause.OVERRIDING, Bool.TRUE);
      case "for" ->
          told(
              clauses()
                  .with(Clause.LOCK, first)
                  .with(Clause.LOCK_SETTINGS, Arguments.at(arguments, 1)));
      case "onConflictDoNothing", "onConflictDoUpdate" ->
          told(Clause.CONFLICT, writer(place).conflict(this, name.endsWith("Update"), first));
      case "$dynamic", "$withCache", "prepare", "setToken" -> this;
      case "as" -> named(run.language().text(first, run, place), Nothing.UNDEFINED, false, place);
      case "getSQL" -> sql(place);
      case "toSQL" -> {
        ObjectValue query = run.object();
        query.put("sql", new Unknown("the text of a query", place));
        query.put("params", new Unknown("the values of a query", place));
        yield query;
      }
      default -> told(clauses().refused("its " + name + "() is not modelled"));
    };
  }

  /**
   * It under a name.
   *
   * @param selection the fields that are told of; undefined: its own
   */
  Subquery named(Text alias, Value selection, boolean isWith, Place place) {
    Value fields =
        selection instanceof Nothing ? new PgFields(connection.run(), place).of(this) : selection;
    return new Subquery(sql(place), fields, alias, isWith);
  }

  Value told(Clause clause, Value value) {
    return told(clauses().with(clause, value));
  }

  private Value told(Clauses more) {
    clauses.set(more);
    return this;
  }

  /** A function among the columns stays as it is: it is called with the fields of the query. */
  private static Value listed(List<Value> values, Evaluation run) {
    return values.size() == 1 && values.get(0) instanceof Closure
        ? values.get(0)
        : run.list(values);
  }

  /** What {@code insert().select()} is given, or what the function gives that it is given. */
  private Value selected(Value select, Place place) {
    return select instanceof Closure
        ? connection
            .run()
            .call(select, Nothing.UNDEFINED, List.of(new DatabaseObject(connection, 0)), place)
        : select;
  }

  private PgWriter writer(Place place) {
    return new PgWriter(connection.run(), place);
  }

  /** Its SQL; what is unknown: why it cannot be written. */
  Value sql(Place place) {
    return writer(place).written(this);
  }

  private Value send(Place place) {
    Evaluation run = connection.run();
    run.spend(1);
    Value written = sql(place);
    if (written instanceof Sql sql) {
      return connection.send(Compiler.compile(sql, connection, place), place);
    }
    String reason = written instanceof Unknown unknown ? unknown.reason() : "not known";
    return connection.unsupported(describe() + ": " + reason, place);
  }

  /** It as a part of other SQL, within parentheses. */
  Value asPart(Place place) {
    Value sql = sql(place);
    return sql instanceof Unknown unknown ? Sql.of(Text.hole(unknown), connection.run()) : sql;
  }
}
