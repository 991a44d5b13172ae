package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The methods of a query builder that add conditions: {@code where…} and {@code having…}. */
final class Conditions {

  private static final Set<String> BASES =
      Set.of(
          "having",
          "havingBetween",
          "havingExists",
          "havingIn",
          "havingNull",
          "havingRaw",
          "havingWrapped",
          "where",
          "whereBetween",
          "whereColumn",
          "whereExists",
          "whereILike",
          "whereIn",
          "whereJsonObject",
          "whereJsonPath",
          "whereJsonSubsetOf",
          "whereJsonSupersetOf",
          "whereLike",
          "whereNull",
          "whereRaw",
          "whereWrapped");

  private final QueryBuilderObject builder;
  private final Evaluation run;
  private final Place place;

  Conditions(QueryBuilderObject builder, Place place) {
    this.builder = builder;
    this.run = builder.connection.run();
    this.place = place;
  }

  /** Whether there is a method of that name. */
  static boolean has(String name) {
    return BASES.contains(MethodName.of(name).base());
  }

  Value add(String name, List<Value> arguments) {
    MethodName method = MethodName.of(name);
    builder.flag(method.or(), method.not());
    Value first = Arguments.at(arguments, 0);
    String base = method.base();
    boolean alone =
        method.or()
            && !method.not()
            && first instanceof ObjectValue
            && (base.equals("where") || base.equals("whereColumn") || base.equals("having"));
    if (alone) {
      wrapped(base, (ObjectValue) first);
      return builder;
    }
    switch (base) {
      case "where" -> where(arguments, false);
      case "whereColumn" -> where(arguments, true);
      case "whereIn" -> in(arguments);
      case "whereRaw", "havingRaw" ->
          add(base, List.of(builder.raw(first, Arguments.at(arguments, 1))), false);
      case "having" -> having(arguments);
      default -> add(base, arguments, false);
    }
    return builder;
  }

  private void add(String type, List<Value> values, boolean asColumn) {
    String grouping = type.startsWith("having") ? "having" : "where";
    boolean not = builder.takeNot();
    builder.add(new Clause(grouping, type, values, builder.takeBool(), not, asColumn, place));
  }

  /** {@code orWhere({a: 1, b: 2})}: the conditions in parentheses. */
  private void wrapped(String base, ObjectValue conditions) {
    NativeFunction each =
        new NativeFunction(
            base,
            (self, arguments, evaluation, at) -> {
              Value inner = Arguments.at(arguments, 0);
              for (String key : conditions.keys()) {
                Value value = evaluation.member(conditions, key, at);
                evaluation.invoke(inner, base, List.of(Text.of(key), value), at);
              }
              return Value.Nothing.UNDEFINED;
            });
    add(base.startsWith("having") ? "havingWrapped" : "whereWrapped", List.of(each), false);
  }

  private void where(List<Value> arguments, boolean asColumn) {
    Value column = Arguments.at(arguments, 0);
    if (column instanceof Value.Bool truth) {
      number(truth == Value.Bool.TRUE);
      return;
    }
    if (Arguments.isFunction(column)) {
      add("whereWrapped", List.of(column), false);
      return;
    }
    if (column instanceof ObjectValue conditions) {
      object(conditions, asColumn);
      return;
    }
    if (arguments.size() == 1 && column instanceof Compilable raw && raw.isRaw()) {
      add("whereRaw", List.of(raw), false);
      return;
    }
    if (arguments.size() == 1 && column instanceof Unknown) {
      add("whereUnknown", List.of(column), false);
      return;
    }
    Value operator = Text.of("=");
    Value value = Arguments.at(arguments, 1);
    if (arguments.size() == 2) {
      if (value == Value.Nothing.NULL) {
        add("whereNull", List.of(column), false);
        return;
      }
    } else {
      operator = value;
      value = Arguments.at(arguments, 2);
    }
    String known = Arguments.known(operator);
    String checked = known == null ? "" : known.toLowerCase(Locale.ROOT).strip();
    boolean negated = checked.startsWith("not ") || checked.equals("is not");
    if (arguments.size() == 3 && (checked.equals("in") || checked.equals("not in"))) {
      builder.flag(false, negated);
      in(List.of(column, value));
      return;
    }
    if (arguments.size() == 3 && (checked.equals("between") || checked.equals("not between"))) {
      builder.flag(false, negated);
      add("whereBetween", List.of(column, value), false);
      return;
    }
    if (value == Value.Nothing.NULL && (checked.equals("is") || checked.equals("is not"))) {
      builder.flag(false, negated);
      add("whereNull", List.of(column), false);
      return;
    }
    add("whereBasic", List.of(column, operator, value), asColumn);
  }

  /** {@code 1 = 1} or {@code 1 = 0}. */
  private void number(boolean truth) {
    add("whereBasic", List.of(new Value.Num(1), Text.of("="), new Value.Num(truth ? 1 : 0)), false);
  }

  private void object(ObjectValue conditions, boolean asColumn) {
    boolean or = builder.takeBool().equals("or");
    boolean not = builder.takeNot();
    Unknown uncertain = conditions.uncertain();
    if (uncertain != null) {
      builder.flag(or, not);
      add("whereUnknown", List.of(uncertain), false);
      return;
    }
    for (String key : conditions.keys()) {
      builder.flag(or, not);
      where(List.of(Text.of(key), run.member(conditions, key, place)), asColumn);
    }
  }

  private void in(List<Value> arguments) {
    List<Value> items = Arguments.items(Arguments.at(arguments, 1));
    if (items != null && items.isEmpty()) {
      number(builder.takeNot());
    } else {
      add("whereIn", arguments, false);
    }
  }

  private void having(List<Value> arguments) {
    Value first = Arguments.at(arguments, 0);
    if (arguments.size() == 1 && first instanceof Compilable raw && raw.isRaw()) {
      add("havingRaw", List.of(raw), false);
    } else if (Arguments.isFunction(first)) {
      add("havingWrapped", List.of(first), false);
    } else {
      add("havingBasic", arguments, false);
    }
  }
}
