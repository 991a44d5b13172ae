package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Set;

/** A join, with its conditions ({@code lib/query/joinclause.js}). */
final class JoinClauseObject implements HostObject {

  private static final Set<String> CONDITIONS =
      Set.of(
          "on",
          "onBetween",
          "onExists",
          "onIn",
          "onJsonPathEquals",
          "onNull",
          "onVal",
          "using",
          "type");

  final QueryBuilderObject builder;
  final Value table;
  final ListValue clauses;
  final Place place;
  private final Cell<String> type;
  private final Cell<String> bool;

  JoinClauseObject(QueryBuilderObject builder, String type, Value table, Place place) {
    Evaluation run = builder.connection.run();
    this.builder = builder;
    this.table = table;
    this.place = place;
    this.clauses = run.list(List.of());
    this.type = run.cell(type, (one, other) -> one);
    this.bool = run.cell("and", (one, other) -> "and");
  }

  String type() {
    return type.get();
  }

  @Override
  public String describe() {
    return "a join";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value member(String name, Evaluation run, Place at) {
    return switch (name) {
      case "and" -> this;
      case "or" -> {
        bool.set("or");
        yield this;
      }
      default ->
          CONDITIONS.contains(MethodName.of(name).base())
              ? new NativeFunction(
                  name, (self, arguments, evaluation, where) -> call(name, arguments, where))
              : Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place at) {
    return CONDITIONS.contains(MethodName.of(name).base())
        ? call(name, arguments, at)
        : builder.connection.unsupported("a join has no method " + name, at);
  }

  Value call(String name, List<Value> arguments, Place at) {
    MethodName method = MethodName.of(name);
    Value first = Arguments.at(arguments, 0);
    if (method.base().equals("type")) {
      String known = Arguments.known(first);
      type.set(known == null ? "inner" : known);
      return this;
    }
    String joined = method.or() ? "or" : bool.get();
    bool.set("and");
    String base = method.base();
    boolean comparison = base.equals("on") || base.equals("onVal");
    if (comparison && first instanceof ObjectValue several) {
      for (String key : several.keys()) {
        Value value = builder.connection.run().member(several, key, at);
        add(
            base.equals("on") ? "onBasic" : base,
            joined,
            false,
            at,
            Text.of(key),
            Text.of("="),
            value);
      }
      return this;
    }
    List<Value> items = Arguments.items(Arguments.at(arguments, 1));
    if (base.equals("onIn") && items != null && items.isEmpty()) {
      add("onBasic", joined, false, at, new Num(1), Text.of("="), new Num(0));
      return this;
    }
    if (!comparison) {
      clauses.add(new Clause("on", base, arguments, joined, method.not(), false, at));
      return this;
    }
    String written = base.equals("on") ? "onBasic" : base;
    if (Arguments.isFunction(first)) {
      add("onWrapped", joined, false, at, first);
    } else if (arguments.size() == 1) {
      add("onRaw", joined, false, at, first);
    } else if (arguments.size() == 2) {
      add(written, joined, false, at, first, Text.of("="), arguments.get(1));
    } else {
      add(written, joined, false, at, first, arguments.get(1), arguments.get(2));
    }
    return this;
  }

  private void add(String written, String joined, boolean not, Place at, Value... values) {
    clauses.add(new Clause("on", written, List.of(values), joined, not, false, at));
  }

  /** The schema of the query goes before the table, unless that is a query. */
  boolean isNamed() {
    return !(table instanceof Compilable) && !Arguments.isFunction(table);
  }
}
