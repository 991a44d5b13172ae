package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.drizzle.client.Clauses.Clause;
import io.github.windlass.script.Closure;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The SQL of queries ({@code PgDialect} of {@code src/pg-core/dialect.ts}, and {@code
 * mapUpdateSet}, {@code orderSelectedFields} of {@code src/utils.ts}). What cannot be written is
 * Unknown, with the reason.
 */
final class PgWriter {

  private static final String UNKNOWN_WITH = "what stands before it is not known";

  private final Evaluation run;
  private final Place place;
  private final Encoder encoder;
  private final PgFields fields;

  PgWriter(Evaluation run, Place place) {
    this.run = run;
    this.place = place;
    this.encoder = new Encoder(run, place);
    this.fields = new PgFields(run, place);
  }

  /** The SQL of a query. */
  Value written(PgQuery query) {
    Clauses clauses = query.clauses();
    if (clauses.refusal() != null) {
      return unknown(clauses.refusal());
    }
    return switch (query.kind()) {
      case DELETE -> delete(query.subject(), clauses);
      case INSERT -> insert(query.subject(), clauses);
      case SELECT -> select(clauses);
      case UPDATE -> update(query.subject(), clauses);
    };
  }

  private Unknown unknown(String reason) {
    return new Unknown(reason, place);
  }

  private Unknown unknownTable(Value table) {
    return table instanceof Unknown || !(table instanceof Table known)
        ? unknown("its table is not known")
        : unknown("the columns of " + known.describe() + " are not known");
  }

  private static Sql.Words words(String words) {
    return new Sql.Words(Text.of(words));
  }

  private Sql hole(Unknown unknown) {
    return Sql.of(Text.hole(unknown), run);
  }

  // --- insert, update, delete ----------------------------------------------------------------

  private Value delete(Value subject, Clauses clauses) {
    if (!(subject instanceof Table table)) {
      return unknownTable(subject);
    }
    List<Value> out = new ArrayList<>();
    if (!with(clauses, out)) {
      return unknown(UNKNOWN_WITH);
    }
    out.add(words("delete from "));
    out.add(table);
    clause(" where ", clauses.get(Clause.WHERE), out);
    return returning(table, clauses, out);
  }

  private Value insert(Value subject, Clauses clauses) {
    Map<String, Column> columns = subject instanceof Table of ? of.all(run, place) : null;
    if (columns == null || !(subject instanceof Table table)) {
      return unknownTable(subject);
    }
    columns.values().removeIf(column -> column.definition().isComputed());
    List<Value> out = new ArrayList<>();
    if (!with(clauses, out)) {
      return unknown(UNKNOWN_WITH);
    }
    out.addAll(List.of(words("insert into "), table, words(" (")));
    String between = "";
    for (Column column : columns.values()) {
      out.add(words(between));
      out.add(new Sql.NameOf(column));
      between = ", ";
    }
    out.add(words(") "));
    if (clauses.get(Clause.OVERRIDING) == Value.Bool.TRUE) {
      out.add(words("overriding system value "));
    }
    switch (clauses.get(Clause.SELECT)) {
      case Value.Nothing nothing -> values(clauses.get(Clause.VALUES), columns, out);
      case PgQuery select when select.sql(place) instanceof Sql sql -> out.add(sql);
      case Sql sql -> out.add(sql);
      default -> {
        return unknown("what it selects is not known");
      }
    }
    Value conflict = clauses.get(Clause.CONFLICT);
    if (conflict instanceof Unknown refused) {
      return refused;
    }
    clause(" on conflict ", conflict, out);
    return returning(table, clauses, out);
  }

  private void values(Value values, Map<String, Column> columns, List<Value> out) {
    out.add(words("values "));
    Unknown uncertain =
        switch (values) {
          case Unknown unknown -> unknown;
          case ListValue list when list.isGuarded() ->
              new Unknown("rows that depend on a condition", place);
          case ListValue list -> list.uncertain();
          default -> null;
        };
    if (uncertain != null) {
      out.add(hole(uncertain));
      return;
    }
    List<Value> rows = values instanceof ListValue list ? list.items() : List.of(values);
    if (rows.isEmpty()) {
      throw run.language().error("values() must be called with at least one value", run, place);
    }
    for (int i = 0; i < rows.size(); i++) {
      run.spend(columns.size());
      out.add(words(i == 0 ? "(" : ", ("));
      if (rows.get(i) instanceof ObjectValue row) {
        boolean first = true;
        for (Map.Entry<String, Column> column : columns.entrySet()) {
          out.add(words(first ? "" : ", "));
          out.add(inserted(row, column.getKey(), column.getValue()));
          first = false;
        }
      } else {
        out.add(hole(new Unknown("a row", place)));
      }
      out.add(words(")"));
    }
  }

  private Value inserted(ObjectValue row, String key, Column column) {
    Value value = row.has(key) ? run.member(row, key, place) : Value.Nothing.UNDEFINED;
    if (value != Value.Nothing.UNDEFINED
        && !(value instanceof Sql.Param param && param.value() == Value.Nothing.UNDEFINED)) {
      return value instanceof Sql sql ? sql : param(value, column);
    }
    Unknown uncertain = row.uncertain();
    if (uncertain != null) {
      return hole(uncertain);
    }
    Definition definition = column.definition();
    if (definition.byDefault() != null) {
      return given(definition.byDefault(), column);
    }
    return !definition.hasDefault() && definition.onUpdate() != null
        ? given(definition.onUpdate(), column)
        : words("default");
  }

  /** What a function of a column's definition gives. */
  private Value given(Value function, Column column) {
    Value value = run.call(function, Value.Nothing.UNDEFINED, List.of(), place);
    return value instanceof Sql sql ? sql : param(value, column);
  }

  private Sql.Param param(Value value, Column column) {
    return value instanceof Sql.Param param ? param : new Sql.Param(encoder.encoded(value, column));
  }

  private Value update(Value subject, Clauses clauses) {
    Map<String, Column> columns = subject instanceof Table of ? of.all(run, place) : null;
    if (columns == null || !(subject instanceof Table table)) {
      return unknownTable(subject);
    }
    List<Value> out = new ArrayList<>();
    if (!with(clauses, out)) {
      return unknown(UNKNOWN_WITH);
    }
    out.add(words("update "));
    out.addAll(named(table));
    out.add(words(" set "));
    out.addAll(set(clauses.get(Clause.SET), columns));
    Value from = clauses.get(Clause.FROM);
    if (!(from instanceof Value.Nothing)) {
      out.add(words(" from "));
      if (!from(from, out)) {
        return unknown("what it selects from is not modelled");
      }
    }
    if (!joins(clauses, out)) {
      return unknown("what it joins is not modelled");
    }
    clause(" where ", clauses.get(Clause.WHERE), out);
    return returning(table, clauses, out);
  }

  /** {@code mapUpdateSet} and {@code buildUpdateSet}: in the order of the table's columns. */
  private List<Value> set(Value set, Map<String, Column> columns) {
    Unknown uncertain =
        switch (set) {
          case ObjectValue object -> object.uncertain();
          case Unknown unknown -> unknown;
          default -> new Unknown("what is set", place);
        };
    if (uncertain != null || !(set instanceof ObjectValue values)) {
      return List.of(hole(uncertain == null ? new Unknown("what is set", place) : uncertain));
    }
    List<Value> out = new ArrayList<>();
    boolean any = false;
    for (String key : values.keys()) {
      any |= run.member(values, key, place) != Value.Nothing.UNDEFINED;
    }
    if (!any) {
      throw run.language().error("No values to set", run, place);
    }
    for (Map.Entry<String, Column> each : columns.entrySet()) {
      Column column = each.getValue();
      Value value =
          values.has(each.getKey())
              ? run.member(values, each.getKey(), place)
              : Value.Nothing.UNDEFINED;
      Value function = column.definition().onUpdate();
      if (value != Value.Nothing.UNDEFINED || function != null) {
        out.add(words(out.isEmpty() ? "" : ", "));
        out.add(new Sql.NameOf(column));
        out.add(words(" = "));
        out.add(
            value == Value.Nothing.UNDEFINED && function != null
                ? given(function, column)
                : value instanceof Sql || value instanceof Column ? value : param(value, column));
      }
    }
    return out;
  }

  private Value returning(Table table, Clauses clauses, List<Value> out) {
    Value returning = clauses.get(Clause.RETURNING);
    if (!(returning instanceof Value.Nothing)) {
      List<Value> returned = new ArrayList<>();
      if (!fields.add(returning == Value.Bool.TRUE ? table : returning, returned)) {
        return unknown("what it returns is not known");
      }
      boolean alone = clauses.get(Clause.FROM) instanceof Value.Nothing;
      out.add(words(" returning "));
      fields.write(returned, alone, out);
    }
    return new Sql(out, run);
  }

  /** {@code onConflictDoNothing} and {@code onConflictDoUpdate}, where they are called. */
  Value conflict(PgQuery query, boolean updates, Value settings) {
    ObjectValue config = settings instanceof ObjectValue object ? object : null;
    if (config == null || config.uncertain() != null) {
      return !updates && settings instanceof Value.Nothing
          ? Sql.of(Text.of("do nothing"), run)
          : unknown("what it does on a conflict is not known");
    }
    List<Value> out = new ArrayList<>();
    Value target = option(config, "target");
    if (!updates && target instanceof Value.Nothing) {
      return Sql.of(Text.of("do nothing"), run);
    }
    if (target instanceof ListValue list && list.uncertain() != null) {
      return unknown("its target of a conflict is not known");
    }
    List<Value> targets = target instanceof ListValue list ? list.items() : List.of(target);
    out.add(words("("));
    for (int i = 0; i < targets.size(); i++) {
      if (!(targets.get(i) instanceof Column column)) {
        return unknown("its target of a conflict is not known");
      }
      out.add(words(i == 0 ? "" : ","));
      out.add(new Sql.NameOf(column));
    }
    out.add(words(")"));
    if (!updates) {
      clause(" where ", option(config, "where"), out);
      out.add(words(" do nothing"));
      return new Sql(out, run);
    }
    Map<String, Column> columns =
        query.subject() instanceof Table table ? table.all(run, place) : null;
    if (columns == null) {
      return unknownTable(query.subject());
    }
    clause(" where ", option(config, "targetWhere"), out);
    out.add(words(" do update set "));
    out.addAll(set(option(config, "set"), columns));
    clause(" where ", option(config, "where"), out);
    clause(" where ", option(config, "setWhere"), out);
    return new Sql(out, run);
  }

  private Value option(ObjectValue config, String name) {
    return config.has(name) ? run.member(config, name, place) : Value.Nothing.UNDEFINED;
  }

  // --- select --------------------------------------------------------------------------------

  private Value select(Clauses clauses) {
    Value from = clauses.get(Clause.FROM);
    Value chosen = clauses.get(Clause.FIELDS);
    List<Value> selected = new ArrayList<>();
    boolean known =
        fields.add(chosen instanceof Value.Nothing ? fields.allOf(from) : chosen, selected);
    for (Clauses.Join join : clauses.joins()) {
      known &=
          !(chosen instanceof Value.Nothing) || fields.add(fields.allOf(join.table()), selected);
    }
    if (!known || selected.isEmpty()) {
      return unknown("what it selects is not known");
    }
    List<Value> out = new ArrayList<>();
    if (!with(clauses, out)) {
      return unknown(UNKNOWN_WITH);
    }
    out.add(words("select"));
    Value distinct = clauses.get(Clause.DISTINCT);
    if (distinct instanceof ListValue on) {
      out.add(words(" distinct on ("));
      joined(on, out);
      out.add(words(")"));
    } else if (!(distinct instanceof Value.Nothing)) {
      out.add(words(" distinct"));
    }
    out.add(words(" "));
    fields.write(selected, clauses.joins().isEmpty(), out);
    out.add(words(" from "));
    if (!from(from, out)) {
      return unknown("what it selects from is not modelled");
    }
    if (!joins(clauses, out)) {
      return unknown("what it joins is not modelled");
    }
    clause(" where ", called(clauses.get(Clause.WHERE), clauses), out);
    list(" group by ", called(clauses.get(Clause.GROUP_BY), clauses), out);
    clause(" having ", called(clauses.get(Clause.HAVING), clauses), out);
    boolean combined = !clauses.others().isEmpty();
    if (!combined) {
      ending(clauses, out);
    } else if (!plain(clauses)) {
      return unknown("what stands behind its set operations is not modelled");
    }
    if (!lock(clauses, out)) {
      return unknown("what it locks is not known");
    }
    for (Clauses.Combined other : clauses.others()) {
      if (!(other.query() instanceof PgQuery query) || !(query.sql(place) instanceof Sql sql)) {
        return unknown("what it is combined with is not known");
      }
      out.add(0, words("("));
      out.add(words(") " + other.operator() + "("));
      out.add(sql);
      out.add(words(")"));
    }
    return new Sql(out, run);
  }

  private static boolean plain(Clauses clauses) {
    return clauses.get(Clause.ORDER_BY) instanceof Value.Nothing
        && clauses.get(Clause.LIMIT) instanceof Value.Nothing
        && clauses.get(Clause.OFFSET) instanceof Value.Nothing;
  }

  private void ending(Clauses clauses, List<Value> out) {
    list(" order by ", called(clauses.get(Clause.ORDER_BY), clauses), out);
    Value limit = clauses.get(Clause.LIMIT);
    if (!(limit instanceof Value.Nothing)
        && !(limit instanceof Value.Num(double number) && number < 0)) {
      out.add(words(" limit "));
      out.add(new Sql.Param(limit));
    }
    Value offset = clauses.get(Clause.OFFSET);
    if (run.language().truth(offset) != Truth.FALSE) {
      out.add(words(" offset "));
      out.add(new Sql.Param(offset));
    }
  }

  /** A condition or list that is a function of the query's fields. */
  private Value called(Value value, Clauses clauses) {
    if (!(value instanceof Closure)) {
      return value;
    }
    Value chosen = clauses.get(Clause.FIELDS);
    Value given =
        chosen instanceof Value.Nothing && clauses.joins().isEmpty()
            ? fields.allOf(clauses.get(Clause.FROM))
            : chosen instanceof Value.Nothing ? unknown("the fields of a query") : chosen;
    return run.call(value, Value.Nothing.UNDEFINED, List.of(given), place);
  }

  /** {@code buildFromTable}: false, if it is none that is modelled. */
  private boolean from(Value source, List<Value> out) {
    switch (source) {
      case Table table when table.original() != null -> out.addAll(named(table));
      case Table table -> out.add(table);
      case Sql sql -> out.add(sql);
      case Subquery subquery -> {
        return subquery(subquery, out);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code buildWithCTE}: false, if it is not known. */
  private boolean with(Clauses clauses, List<Value> out) {
    Value queries = clauses.get(Clause.WITH);
    if (queries instanceof Value.Nothing) {
      return true;
    }
    if (!(queries instanceof ListValue list) || list.uncertain() != null || list.size() == 0) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Subquery subquery) || !(subquery.sql() instanceof Sql sql)) {
        return false;
      }
      out.add(words(i == 0 ? "with " : ", "));
      out.addAll(List.of(new Sql.Name(subquery.alias()), words(" as ("), sql, words(")")));
    }
    out.add(words(" "));
    return true;
  }

  private static boolean subquery(Subquery subquery, List<Value> out) {
    if (!subquery.isWith() && !(subquery.sql() instanceof Sql)) {
      return false;
    }
    out.add(subquery);
    return true;
  }

  /** A table's name and behind it that of an alias. */
  private static List<Value> named(Table table) {
    Table original = table.original();
    return original == null
        ? List.of(table)
        : List.of(original, words(" "), new Sql.Name(table.name()));
  }

  private boolean joins(Clauses clauses, List<Value> out) {
    for (Clauses.Join join : clauses.joins()) {
      if (join.on() instanceof Closure) {
        return false;
      }
      out.add(words(" " + join.words() + " "));
      switch (join.table()) {
        case Table table -> out.addAll(named(table));
        case Subquery subquery when subquery(subquery, out) -> {}
        default -> {
          return false;
        }
      }
      clause(" on ", join.on(), out);
    }
    return true;
  }

  /** {@code for("update", { of, noWait, skipLocked })}: false, if it is not known. */
  private boolean lock(Clauses clauses, List<Value> out) {
    Value strength = clauses.get(Clause.LOCK);
    if (strength instanceof Value.Nothing) {
      return true;
    }
    Value settings = clauses.get(Clause.LOCK_SETTINGS);
    if (!(strength instanceof Text text)
        || (!(settings instanceof Value.Nothing) && !(settings instanceof ObjectValue))) {
      return false;
    }
    out.add(words(" for "));
    out.add(new Sql.Words(text));
    if (settings instanceof ObjectValue config) {
      Value of = option(config, "of");
      if (!(of instanceof Value.Nothing)) {
        out.add(words(" of "));
        joined(of instanceof ListValue list ? list : run.list(List.of(of)), out);
      }
      Truth noWait = run.language().truth(option(config, "noWait"));
      Truth skipLocked = run.language().truth(option(config, "skipLocked"));
      if (noWait == Truth.TRUE) {
        out.add(words(" nowait"));
      } else if (noWait == Truth.FALSE && skipLocked != Truth.FALSE) {
        out.add(words(" skip locked"));
        return skipLocked == Truth.TRUE;
      }
      return noWait != Truth.UNKNOWN;
    }
    return true;
  }

  // --- pieces --------------------------------------------------------------------------------

  private void clause(String before, Value value, List<Value> out) {
    if (!(value instanceof Value.Nothing)) {
      out.add(words(before));
      out.add(value instanceof Unknown unknown ? hole(unknown) : value);
    }
  }

  private void list(String before, Value values, List<Value> out) {
    ListValue list =
        switch (values) {
          case Value.Nothing nothing -> run.list(List.of());
          case ListValue given -> given;
          default -> run.list(List.of(values));
        };
    if (list.uncertain() != null || list.size() > 0) {
      out.add(words(before));
      joined(list, out);
    }
  }

  private void joined(ListValue list, List<Value> out) {
    if (list.uncertain() instanceof Unknown uncertain) {
      out.add(hole(uncertain));
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      out.add(words(i == 0 ? "" : ", "));
      out.add(list.get(i) instanceof Unknown unknown ? hole(unknown) : list.get(i));
    }
  }
}
