package io.github.windlass.extractor.typeorm.data;

import io.github.windlass.script.Closure;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.Value.Nothing;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands after WHERE (TypeORM: QueryBuilder.getWhereCondition and
 * createWhereConditionExpression).
 */
final class Conditions {

  private final Query query;

  Conditions(Query query) {
    this.query = query;
  }

  /** A condition in any of the forms that {@code where} takes. */
  Text condition(Value where) {
    return switch (where) {
      case Text text -> text;
      case BracketsObject brackets -> brackets(brackets);
      case Grouped grouped -> grouped(grouped.conditions());
      case Closure closure -> {
        QueryBuilderObject collector = query.collector();
        Value made = query.run.call(closure, Nothing.UNDEFINED, List.of(collector), query.place);
        query.applyParameters(collector.calls());
        yield query.text(made);
      }
      case ListValue list -> any(list);
      case ObjectValue object -> all(object);
      case Unknown unknown -> Text.hole(unknown);
      default -> {
        query.cannot("the condition is of no form that is known");
        yield Text.EMPTY;
      }
    };
  }

  /** Conditions joined as they were added. */
  static Text joined(List<Query.Clause> clauses) {
    Text.Builder builder = new Text.Builder();
    for (Query.Clause clause : clauses) {
      if (builder.length() > 0) {
        builder.add(" ").add(clause.joint().equals("OR") ? "OR" : "AND").add(" ");
      }
      builder.add(clause.condition());
    }
    return builder.build();
  }

  private Text brackets(BracketsObject brackets) {
    QueryBuilderObject collector = query.collector();
    query.run.call(brackets.factory(), Nothing.UNDEFINED, List.of(collector), query.place);
    Query inner = new Query(collector, query.parameters, query.run, query.place);
    inner.main = query.main;
    inner.kind = query.kind;
    inner.applyAll(collector.calls());
    if (inner.problem != null) {
      query.cannot(inner.problem);
    }
    Text conditions = joined(inner.wheres);
    Text.Builder builder = new Text.Builder();
    if (conditions.text().isEmpty()) {
      return Text.of("1=1");
    }
    // TypeORM: NotBrackets with one condition is not put in parentheses twice.
    boolean alone = brackets.negated() && inner.wheres.size() == 1;
    builder.add(brackets.negated() ? "NOT(" : "(");
    if (brackets.negated() && !alone) {
      builder.add("(").add(conditions).add(")");
    } else {
      builder.add(conditions);
    }
    return builder.add(")").build();
  }

  /** {@code [{…}, {…}]}: one of several. */
  private Text any(ListValue list) {
    List<Query.Clause> clauses = new ArrayList<>();
    for (Value item : list.items()) {
      clauses.add(new Query.Clause("OR", condition(item)));
    }
    if (list.uncertain() != null || clauses.isEmpty()) {
      query.cannot("the conditions cannot be told");
    }
    Text all = joined(clauses);
    return clauses.size() > 1 ? new Text.Builder().add("(").add(all).add(")").build() : all;
  }

  /** {@code {a: 1, b: In([2])}}: all of them. */
  private Text all(ObjectValue object) {
    List<Text> conditions = new ArrayList<>();
    collect(object, "", conditions);
    if (object.uncertain() != null || conditions.isEmpty()) {
      query.cannot("the conditions cannot be told");
    }
    Text.Builder builder = new Text.Builder();
    if (conditions.size() > 1) {
      builder.add("(");
    }
    for (int i = 0; i < conditions.size(); i++) {
      builder.add(i == 0 ? "" : " AND ").add(conditions.get(i));
    }
    return builder.add(conditions.size() > 1 ? ")" : "").build();
  }

  /** {@code ((a) AND (b))} (TypeORM: SelectQueryBuilder.buildWhere). */
  private Text grouped(ObjectValue object) {
    List<Text> conditions = new ArrayList<>();
    collect(object, "", conditions);
    if (object.uncertain() != null || conditions.isEmpty()) {
      query.cannot("the conditions cannot be told");
    }
    Text.Builder builder = new Text.Builder().add("(");
    for (int i = 0; i < conditions.size(); i++) {
      builder.add(i == 0 ? "(" : " AND (").add(conditions.get(i)).add(")");
    }
    return builder.add(")").build();
  }

  private void collect(ObjectValue object, String prefix, List<Text> conditions) {
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    for (String key : object.keys()) {
      Value value = query.run.member(object, key, query.place);
      String path = prefix + key;
      if (metadata != null && value instanceof ObjectValue inner) {
        EntityColumn column = metadata.column(path);
        EntityColumn.Relation relation = column == null ? null : column.relation();
        if (relation == null) {
          collect(inner, path + ".", conditions);
          continue;
        }
        value = query.run.member(inner, relation.key(), query.place);
      } else if (metadata != null && metadata.column(path) == null) {
        query.cannot("entity " + metadata.name() + " has no property " + path);
      }
      conditions.add(predicate(reference(path), value));
    }
  }

  /** How a condition names a property: after the alias in SELECT, alone elsewhere. */
  private Text reference(String property) {
    Query.Source main = query.main;
    return query.kind == Query.Kind.SELECT && main != null
        ? new Text.Builder().add(main.alias()).add("." + property).build()
        : Text.of(property);
  }

  /** By primary key (TypeORM: QueryBuilder.getWhereInIdsCondition). */
  Text ids(Value ids) {
    EntityMetadata metadata = query.main == null ? null : query.main.target().metadata();
    List<EntityColumn> keys = metadata == null ? List.of() : metadata.primaryColumns();
    if (keys.size() != 1) {
      query.cannot("rows are named by id, and the primary key is not known");
      return Text.EMPTY;
    }
    String key = keys.get(0).propertyPath();
    List<Value> values = new ArrayList<>();
    List<Value> items =
        ids instanceof ListValue ? query.run.language().items(ids, query.run, query.place) : null;
    for (Value id : items == null ? List.of(ids) : items) {
      values.add(
          id instanceof ObjectValue object ? query.run.member(object, key, query.place) : id);
    }
    return values.size() == 1
        ? predicate(reference(key), values.get(0))
        : predicate(reference(key), new FindOperatorObject("in", List.of(query.run.list(values))));
  }

  private Text predicate(Text column, Value value) {
    if (value instanceof FindOperatorObject operator) {
      return operator(column, operator);
    }
    return comparison(column, " = ", value);
  }

  private Text operator(Text column, FindOperatorObject operator) {
    Value argument = operator.argument();
    return switch (operator.type()) {
      case "equal" -> comparison(column, " = ", argument);
      case "lessThan" -> comparison(column, " < ", argument);
      case "lessThanOrEqual" -> comparison(column, " <= ", argument);
      case "moreThan" -> comparison(column, " > ", argument);
      case "moreThanOrEqual" -> comparison(column, " >= ", argument);
      case "like" -> comparison(column, " LIKE ", argument);
      case "ilike" -> comparison(column, " ILIKE ", argument);
      case "arrayContains" -> comparison(column, " @> ", argument);
      case "arrayContainedBy" -> comparison(column, " <@ ", argument);
      case "arrayOverlap" -> comparison(column, " && ", argument);
      case "jsonContains" -> comparison(column, " ::jsonb @> ", argument);
      case "isNull" -> new Text.Builder().add(column).add(" IS NULL").build();
      case "any" ->
          new Text.Builder()
              .add(column)
              .add(" = ANY(")
              .add(query.parameter(argument))
              .add(")")
              .build();
      case "between" ->
          new Text.Builder()
              .add(column)
              .add(" BETWEEN ")
              .add(query.parameter(argument))
              .add(" AND ")
              .add(query.parameter(Query.at(operator.arguments(), 1)))
              .build();
      case "in" -> in(column, argument);
      case "not" ->
          argument instanceof FindOperatorObject inner
              ? new Text.Builder().add("NOT(").add(operator(column, inner)).add(")").build()
              : comparison(column, " != ", argument);
      case "and", "or" -> several(column, operator);
      case "raw" -> raw(column, operator);
      default -> {
        query.cannot("the operator " + operator.type() + " is not modelled");
        yield Text.EMPTY;
      }
    };
  }

  private Text comparison(Text column, String sign, Value value) {
    return new Text.Builder().add(column).add(sign).add(query.parameter(value)).build();
  }

  private Text in(Text column, Value list) {
    List<Value> items = query.run.language().items(list, query.run, query.place);
    if (items != null && items.isEmpty()) {
      return Text.of("0=1");
    }
    Text.Builder builder = new Text.Builder().add(column).add(" IN (");
    if (items == null) {
      String reason = list instanceof Unknown unknown ? unknown.reason() : "a list";
      builder.add(Text.hole(new Unknown(reason, query.place)));
    } else {
      for (int i = 0; i < items.size(); i++) {
        builder.add(i == 0 ? "" : ", ").add(query.parameter(items.get(i)));
      }
    }
    return builder.add(")").build();
  }

  private Text several(Text column, FindOperatorObject operator) {
    Text.Builder builder = new Text.Builder().add("(");
    String joint = operator.type().equals("and") ? " AND " : " OR ";
    for (int i = 0; i < operator.arguments().size(); i++) {
      builder.add(i == 0 ? "" : joint).add(predicate(column, operator.arguments().get(i)));
    }
    return builder.add(")").build();
  }

  private Text raw(Text column, FindOperatorObject operator) {
    Value generator = operator.argument();
    if (generator instanceof Closure closure) {
      Value bound = Query.at(operator.arguments(), 1);
      if (bound instanceof ObjectValue object) {
        for (String key : object.keys()) {
          query.parameters.put(key, query.run.member(object, key, query.place));
        }
      }
      return query.text(query.run.call(closure, Nothing.UNDEFINED, List.of(column), query.place));
    }
    return new Text.Builder().add(column).add(" = ").add(query.text(generator)).build();
  }
}
