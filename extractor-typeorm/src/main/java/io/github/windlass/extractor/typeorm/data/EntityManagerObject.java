package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.extractor.typeorm.data.QueryBuilderObject.Call;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;

/**
 * TypeORM's EntityManager on a query runner (TypeORM: entity-manager/EntityManager).
 *
 * @param queryRunner what sends: has {@code query}, {@code startTransaction} and so on
 */
public record EntityManagerObject(HostObject queryRunner) implements HostObject {

  @Override
  public String describe() {
    return "EntityManager";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "queryRunner" -> queryRunner;
      case "connection", "dataSource" -> queryRunner.member("connection", run, place);
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Query.at(arguments, 0);
    Value second = Query.at(arguments, 1);
    Value third = Query.at(arguments, 2);
    return switch (name) {
      case "query", "sql" -> queryRunner.invoke(name, arguments, run, place);
      case "createQueryBuilder" -> createQueryBuilder(queryRunner, arguments, run);
      case "getRepository", "getTreeRepository", "getMongoRepository", "getCustomRepository" ->
          new RepositoryObject(this, first);
      case "withRepository" -> first instanceof RepositoryObject own ? own.on(this) : first;
      case "transaction" -> transaction(arguments, run, place);
      case "insert" ->
          send(run, place, call("insert"), call("into", first), call("values", second));
      case "upsert" -> upsert(first, second, third, run, place);
      case "update" -> update(first, second, third, run, place);
      case "updateAll" -> send(run, place, call("update", first), call("set", second));
      case "delete" -> where(List.of(call("delete"), call("from", first)), second, run, place);
      case "deleteAll" -> send(run, place, call("delete"), call("from", first));
      case "softDelete" ->
          where(List.of(call("softDelete"), call("from", first)), second, run, place);
      case "restore" -> where(List.of(call("restore"), call("from", first)), second, run, place);
      case "increment" -> count(arguments, " + ", run, place);
      case "decrement" -> count(arguments, " - ", run, place);
      case "clear" -> clear(first, run, place);
      case "create" -> create(first, second, run, place);
      case "merge" -> merge(arguments, run, place);
      case "save" -> Saving.save(this, arguments, run, place);
      case "remove", "softRemove", "recover" ->
          gap(name + "() of entities that are read at run time", first, run, place);
      case "find", "findBy", "findOne", "findOneBy", "findOneOrFail", "findOneByOrFail" ->
          find(name, first, second, run, place);
      case "findAndCount", "findAndCountBy", "findByIds", "findTrees", "findRoots" ->
          gap("the SELECT of " + name + "()", first, run, place);
      case "count",
          "countBy",
          "exists",
          "exist",
          "existsBy",
          "sum",
          "average",
          "minimum",
          "maximum" ->
          gap("the SELECT of " + name + "()", first, run, place);
      case "preload" -> gap("the SELECT of preload()", first, run, place);
      case "release" -> Nothing.UNDEFINED;
      case "hasId", "getId" -> new Unknown(place.text(), place);
      default -> {
        run.gap(GapCode.UNSUPPORTED, "EntityManager." + name + "() is not modelled", place);
        yield new Unknown("EntityManager." + name + "()", place, true);
      }
    };
  }

  /**
   * {@code createQueryBuilder()}, with an entity and an alias for a SELECT, or with neither; the
   * last argument may be another query runner to send over.
   */
  public static Value createQueryBuilder(HostObject usual, List<Value> arguments, Evaluation run) {
    HostObject queryRunner =
        !arguments.isEmpty()
                && arguments.get(arguments.size() - 1) instanceof HostObject last
                && last.describe().equals(usual.describe())
            ? last
            : usual;
    List<Call> begun = new ArrayList<>();
    if (Query.at(arguments, 1) instanceof Text alias) {
      begun.add(call("select", alias));
      begun.add(call("from", arguments.get(0), alias));
    }
    return new QueryBuilderObject(queryRunner, begun, run);
  }

  /** What a value given as target means. */
  Target target(Value value, Evaluation run, Place place) {
    return Target.of(value, EntityNames.of(queryRunner, run, place), run, place);
  }

  static Call call(String method, Value... arguments) {
    return new Call(method, List.of(arguments));
  }

  /** Sends what some calls on a query builder make. */
  Value send(Evaluation run, Place place, Call... calls) {
    return send(List.of(calls), run, place);
  }

  private Value send(List<Call> calls, Evaluation run, Place place) {
    return new QueryBuilderObject(queryRunner, calls, run).invoke("execute", List.of(), run, place);
  }

  /** With criteria: ids, or conditions (TypeORM: normalizeAndValidateWhereCriteria). */
  private Value where(List<Call> begun, Value criteria, Evaluation run, Place place) {
    List<Call> calls = new ArrayList<>(begun);
    calls.add(call(isIds(criteria) ? "whereInIds" : "where", criteria));
    return send(calls, run, place);
  }

  private static boolean isIds(Value criteria) {
    return switch (criteria) {
      case Text text -> true;
      case Num number -> true;
      case BigInt number -> true;
      case ListValue list -> list.items().stream().noneMatch(item -> item instanceof ObjectValue);
      default -> false;
    };
  }

  private Value update(Value target, Value criteria, Value values, Evaluation run, Place place) {
    return where(List.of(call("update", target), call("set", values)), criteria, run, place);
  }

  /** TypeORM: incrementOrDecrementBy. */
  private Value count(List<Value> arguments, String sign, Evaluation run, Place place) {
    Target target = target(Query.at(arguments, 0), run, place);
    EntityMetadata metadata = target.metadata();
    EntityColumn column =
        metadata != null && Query.at(arguments, 2) instanceof Text property
            ? metadata.column(property.text())
            : null;
    if (column == null) {
      return gap("a count of what is no property", arguments.get(0), run, place);
    }
    Text by = run.language().text(Query.at(arguments, 3), run, place);
    Text expression =
        new Text.Builder().add(Names.quote(column.databaseName())).add(sign).add(by).build();
    ObjectValue values = run.object();
    values.put(
        column.propertyPath(),
        new io.github.windlass.script.NativeFunction(
            "expression", (self, none, evaluation, at) -> expression));
    return update(arguments.get(0), Query.at(arguments, 1), values, run, place);
  }

  /** TypeORM: EntityManager.upsert. */
  private Value upsert(Value target, Value entities, Value conflict, Evaluation run, Place place) {
    EntityMetadata metadata = target(target, run, place).metadata();
    Value paths =
        conflict instanceof ListValue || conflict instanceof Nothing
            ? conflict
            : run.member(conflict, "conflictPaths", place);
    List<Value> keys =
        paths instanceof ObjectValue object
            ? object.keys().stream().<Value>map(Text::of).toList()
            : paths instanceof ListValue list ? list.items() : List.of();
    List<Value> rows = entities instanceof ListValue list ? list.items() : List.of(entities);
    if (metadata == null || keys.isEmpty()) {
      return gap("an upsert whose conflict is not known", target, run, place);
    }
    List<Value> conflictColumns = new ArrayList<>();
    List<Value> overwritten = new ArrayList<>();
    for (Value key : keys) {
      EntityColumn column = metadata.column(key instanceof Text text ? text.text() : "");
      if (column == null) {
        return gap("an upsert on what is no property", target, run, place);
      }
      conflictColumns.add(Text.of(column.databaseName()));
    }
    overwritten.addAll(conflictColumns);
    for (EntityColumn column : metadata.columns()) {
      boolean given = false;
      for (Value row : rows) {
        given |=
            row instanceof ObjectValue object
                && object.get(column.propertyPath()) != Nothing.UNDEFINED;
      }
      Text name = Text.of(column.databaseName());
      if (given && column.update() && !conflictColumns.contains(name)) {
        overwritten.add(name);
      }
    }
    return send(
        run,
        place,
        call("insert"),
        call("into", target),
        call("values", run.list(rows)),
        call(
            "orUpdate",
            run.list(overwritten),
            run.list(conflictColumns),
            conflict instanceof ListValue ? Nothing.UNDEFINED : conflict));
  }

  private Value clear(Value target, Evaluation run, Place place) {
    Target table = target(target, run, place);
    return switch (table) {
      case Target.Entity(EntityMetadata metadata) ->
          queryRunner.invoke("clearTable", List.of(Text.of(metadata.tablePath())), run, place);
      case Target.Table known ->
          queryRunner.invoke("clearTable", List.of(known.path()), run, place);
      case Target.Subquery subquery -> gap("a clear of no table", target, run, place);
      case Target.Unrecognised unrecognised ->
          gap("a clear of what is no table", target, run, place);
    };
  }

  /** A new entity with given properties. */
  private Value create(Value type, Value properties, Evaluation run, Place place) {
    if (properties instanceof ListValue list) {
      List<Value> made = new ArrayList<>();
      for (Value item : list.items()) {
        made.add(create(type, item, run, place));
      }
      return run.list(made);
    }
    Value entity =
        type instanceof ClassValue ? run.construct(type, List.of(), place) : run.object();
    return assign(entity, properties, run, place);
  }

  private Value merge(List<Value> arguments, Evaluation run, Place place) {
    Value entity = Query.at(arguments, 1);
    for (int i = 2; i < arguments.size(); i++) {
      assign(entity, arguments.get(i), run, place);
    }
    return entity;
  }

  private static Value assign(Value entity, Value properties, Evaluation run, Place place) {
    if (properties instanceof ObjectValue object) {
      for (String key : object.keys()) {
        run.assign(entity, key, run.member(object, key, place), place);
      }
    } else if (!(properties instanceof Nothing) && entity instanceof ObjectValue made) {
      made.becomeUncertain(new Unknown("the properties of an entity", place));
    }
    return entity;
  }

  private Value transaction(List<Value> arguments, Evaluation run, Place place) {
    Value body = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(arguments.size() - 1);
    List<Value> isolation = arguments.size() > 1 ? List.of(arguments.get(0)) : List.of();
    queryRunner.invoke("startTransaction", isolation, run, place);
    Value result;
    try {
      result =
          run.language().await(run.call(body, Nothing.UNDEFINED, List.of(this), place), run, place);
    } catch (Thrown thrown) {
      queryRunner.invoke("rollbackTransaction", List.of(), run, place);
      throw thrown;
    }
    queryRunner.invoke("commitTransaction", List.of(), run, place);
    return result;
  }

  /** The SELECT of find() and its like, for entities without relations in it. */
  private Value find(String name, Value target, Value options, Evaluation run, Place place) {
    EntityMetadata metadata = target(target, run, place).metadata();
    if (metadata == null) {
      return gap("the SELECT of " + name + "()", target, run, place);
    }
    boolean one = name.startsWith("findOne");
    boolean by = name.contains("By");
    Text alias = Text.of(metadata.name());
    List<Call> calls = new ArrayList<>(List.of(call("select", alias), call("from", target, alias)));
    Value where = by ? options : option(options, "where", run, place);
    switch (where) {
      case Nothing nothing -> {}
      case ObjectValue conditions -> calls.add(call("where", Grouped.of(conditions)));
      default -> {
        return gap("the SELECT of " + name + "()", target, run, place);
      }
    }
    if (!by) {
      for (String unsupported : List.of("relations", "select", "join", "lock", "loadRelationIds")) {
        if (!(option(options, unsupported, run, place) instanceof Nothing)) {
          return gap("the SELECT of " + name + "() with " + unsupported, target, run, place);
        }
      }
      if (option(options, "order", run, place) instanceof ObjectValue order) {
        for (String key : order.keys()) {
          Text property = new Text.Builder().add(alias).add("." + key).build();
          calls.add(call("addOrderBy", property, run.member(order, key, place)));
        }
      }
      for (String paging : List.of("skip", "take")) {
        Value number = option(options, paging, run, place);
        if (!(number instanceof Nothing)) {
          calls.add(call(paging, number));
        }
      }
    }
    if (one) {
      calls.add(call("take", new Num(1)));
    }
    new QueryBuilderObject(queryRunner, calls, run).invoke("getMany", List.of(), run, place);
    return new Unknown((one ? "a row of " : "rows of ") + metadata.tablePath(), place);
  }

  private static Value option(Value options, String name, Evaluation run, Place place) {
    return options instanceof Nothing ? Nothing.UNDEFINED : run.member(options, name, place);
  }

  /** Says what cannot be rendered, on which table. */
  Value gap(String what, Value target, Evaluation run, Place place) {
    String table = target(target, run, place).describe();
    run.gap(GapCode.UNSUPPORTED, what + ", on " + table + ", is not modelled", place);
    return new Unknown(what + " on " + table, place);
  }
}
