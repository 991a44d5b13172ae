package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Bool;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query while it is put together from the calls on its builder (TypeORM:
 * query-builder/QueryExpressionMap). Lives within one method.
 */
final class Query {

  /** What it does to rows. */
  enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    SOFT_DELETE,
    RESTORE
  }

  /** A condition and how it joins those before it: "WHERE", "AND", "OR". */
  record Clause(String joint, Text condition) {}

  /** A table or subquery after FROM. */
  record Source(Target target, Text alias) {}

  /** An expression after SELECT. */
  record Selection(Text expression, @Nullable Text alias) {}

  /** ON CONFLICT … DO UPDATE. */
  record Conflict(Value overwrite, Value target, Value options) {}

  final Evaluation run;
  final Place place;
  final Map<String, Value> parameters;
  private final QueryBuilderObject builder;

  Kind kind = Kind.SELECT;
  @Nullable Source main;
  final List<Source> sources = new ArrayList<>();
  List<Selection> selections = new ArrayList<>();
  final List<Text> joins = new ArrayList<>();
  Value values = Nothing.UNDEFINED;
  @Nullable Text insertedQuery;
  List<Text> insertColumns = List.of();
  final List<Clause> wheres = new ArrayList<>();
  final List<Clause> havings = new ArrayList<>();
  final List<Text> groups = new ArrayList<>();
  final List<Text> orders = new ArrayList<>();
  @Nullable Text limit;
  @Nullable Text offset;
  boolean distinct;
  boolean subquery;
  boolean ignoresConflicts;
  boolean returnsDefaults = true;
  @Nullable Conflict conflict;
  Value returning = Nothing.UNDEFINED;
  @Nullable String problem;

  Query(QueryBuilderObject builder, Map<String, Value> parameters, Evaluation run, Place place) {
    this.builder = builder;
    this.parameters = parameters;
    this.run = run;
    this.place = place;
  }

  /** Puts a query together. */
  static Query of(
      QueryBuilderObject builder,
      List<QueryBuilderObject.Call> calls,
      Evaluation run,
      Place place) {
    Query query = new Query(builder, new LinkedHashMap<>(), run, place);
    query.applyAll(calls);
    return query;
  }

  /** Takes calls into account, in their order. */
  void applyAll(List<QueryBuilderObject.Call> calls) {
    for (QueryBuilderObject.Call call : calls) {
      apply(call.method(), call.arguments());
    }
  }

  /** Takes the parameters that calls set into account. */
  void applyParameters(List<QueryBuilderObject.Call> calls) {
    for (QueryBuilderObject.Call call : calls) {
      if (call.method().startsWith("setParameter")) {
        apply(call.method(), call.arguments());
      }
    }
  }

  /** Says why the SQL cannot be told; the first reason stays. */
  void cannot(String reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  private void apply(String method, List<Value> arguments) {
    Value first = at(arguments, 0);
    Value second = at(arguments, 1);
    switch (method) {
      case "insert" -> kind = Kind.INSERT;
      case "delete" -> kind = Kind.DELETE;
      case "softDelete" -> kind = Kind.SOFT_DELETE;
      case "restore" -> kind = Kind.RESTORE;
      case "update" -> update(first, second);
      case "select" -> select(first, second, true);
      case "addSelect" -> select(first, second, false);
      case "distinct" -> distinct = first != Bool.FALSE;
      case "into" -> {
        source(first, null, true);
        insertColumns = second instanceof Nothing ? List.of() : texts(second, "columns");
      }
      case "from" -> source(first, second, true);
      case "addFrom" -> source(first, second, false);
      case "values", "set" -> values = first;
      case "valuesFromSelect" -> insertedQuery = subquery(first);
      case "where" -> {
        wheres.clear();
        where("WHERE", first, second);
      }
      case "andWhere" -> where("AND", first, second);
      case "orWhere" -> where("OR", first, second);
      case "whereInIds" -> {
        wheres.clear();
        ids("WHERE", first);
      }
      case "andWhereInIds" -> ids("AND", first);
      case "orWhereInIds" -> ids("OR", first);
      case "having" -> {
        havings.clear();
        having("WHERE", first, second);
      }
      case "andHaving" -> having("AND", first, second);
      case "orHaving" -> having("OR", first, second);
      case "groupBy" -> {
        groups.clear();
        groups.add(text(first));
      }
      case "addGroupBy" -> groups.add(text(first));
      case "orderBy" -> {
        orders.clear();
        order(first, second, at(arguments, 2));
      }
      case "addOrderBy" -> order(first, second, at(arguments, 2));
      case "limit", "take" -> limit = first instanceof Nothing ? null : text(first);
      case "offset", "skip" -> offset = first instanceof Nothing ? null : text(first);
      case "innerJoin" -> join("INNER", arguments);
      case "leftJoin" -> join("LEFT", arguments);
      case "returning", "output" -> returning = first;
      case "updateEntity" -> returnsDefaults = first != Bool.FALSE;
      case "orIgnore" -> ignoresConflicts = first != Bool.FALSE;
      case "orUpdate" -> conflict = new Conflict(first, second, at(arguments, 2));
      case "setParameter" -> {
        if (first instanceof Text key) {
          parameters.put(key.text(), second);
        }
      }
      case "setParameters" -> parameters(first);
      case "comment", "callListeners", "useTransaction", "cache", "setQueryRunner" -> {}
      case "maxExecutionTime", "printSql", "withDeleted", "setOption" -> {}
      case "subQuery" -> subquery = true;
      default -> cannot("." + method + "() of a query builder is not modelled");
    }
  }

  static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Nothing.UNDEFINED;
  }

  /** TypeORM: QueryBuilder.update: a target, a target and values, or values alone. */
  private void update(Value first, Value second) {
    kind = Kind.UPDATE;
    boolean named =
        first instanceof Text || first instanceof ClassValue || first instanceof EntitySchemaObject;
    if (named) {
      source(first, null, true);
    }
    if (!(second instanceof Nothing)) {
      values = second;
    } else if (!named) {
      values = first;
    }
  }

  private void source(Value value, @Nullable Value alias, boolean replace) {
    Target target =
        value instanceof Closure && !(value instanceof HostObject)
            ? new Target.Subquery(parenthesised(value))
            : Target.of(value, builder.names(place), run, place);
    if (target instanceof Target.Unrecognised unrecognised) {
      cannot("the table depends on " + unrecognised.reason());
    }
    Text name =
        alias instanceof Text text
            ? text
            : switch (target) {
              case Target.Table table -> table.path();
              case Target.Entity(EntityMetadata metadata) -> Text.of(metadata.tablePath());
              case Target.Subquery subqueryTarget -> Text.EMPTY;
              case Target.Unrecognised unrecognised -> Text.EMPTY;
            };
    Source source = new Source(target, name);
    if (replace) {
      sources.clear();
      main = source;
    }
    sources.add(source);
  }

  private void select(Value selection, Value alias, boolean replace) {
    kind = kind == Kind.SELECT || replace ? Kind.SELECT : kind;
    List<Selection> added = new ArrayList<>();
    switch (selection) {
      case Nothing nothing -> {
        return;
      }
      case ListValue list -> {
        for (Text text : texts(list, "what is selected")) {
          added.add(new Selection(text, null));
        }
      }
      case Closure closure ->
          added.add(new Selection(parenthesised(closure), alias instanceof Text t ? t : null));
      default -> added.add(new Selection(text(selection), alias instanceof Text t ? t : null));
    }
    if (replace && !(selection instanceof Closure)) {
      selections = added;
    } else {
      selections.addAll(added);
    }
  }

  /** A join on a table by name; joins along relations are not modelled. */
  private void join(String type, List<Value> arguments) {
    Value entity = at(arguments, 0);
    Value alias = at(arguments, 1);
    boolean relation =
        entity instanceof Text text && text.text().indexOf('.') >= 0 && isAlias(text.text());
    Target target =
        relation
            ? new Target.Unrecognised("relation")
            : Target.of(entity, builder.names(place), run, place);
    Text path =
        switch (target) {
          case Target.Table table -> Names.quotePath(table.path());
          case Target.Entity(EntityMetadata metadata) ->
              Names.quotePath(Text.of(metadata.tablePath()));
          case Target.Subquery(Text sql) -> sql;
          case Target.Unrecognised(String reason) -> Text.EMPTY;
        };
    if (path.text().isEmpty() || !(alias instanceof Text name)) {
      cannot("a join along a relation is not modelled");
      return;
    }
    Text.Builder builder = new Text.Builder();
    builder.add(" ").add(type).add(" JOIN ").add(path).add(" ").add(Names.quote(name));
    Value condition = at(arguments, 2);
    if (!(condition instanceof Nothing)) {
      builder.add(" ON ").add(text(condition));
    }
    parameters(at(arguments, 3));
    joins.add(builder.build());
  }

  private boolean isAlias(String path) {
    String before = path.substring(0, path.indexOf('.'));
    return sources.stream().anyMatch(source -> source.alias().text().equals(before));
  }

  private void order(Value sort, Value direction, Value nulls) {
    switch (sort) {
      case Nothing nothing -> {}
      case ObjectValue object -> {
        for (String key : object.keys()) {
          Value how = run.member(object, key, place);
          boolean plain = how instanceof Text;
          Value nullsOrder = plain ? Nothing.UNDEFINED : run.member(how, "nulls", place);
          order(Text.of(key), plain ? how : run.member(how, "order", place), nullsOrder);
        }
      }
      default -> {
        Text.Builder builder = new Text.Builder().add(text(sort)).add(" ");
        builder.add(direction instanceof Text way ? way : Text.of("ASC"));
        if (nulls instanceof Text where) {
          builder.add(" ").add(where);
        }
        orders.add(builder.build());
      }
    }
  }

  private void where(String joint, Value condition, Value bound) {
    wheres.add(new Clause(joint, new Conditions(this).condition(condition)));
    parameters(bound);
  }

  private void having(String joint, Value condition, Value bound) {
    havings.add(new Clause(joint, text(condition)));
    parameters(bound);
  }

  private void ids(String joint, Value ids) {
    wheres.add(new Clause(joint, new Conditions(this).ids(ids)));
  }

  private void parameters(Value bound) {
    switch (bound) {
      case Nothing nothing -> {}
      case ObjectValue object -> {
        for (String key : object.keys()) {
          parameters.put(key, run.member(object, key, place));
        }
      }
      case Unknown unknown -> cannot("the parameters depend on " + unknown.reason());
      default -> cannot("the parameters are no object");
    }
  }

  /** Keeps a value, and gives what stands for it in the text (TypeORM: createParameter). */
  Text parameter(Value value) {
    String name = "orm_param_" + parameters.size();
    for (int n = parameters.size(); parameters.containsKey(name); n++) {
      name = "orm_param_" + n;
    }
    parameters.put(name, value);
    return Text.of(":" + name);
  }

  /** A value as text. */
  Text text(Value value) {
    return value instanceof QueryBuilderObject inner
        ? parenthesised(inner)
        : run.language().text(value, run, place);
  }

  /** What an expression function such as {@code () => "now()"} gives. */
  Text expression(Value function) {
    return text(run.call(function, Nothing.UNDEFINED, List.of(), place));
  }

  List<Text> texts(Value list, String what) {
    List<Value> items = run.language().items(list, run, place);
    List<Text> texts = new ArrayList<>();
    if (items == null) {
      cannot(what + " cannot be told");
    } else {
      for (Value item : items) {
        texts.add(text(item));
      }
    }
    return texts;
  }

  /** The SQL of a query that a function makes, or that is given; its parameters become ours. */
  Text subquery(Value value) {
    Value made =
        value instanceof Closure
            ? run.call(value, Nothing.UNDEFINED, List.of(builder.inner()), place)
            : value;
    if (made instanceof QueryBuilderObject inner) {
      Query query = inner.query(run, place);
      parameters.putAll(query.parameters);
      if (query.problem != null) {
        cannot(query.problem);
      }
      return QueryText.of(query);
    }
    return text(made);
  }

  private Text parenthesised(Value value) {
    Text sql = subquery(value);
    return sql.text().startsWith("(") ? sql : new Text.Builder().add("(").add(sql).add(")").build();
  }

  /** What collects the conditions of {@code Brackets}. */
  QueryBuilderObject collector() {
    return builder.inner();
  }
}
