package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query builder of any kind. It keeps the calls made on it, and puts the query together when it
 * is sent, or its text is asked for.
 */
final class QueryBuilderObject implements HostObject {

  /** A call made on a builder. */
  record Call(String method, List<Value> arguments) {

    Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * The calls so far.
   *
   * @param unlike whether further calls were made under an unknown condition
   */
  private record Calls(List<Call> list, boolean unlike) {

    Calls and(Call call) {
      List<Call> longer = new ArrayList<>(list);
      longer.add(call);
      return new Calls(List.copyOf(longer), unlike);
    }
  }

  private final HostObject queryRunner;
  private final Evaluation run;
  private final Cell<Calls> calls;

  /** The query that this one stands in, which has its parameters too; null: none. */
  private final @Nullable QueryBuilderObject parent;

  QueryBuilderObject(HostObject queryRunner, List<Call> begun, Evaluation run) {
    this(queryRunner, begun, run, null);
  }

  private QueryBuilderObject(
      HostObject queryRunner, List<Call> begun, Evaluation run, @Nullable QueryBuilderObject in) {
    this.queryRunner = queryRunner;
    this.run = run;
    this.parent = in;
    this.calls = run.cell(new Calls(List.copyOf(begun), false), QueryBuilderObject::join);
  }

  private static Calls join(Calls one, Calls other) {
    return new Calls(one.list().size() >= other.list().size() ? one.list() : other.list(), true);
  }

  @Override
  public String describe() {
    return "QueryBuilder";
  }

  @Override
  public boolean sends() {
    return true;
  }

  /** The calls so far. */
  List<Call> calls() {
    return calls.get().list();
  }

  /** How entities are named. */
  EntityNames names(Place place) {
    return EntityNames.of(queryRunner, run, place);
  }

  /** A builder for a query within this one. */
  QueryBuilderObject inner() {
    return new QueryBuilderObject(queryRunner, List.of(), run);
  }

  /** The query as it is now. */
  Query query(Evaluation evaluation, Place place) {
    Query query = Query.of(this, calls(), evaluation, place);
    if (calls.get().unlike()) {
      query.cannot("the query is put together under an unknown condition");
    }
    return query;
  }

  @Override
  public Value member(String name, Evaluation evaluation, Place place) {
    return switch (name) {
      case "connection", "dataSource" -> queryRunner.member("connection", evaluation, place);
      case "expressionMap" -> new Unknown("the query builder's expressionMap", place, true);
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation evaluation, Place place) {
    return switch (name) {
      case "execute" -> send(query(evaluation, place), null, evaluation, place);
      case "getRawMany", "getRawOne", "stream" ->
          send(query(evaluation, place), null, evaluation, place);
      case "getMany", "getOne", "getOneOrFail", "getRawAndEntities" ->
          send(query(evaluation, place), QueryText.Read.ROWS, evaluation, place);
      case "getCount" -> send(query(evaluation, place), QueryText.Read.COUNT, evaluation, place);
      case "getManyAndCount" -> {
        send(query(evaluation, place), QueryText.Read.ROWS, evaluation, place);
        send(query(evaluation, place), QueryText.Read.COUNT, evaluation, place);
        Unknown rows = new Unknown("rows that are read", place);
        yield evaluation.list(List.of(rows, rows));
      }
      case "getExists" -> {
        evaluation.gap(GapCode.UNSUPPORTED, "the SELECT of getExists() is not modelled", place);
        yield new Unknown("whether rows exist", place);
      }
      case "getQuery", "getSql", "getQueryAndParameters", "getParameters" ->
          text(name, evaluation, place);
      case "clone" -> new QueryBuilderObject(queryRunner, calls(), evaluation);
      case "createQueryBuilder" -> inner();
      case "subQuery" ->
          new QueryBuilderObject(
              queryRunner, List.of(new Call("subQuery", List.of())), evaluation, this);
      case "add", "remove", "set", "addAndRemove", "loadMany", "loadOne" -> {
        if (name.equals("set") && RelationChange.of(calls()) == null) {
          calls.set(calls.get().and(new Call(name, arguments)));
          yield this;
        }
        yield RelationChange.send(queryRunner, calls(), name, arguments, evaluation, place);
      }
      case "escape" ->
          arguments.isEmpty()
              ? Text.EMPTY
              : Names.quote(evaluation.language().text(arguments.get(0), evaluation, place));
      default -> {
        calls.set(calls.get().and(new Call(name, arguments)));
        yield this;
      }
    };
  }

  private void also(Map<String, Value> parameters) {
    Calls all = calls.get();
    for (Map.Entry<String, Value> one : parameters.entrySet()) {
      all = all.and(new Call("setParameter", List.of(Text.of(one.getKey()), one.getValue())));
    }
    calls.set(all);
  }

  private Value text(String name, Evaluation evaluation, Place place) {
    Query query = query(evaluation, place);
    if (name.equals("getParameters")) {
      var object = evaluation.object();
      query.parameters.forEach(object::put);
      return object;
    }
    Text sql = QueryText.of(query);
    if (query.problem != null) {
      return new Unknown(query.problem, place);
    }
    if (name.equals("getQuery")) {
      if (parent != null) {
        parent.also(query.parameters);
      }
      return sql;
    }
    NamedParameters.Bound bound = NamedParameters.bind(sql, query.parameters, evaluation, place);
    ListValue values = evaluation.list(bound.values());
    return name.equals("getSql") ? bound.sql() : evaluation.list(List.of(bound.sql(), values));
  }

  /** The query runner that it sends over: the last that {@code setQueryRunner} named. */
  private HostObject over() {
    HostObject over = queryRunner;
    for (Call call : calls()) {
      if (call.method().equals("setQueryRunner")
          && Query.at(call.arguments(), 0) instanceof HostObject named) {
        over = named;
      }
    }
    return over;
  }

  /** Sends a query, or leaves a gap that says why it cannot be told. */
  private Value send(
      Query query, QueryText.@Nullable Read read, Evaluation evaluation, Place place) {
    if (query.kind == Query.Kind.INSERT
        && query.insertedQuery == null
        && query.values instanceof ListValue list
        && list.size() == 0
        && list.uncertain() == null) {
      return evaluation.object(); // TypeORM: InsertQueryBuilder.execute sends nothing
    }
    Text sql = read == null ? QueryText.of(query) : QueryText.read(query, read);
    String table = query.main == null ? "a table" : query.main.target().describe();
    if (query.problem != null) {
      String does =
          switch (query.kind) {
            case SELECT -> "reads ";
            case INSERT -> "inserts into ";
            case UPDATE, SOFT_DELETE, RESTORE -> "updates ";
            case DELETE -> "deletes from ";
          };
      evaluation.gap(GapCode.DYNAMIC, does + table + ": " + query.problem, place);
      return new Unknown("the result of a query on " + table, place);
    }
    if (query.kind != Query.Kind.SELECT
        && query.main != null
        && query.main.target() instanceof Target.Table known
        && known.doubt() != null) {
      evaluation.gap(
          GapCode.DYNAMIC,
          "whether "
              + table
              + " is an entity, of which more is sent than is told here, is not known: "
              + known.doubt(),
          place);
    }
    NamedParameters.Bound bound = NamedParameters.bind(sql, query.parameters, evaluation, place);
    return over()
        .invoke("query", List.of(bound.sql(), evaluation.list(bound.values())), evaluation, place);
  }
}
