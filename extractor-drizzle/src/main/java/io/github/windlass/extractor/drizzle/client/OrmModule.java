package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The package {@code drizzle-orm}: {@code sql}, and the operators, which write SQL as their names
 * say ({@code src/sql/expressions/conditions.ts}, {@code select.ts}, {@code
 * src/sql/functions/aggregate.ts}).
 */
enum OrmModule implements HostObject {
  INSTANCE;

  /** Operators between two operands. */
  private static final Map<String, String> BINARY =
      Map.ofEntries(
          Map.entry("eq", " = "),
          Map.entry("ne", " <> "),
          Map.entry("gt", " > "),
          Map.entry("gte", " >= "),
          Map.entry("lt", " < "),
          Map.entry("lte", " <= "),
          Map.entry("like", " like "),
          Map.entry("notLike", " not like "),
          Map.entry("ilike", " ilike "),
          Map.entry("notIlike", " not ilike "),
          Map.entry("arrayContains", " @> "),
          Map.entry("arrayContained", " <@ "),
          Map.entry("arrayOverlaps", " && "));

  /** What stands before and behind one operand. */
  private static final Map<String, List<String>> UNARY =
      Map.ofEntries(
          Map.entry("isNull", List.of("", " is null")),
          Map.entry("isNotNull", List.of("", " is not null")),
          Map.entry("not", List.of("not ", "")),
          Map.entry("exists", List.of("exists ", "")),
          Map.entry("notExists", List.of("not exists ", "")),
          Map.entry("asc", List.of("", " asc")),
          Map.entry("desc", List.of("", " desc")),
          Map.entry("avg", List.of("avg(", ")")),
          Map.entry("avgDistinct", List.of("avg(distinct ", ")")),
          Map.entry("sum", List.of("sum(", ")")),
          Map.entry("sumDistinct", List.of("sum(distinct ", ")")),
          Map.entry("max", List.of("max(", ")")),
          Map.entry("min", List.of("min(", ")")),
          Map.entry("countDistinct", List.of("count(distinct ", ")")));

  /** Between a column and a vector, which may be a list of numbers. */
  private static final Map<String, String> DISTANCES =
      Map.ofEntries(
          Map.entry("l2Distance", " <-> "),
          Map.entry("l1Distance", " <+> "),
          Map.entry("innerProduct", " <#> "),
          Map.entry("cosineDistance", " <=> "),
          Map.entry("hammingDistance", " <~> "),
          Map.entry("jaccardDistance", " <%> "));

  @Override
  public String describe() {
    return "drizzle-orm";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals("sql")) {
      return SqlTag.INSTANCE;
    }
    boolean known =
        BINARY.containsKey(name) || UNARY.containsKey(name) || DISTANCES.containsKey(name);
    return switch (name) {
      case "and",
          "or",
          "inArray",
          "notInArray",
          "between",
          "notBetween",
          "count",
          "getTableName",
          "getViewName",
          "getTableColumns",
          "aliasedTable",
          "isSQLWrapper",
          "isTable",
          "isView",
          "relations" ->
          function(name);
      case "name" -> SqlTag.INSTANCE.member("identifier", run, place);
      case "param", "placeholder" -> SqlTag.INSTANCE.member(name, run, place);
      case "SQL" -> SqlClass.INSTANCE;
      case "default" -> Nothing.UNDEFINED;
      default -> known ? function(name) : new Unknown(name + " of drizzle-orm", place, true);
    };
  }

  private Value function(String name) {
    return new NativeFunction(
        name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    Value second = Arguments.at(arguments, 1);
    String binary = BINARY.get(name);
    if (binary != null) {
      return sql(run, first, words(binary), bound(second, first, run, place));
    }
    String distance = DISTANCES.get(name);
    if (distance != null) {
      Value vector =
          second instanceof ListValue list ? new Encoder(run, place).vector(list) : second;
      return sql(run, first, words(distance), vector);
    }
    List<String> unary = UNARY.get(name);
    if (unary != null) {
      return sql(run, words(unary.get(0)), first, words(unary.get(1)));
    }
    return switch (name) {
      case "sql" -> SqlTag.INSTANCE.call(this, arguments, run, place);
      case "and", "or" -> joined(" " + name + " ", arguments, run);
      case "inArray" -> in(first, " in ", second, "false", run, place);
      case "notInArray" -> in(first, " not in ", second, "true", run, place);
      case "between" -> between(" between ", arguments, run, place);
      case "notBetween" -> between(" not between ", arguments, run, place);
      case "count" ->
          sql(run, words("count("), first instanceof Nothing ? words("*") : first, words(")"));
      case "getTableName", "getViewName" ->
          first instanceof Table table ? table.name() : unknown(name, place);
      case "getTableColumns" ->
          first instanceof Table table ? table.columns(run, place) : unknown(name, place);
      case "aliasedTable" -> CoreModule.alias(first, second, run, place);
      case "isSQLWrapper" -> is(first, name, first instanceof Sql || first instanceof Table, place);
      case "isTable" -> is(first, name, first instanceof Table table && !table.isView(), place);
      case "isView" -> is(first, name, first instanceof Table table && table.isView(), place);
      case "relations" -> Nothing.UNDEFINED;
      default -> run.call(member(name, run, place), this, arguments, place);
    };
  }

  private static Value unknown(String name, Place place) {
    return new Unknown("what " + name + "() gives", place);
  }

  private static Value is(Value value, String name, boolean answer, Place place) {
    return value instanceof Unknown ? unknown(name, place) : Bool.of(answer);
  }

  private static Sql.Words words(String words) {
    return new Sql.Words(Text.of(words));
  }

  private static Sql sql(Evaluation run, Value... chunks) {
    return new Sql(List.of(chunks), run);
  }

  /** {@code bindIfParam}: beside a column a value is written as the column has it. */
  private static Value bound(Value value, Value column, Evaluation run, Place place) {
    boolean isSql =
        switch (value) {
          case Sql sql -> true;
          case Sql.Words words -> true;
          case Sql.Name name -> true;
          case Sql.NameOf name -> true;
          case Sql.Aliased aliased -> true;
          case Sql.Param param -> true;
          case Column other -> true;
          case Table table -> true;
          case EnumType type -> true;
          case PgQuery query -> true;
          case PgCount count -> true;
          case Subquery subquery -> true;
          case BuilderObject query -> true;
          case Unknown unknown -> true;
          default -> false;
        };
    if (isSql) {
      return value;
    }
    return new Sql.Param(
        column instanceof Column of ? new Encoder(run, place).encoded(value, of) : value);
  }

  /** Conditions that are undefined are left out; of none at all, none is left. */
  private static Value joined(String operator, List<Value> conditions, Evaluation run) {
    List<Value> chunks = new ArrayList<>();
    for (Value condition : conditions) {
      if (!(condition instanceof Nothing)) {
        chunks.add(chunks.isEmpty() ? words("(") : words(operator));
        chunks.add(condition);
      }
    }
    if (chunks.size() < 3) {
      return chunks.isEmpty() ? Nothing.UNDEFINED : sql(run, chunks.get(1));
    }
    chunks.add(words(")"));
    return new Sql(chunks, run);
  }

  private static Value in(
      Value column, String operator, Value values, String ofNone, Evaluation run, Place place) {
    if (values instanceof Unknown unknown) {
      // A list of values, of which it is not known how many there are.
      Sql some = Sql.of(Text.hole(unknown), run);
      return sql(run, column, words(operator), words("("), some, words(")"));
    }
    if (!(values instanceof ListValue list)) {
      return sql(run, column, words(operator), values);
    }
    if (list.uncertain() == null && list.size() == 0) {
      return sql(run, words(ofNone));
    }
    if (list.uncertain() != null) {
      return sql(run, column, words(operator), list);
    }
    List<Value> each = new ArrayList<>();
    for (Value value : list.items()) {
      each.add(bound(value, column, run, place));
    }
    return sql(run, column, words(operator), run.list(each));
  }

  private static Value between(
      String operator, List<Value> arguments, Evaluation run, Place place) {
    return sql(
        run,
        Arguments.at(arguments, 0),
        words(operator),
        bound(Arguments.at(arguments, 1), Arguments.at(arguments, 0), run, place),
        words(" and "),
        bound(Arguments.at(arguments, 2), Arguments.at(arguments, 0), run, place));
  }
}
