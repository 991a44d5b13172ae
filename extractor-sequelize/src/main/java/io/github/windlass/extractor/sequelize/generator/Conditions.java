package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.extractor.sequelize.generator.Expression.Cast;
import io.github.windlass.extractor.sequelize.generator.Expression.Col;
import io.github.windlass.extractor.sequelize.generator.Expression.Fn;
import io.github.windlass.extractor.sequelize.generator.Expression.Json;
import io.github.windlass.extractor.sequelize.generator.Expression.Literal;
import io.github.windlass.extractor.sequelize.generator.Expression.Where;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code where} as SQL, of tables without a model. An empty text is no condition.
 *
 * @param binds takes the values that are sent beside the text; null: values stand in the text
 * @param prefix what stands before a column, with its point
 */
record Conditions(Call call, @Nullable Binds binds, Text prefix) {

  /** What stands before what is compared: a column or an expression; null: nothing does. */
  private sealed interface Key {

    record Column(Text name) implements Key {}

    record Of(Text sql) implements Key {}
  }

  /** {@code whereQuery}: with the word, if there is a condition. */
  static Text clause(Call call, Value where, @Nullable Binds binds) {
    Text condition = new Conditions(call, binds, Text.EMPTY).items(where, " AND ");
    return condition.length() == 0 ? condition : Text.of("WHERE ").concat(condition);
  }

  /** {@code whereItemsQuery}. */
  static Text of(Call call, Value where) {
    return new Conditions(call, null, Text.EMPTY).items(where, " AND ");
  }

  /**
   * {@code getWhereConditions}.
   *
   * @param prefix what stands before a column, with its point
   */
  static Text of(Call call, Value where, Text prefix) {
    Conditions conditions = new Conditions(call, null, prefix);
    return switch (where) {
      case Expression expression -> expression(call, expression);
      case Value.Num num -> conditions.joined(new Key.Column(Text.of("id")), call.text(num), "=");
      case ListValue list -> {
        if (list.size() == 0 || (list.get(0) instanceof ListValue first && first.size() == 0)) {
          yield list.uncertain() == null ? Text.of("1=1") : Text.hole(list.uncertain());
        }
        yield conditions.group("and", list);
      }
      default -> conditions.items(where, " AND ");
    };
  }

  private Text items(Value where, String binding) {
    switch (where) {
      case Value.Nothing nothing -> {
        return Text.EMPTY;
      }
      case Unknown unknown -> {
        return Text.hole(unknown);
      }
      case Text text -> throw call.fails("Support for `{where: 'raw query'}` has been removed.");
      case ObjectValue object -> {
        List<Text> items = new ArrayList<>();
        for (String key : keys(object)) {
          addIf(items, item(key, call.get(object, key)));
        }
        if (object.uncertain() != null) {
          items.add(Text.hole(object.uncertain()));
        }
        return Words.joined(items, binding);
      }
      default -> {
        return item((Key) null, where);
      }
    }
  }

  private static void addIf(List<Text> items, Text item) {
    if (item.length() > 0) {
      items.add(item);
    }
  }

  /** {@code getComplexKeys}: operators first. */
  private static List<String> keys(ObjectValue object) {
    List<String> keys = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String key : object.keys()) {
      (Operator.of(key) == null ? names : keys).add(key);
    }
    keys.addAll(names);
    return keys;
  }

  private Text item(String key, Value value) {
    String operator = Operator.of(key);
    if (value == Value.Nothing.UNDEFINED) {
      throw call.fails("WHERE parameter \"" + key + "\" has invalid \"undefined\" value");
    }
    if (operator == null) {
      return item(column(key), value);
    }
    if (operator.equals("and") || operator.equals("or") || operator.equals("not")) {
      return group(operator, value);
    }
    return item((Key) null, value);
  }

  private Key column(String key) {
    return new Key.Column(Text.produced(key, call.place()));
  }

  /** {@code whereItemQuery}. */
  private Text item(@Nullable Key key, Value value) {
    if (value instanceof Unknown unknown) {
      return key == null ? Text.hole(unknown) : joined(key, value(value), "=");
    }
    if (key == null) {
      if (value instanceof Text text) {
        return text;
      }
      if (value instanceof ObjectValue object && object.keys().size() == 1) {
        String only = object.keys().get(0);
        return item(only, call.get(object, only));
      }
    }
    if (value == Value.Nothing.NULL) {
      return joined(key, Text.of("NULL"), "IS");
    }
    if (Values.truth(value) == Truth.FALSE) {
      return joined(key, value(value), "=");
    }
    if (value instanceof Expression expression && !(key != null && value instanceof Fn)) {
      return expression(call, expression);
    }
    if (value instanceof ListValue list) {
      return key == null ? listAsAnd(list) : single(key, "in", list);
    }
    if (value instanceof ObjectValue object) {
      return object(key, object);
    }
    return joined(key, value(value), "=");
  }

  private Text listAsAnd(ListValue list) {
    for (Value item : list.items()) {
      if (item instanceof ObjectValue || item instanceof Where || item instanceof Unknown) {
        return group("and", list);
      }
    }
    throw call.fails("Support for literal replacements in the `where` object has been removed.");
  }

  private Text object(@Nullable Key key, ObjectValue object) {
    if (object.uncertain() != null) {
      return joined(key, Text.hole(object.uncertain()), "=");
    }
    for (String group : List.of("or", "and")) {
      Value of = call.get(object, Operator.key(group));
      if (Values.truth(of) != Truth.FALSE) {
        return each(group, key, of);
      }
    }
    List<String> keys = keys(object);
    if (keys.size() > 1) {
      return each("and", key, object);
    }
    if (keys.isEmpty()) {
      throw call.fails("Invalid value {}");
    }
    String only = keys.get(0);
    String operator = Operator.of(only);
    return operator != null && Operator.comparator(operator) != null
        ? single(key, operator, call.get(object, only))
        : joined(key, Literals.plain(call, object, false), "=");
  }

  /** A value that is compared with. */
  private Text value(Value value) {
    if (binds == null || value instanceof Expression) {
      return Literals.escape(call, value, Value.Nothing.UNDEFINED);
    }
    return binds.add(value);
  }

  /** {@code _whereGroupBind}. */
  private Text group(String operator, Value value) {
    String binding = operator.equals("or") ? " OR " : " AND ";
    Text all;
    if (value instanceof ListValue list) {
      List<Text> items = new ArrayList<>();
      for (Value item : call.items(list)) {
        Text text = items(item, " AND ");
        boolean several =
            item instanceof ListValue inner
                ? inner.size() > 1
                : item instanceof ObjectValue object && object.keys().size() > 1;
        addIf(
            items,
            several && text.length() > 0 ? Text.of("(").concat(text).concat(Text.of(")")) : text);
      }
      all = Words.joined(items, binding);
    } else {
      all = items(value, binding);
    }
    if (all.length() == 0) {
      return operator.equals("and") ? Text.EMPTY : Text.of("0 = 1");
    }
    return Text.of(operator.equals("not") ? "NOT (" : "(").concat(all).concat(Text.of(")"));
  }

  /** {@code _whereBind}: each condition on the same column. */
  private Text each(String operator, @Nullable Key key, Value value) {
    List<Text> items = new ArrayList<>();
    switch (value) {
      case ListValue list -> {
        for (Value item : call.items(list)) {
          addIf(items, item(key, item));
        }
      }
      case ObjectValue object -> {
        for (String each : keys(object)) {
          ObjectValue one = call.run().object();
          one.put(each, call.get(object, each));
          addIf(items, item(key, one));
        }
      }
      default -> addIf(items, item(key, value));
    }
    return items.isEmpty()
        ? Text.EMPTY
        : Text.of("(")
            .concat(Words.joined(items, operator.equals("or") ? " OR " : " AND "))
            .concat(Text.of(")"));
  }

  /** {@code _whereParseSingleValueObject}. */
  private Text single(@Nullable Key key, String given, Value value) {
    String operator = given;
    if (operator.equals("not")) {
      if (value instanceof ListValue) {
        operator = "notIn";
      } else if (value != Value.Nothing.NULL && !(value instanceof Value.Bool)) {
        operator = "ne";
      }
    }
    String comparator = Operator.comparator(operator);
    if (comparator == null) {
      comparator = "=";
    }
    switch (operator) {
      case "in", "notIn" -> {
        if (value instanceof Literal literal) {
          return joined(key, Values.text(literal.val()), comparator);
        }
        if (value instanceof ListValue list && (list.size() > 0 || list.uncertain() != null)) {
          return joined(key, parenthesised(list), comparator);
        }
        if (value instanceof Unknown unknown) {
          return joined(
              key, Text.of("(").concat(Text.hole(unknown)).concat(Text.of(")")), comparator);
        }
        return operator.equals("in") ? joined(key, Text.of("(NULL)"), comparator) : Text.EMPTY;
      }
      case "any", "all" -> {
        Value rows = call.get(value, Operator.key("values"));
        if (rows instanceof ListValue list) {
          List<Text> items = new ArrayList<>();
          for (Value item : call.items(list)) {
            items.add(Text.of("(").concat(plain(item)).concat(Text.of(")")));
          }
          return joined(
              key,
              Text.of("(VALUES ").concat(Words.joined(items, ", ")).concat(Text.of(")")),
              "= " + comparator);
        }
        return joined(
            key, Text.of("(").concat(plain(value)).concat(Text.of(")")), "= " + comparator);
      }
      case "between", "notBetween" -> {
        if (value instanceof ListValue list && list.uncertain() == null) {
          return joined(
              key,
              plain(list.get(0)).concat(Text.of(" AND ")).concat(plain(list.get(1))),
              comparator);
        }
        return joined(key, plain(value), comparator);
      }
      case "col" -> {
        return joined(key, path(Values.text(value)), "=");
      }
      case "startsWith", "endsWith", "substring" -> {
        Text pattern = Values.text(value instanceof Literal literal ? literal.val() : value);
        if (!operator.equals("startsWith")) {
          pattern = Text.of("%").concat(pattern);
        }
        if (!operator.equals("endsWith")) {
          pattern = pattern.concat(Text.of("%"));
        }
        return joined(key, Literals.plain(call, pattern, false), comparator);
      }
      default -> {
        return compared(key, comparator, value);
      }
    }
  }

  private Text compared(@Nullable Key key, String comparator, Value value) {
    if (value instanceof ObjectValue) {
      Value column = call.get(value, Operator.key("col"));
      if (Values.truth(column) != Truth.FALSE) {
        return joined(key, path(Values.text(column)), comparator);
      }
      for (String quantifier : List.of("any", "all")) {
        Value of = call.get(value, Operator.key(quantifier));
        if (Values.truth(of) != Truth.FALSE) {
          return joined(
              key,
              Text.of("(").concat(plain(of)).concat(Text.of(")")),
              comparator + " " + Operator.comparator(quantifier));
        }
      }
    }
    String word = comparator;
    if (value == Value.Nothing.NULL) {
      word = comparator.equals("=") ? "IS" : comparator.equals("!=") ? "IS NOT" : comparator;
    }
    return joined(key, plain(value), word);
  }

  private Text plain(Value value) {
    return Literals.escape(call, value, Value.Nothing.UNDEFINED);
  }

  private Text parenthesised(ListValue list) {
    List<Text> items = new ArrayList<>();
    for (Value item : call.items(list)) {
      items.add(plain(item));
    }
    return Text.of("(").concat(Words.joined(items, ", ")).concat(Text.of(")"));
  }

  /** A column by a path, as {@code $a.b$} and {@code Op.col} give it. */
  private static Text path(Text path) {
    int point = Words.masked(path).lastIndexOf('.');
    if (point < 0) {
      return Names.identifier(path);
    }
    return Names.identifier(Words.each(path.slice(0, point), '.', "->"))
        .concat(Text.of("."))
        .concat(Names.identifier(path.slice(point + 1, path.length())));
  }

  /** {@code _joinKeyValue}. */
  private Text joined(@Nullable Key key, Text value, String comparator) {
    return switch (key) {
      case null -> value;
      case Key.Column(Text name) -> {
        String known = Words.masked(name);
        boolean isPath = known.length() > 1 && known.startsWith("$") && known.endsWith("$");
        Text column =
            isPath ? path(name.slice(1, name.length() - 1)) : prefix.concat(Names.identifier(name));
        yield column.concat(Text.of(" " + comparator + " ")).concat(value);
      }
      case Key.Of(Text sql) -> sql.concat(Text.of(" " + comparator + " ")).concat(value);
    };
  }

  /** {@code handleSequelizeMethod}. */
  static Text expression(Call call, Expression expression) {
    return switch (expression) {
      case Literal(Value val) -> Values.text(val);
      case Col(Value col) -> column(call, col);
      case Cast(Value val, Value type) ->
          Text.of("CAST(")
              .concat(argument(call, val))
              .concat(Text.of(" AS "))
              .concat(Words.upper(Words.trim(castType(call, type))))
              .concat(Text.of(")"));
      case Fn(Value fn, List<Value> args) -> {
        List<Text> items = new ArrayList<>();
        for (Value arg : args) {
          items.add(argument(call, arg instanceof Text text ? Words.each(text, '$', "$$") : arg));
        }
        yield Values.text(fn)
            .concat(Text.of("("))
            .concat(Words.joined(items, ", "))
            .concat(Text.of(")"));
      }
      case Where where -> where(call, where);
      case Json json -> json(call, json);
    };
  }

  private static Text castType(Call call, Value type) {
    return type instanceof DataType of ? of.made().toSql(false, call) : Values.text(type);
  }

  private static Text column(Call call, Value col) {
    if (col instanceof ListValue) {
      throw call.fails("Cannot call Sequelize.col() with array outside of order / group clause");
    }
    Text name = Names.text(call, col);
    return Words.startsWith(name, "*") ? Text.of("*") : Names.identifiers(name);
  }

  private static Text argument(Call call, Value value) {
    return switch (value) {
      case Expression inner -> expression(call, inner);
      case ObjectValue object -> of(call, object);
      default -> Literals.plain(call, value, false);
    };
  }

  private static Text where(Call call, Where where) {
    Conditions conditions = new Conditions(call, null, Text.EMPTY);
    String operator = Operator.of(where.comparator());
    String symbol = operator == null ? null : Operator.comparator(operator);
    Text comparator = symbol == null ? Values.text(where.comparator()) : Text.of(symbol);
    if (!(where.attribute() instanceof Expression attribute)) {
      if (where.attribute() instanceof Unknown unknown) {
        return Text.hole(unknown);
      }
      throw call.fails("Cannot read properties of undefined (reading 'name')");
    }
    Text key = expression(call, attribute);
    Value logic = where.logic();
    if (logic instanceof ObjectValue object) {
      return conditions.item(new Key.Of(key), object);
    }
    Text value;
    String word = Words.masked(comparator);
    if (logic instanceof ListValue list && word.endsWith("BETWEEN")) {
      value =
          conditions
              .plain(list.get(0))
              .concat(Text.of(" AND "))
              .concat(conditions.plain(list.get(1)));
    } else {
      value = conditions.plain(logic);
    }
    if ("NULL".equals(value.known())) {
      comparator =
          word.equals("=") ? Text.of("IS") : word.equals("!=") ? Text.of("IS NOT") : comparator;
    }
    return key.concat(Text.of(" ")).concat(comparator).concat(Text.of(" ")).concat(value);
  }

  /** {@code json}: a path of a column, or conditions on such paths. */
  private static Text json(Call call, Json json) {
    if (json.conditionsOrPath() instanceof ObjectValue conditions) {
      List<Text> items = new ArrayList<>();
      for (String column : conditions.keys()) {
        paths(call, column, List.of(), call.get(conditions, column), items);
      }
      return Words.joined(items, " AND ");
    }
    Text path = Values.text(json.conditionsOrPath());
    String known = path.known();
    Text sql = path;
    if (known == null) {
      sql = Text.hole(call.unknown("a path in JSON"));
    } else if (known.indexOf('(') < 0 && known.indexOf("->") < 0 && known.indexOf("#>") < 0) {
      String[] parts = known.split("[.\\[\\]]+", -1);
      sql = extraction(parts[0], List.of(parts).subList(1, parts.length));
    }
    return Values.truth(json.value()) == Truth.FALSE
        ? sql
        : sql.concat(Text.of(" = ")).concat(Literals.plain(call, json.value(), false));
  }

  private static void paths(
      Call call, String column, List<String> path, Value value, List<Text> items) {
    if (value instanceof ObjectValue object) {
      for (String key : object.keys()) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        paths(call, column, longer, call.get(object, key), items);
      }
    } else {
      items.add(
          extraction(column, path)
              .concat(Text.of(" = '"))
              .concat(Values.text(value))
              .concat(Text.of("'")));
    }
  }

  /** {@code jsonPathExtractionQuery}. */
  private static Text extraction(String column, List<String> path) {
    List<String> parts = new ArrayList<>(path);
    parts.removeIf(String::isEmpty);
    String of = "{" + String.join(",", parts) + "}";
    return Text.of("(")
        .concat(Names.identifier(Text.of(column)))
        .concat(Text.of("#>>'" + of.replace("'", "''") + "')"));
  }
}
