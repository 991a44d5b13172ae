package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Defaults;
import io.github.windlass.extractor.rails.schema.Names;
import io.github.windlass.extractor.rails.schema.Options;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.extractor.schema.IndexFacts;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that are made: {@code create}, {@code insert_all}, {@code upsert_all}. */
final class Insertion {

  private Insertion() {}

  /** What ActiveRecord sets by itself where the table's columns are not known. */
  private static Unknown times(Place place) {
    return new Unknown("created_at and updated_at, if the table has them", place);
  }

  /**
   * The INSERT of one row, with bound values.
   *
   * @param given attributes by name
   * @param uncertain why there may be others; null: there are none
   */
  static void row(
      Models models,
      RubyModule model,
      Map<String, Value> given,
      @Nullable Unknown uncertain,
      Place place) {
    Database database = models.database();
    Shape shape = models.shape(model, place);
    Models.Written written = models.written(model, given, uncertain, shape, place);
    Map<String, Value> values = written.columns();
    models.addType(model, values, shape, place);
    List<Value> bound = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      if (!isDefault(entry.getValue(), entry.getKey(), shape, database, place)) {
        names.add(entry.getKey());
      }
    }
    boolean timed = models.recordsTimes(model);
    if (timed) {
      for (String name : shape.created()) {
        if (!names.contains(name)) {
          names.add(name);
          values.put(name, new Unknown("the time", place));
        }
      }
    }
    Sql columns = new Sql();
    Sql places = new Sql();
    boolean first = true;
    for (String name : shape.ordered(names)) {
      Value value = values.get(name);
      bound.add(
          Defaults.bound(
              value == null ? Value.Nothing.NULL : value,
              shape.type(name),
              database,
              new Origin(database.run(), place)));
      columns.add(first ? "" : ", ").name(Text.of(name));
      places.add((first ? "$" : ", $") + bound.size());
      first = false;
    }
    Unknown others =
        written.others() != null
            ? written.others()
            : timed && !shape.isKnown() ? times(place) : null;
    if (others != null) {
      columns.add(first ? "" : ", ").add(Text.hole(others));
      places.add(first ? "" : ", ").add(Text.hole(others));
      first = false;
    }
    Sql sql = new Sql().add("INSERT INTO ").table(shape.table());
    if (first) {
      sql.add(" DEFAULT VALUES");
    } else {
      sql.add(" (").add(columns.text()).add(") VALUES (").add(places.text()).add(")");
    }
    returning(sql, shape.returned(database), ", ");
    database.send(sql.text(), bound, place);
  }

  private static void returning(Sql sql, List<String> columns, String between) {
    if (!columns.isEmpty()) {
      sql.add(" RETURNING ").add(quoted(columns, between));
    }
  }

  private static Text quoted(List<String> names, String between) {
    List<Text> all = new ArrayList<>();
    for (String name : names) {
      all.add(Names.quoted(Text.of(name)));
    }
    return Names.join(all, between);
  }

  /** Whether a value is what the column has without it: ActiveRecord then leaves it out. */
  private static boolean isDefault(
      Value value, String column, Shape shape, Database database, Place place) {
    String otherwise = shape.otherwise(column);
    if (value instanceof Value.Nothing) {
      return otherwise == null || otherwise.startsWith("NULL");
    }
    if (otherwise == null || value instanceof Unknown) {
      return false;
    }
    int cast = otherwise.lastIndexOf("::");
    String plain = cast > 0 ? otherwise.substring(0, cast) : otherwise;
    String type = shape.type(column);
    String literal =
        Defaults.literal(value, type, database, new Origin(database.run(), place)).known();
    return literal != null
        && (literal.equalsIgnoreCase(plain)
            || (plain.length() > 1 && literal.equals(plain.substring(1, plain.length() - 1))));
  }

  /**
   * {@code insert_all} and its like: one INSERT with all values in it.
   *
   * @param scope attributes that each row has by where it is made
   * @param name the method
   */
  static Value all(
      Models models,
      RubyModule model,
      Value given,
      Map<String, Value> scope,
      String name,
      Options options,
      Place place) {
    Database database = models.database();
    Text table = models.table(model, place);
    List<RubyHash> rows = rows(given);
    if (rows == null) {
      return models.lost("rows are inserted into " + table.text() + " by " + name, place);
    }
    if (rows.isEmpty()) {
      return new Unknown(place.text(), place);
    }
    Shape shape = models.shape(model, place);
    Origin at = new Origin(database.run(), place);
    Set<String> keys = new LinkedHashSet<>();
    for (Value key : rows.get(0).entries().keySet()) {
      keys.add(database.text(key, at).text());
    }
    keys.addAll(scope.keySet());
    List<String> own = List.copyOf(keys);
    boolean timed =
        database.installed().from(7, 0)
            && (options.isSet("record_timestamps")
                ? options.isTrue("record_timestamps")
                : models.recordsTimes(model));
    if (timed) {
      keys.addAll(shape.created());
    }
    boolean open = timed && !shape.isKnown();
    Sql sql =
        new Sql().add("INSERT INTO ").table(table).add(" (").add(quoted(List.copyOf(keys), ","));
    if (open) {
      sql.add(",").add(Text.hole(times(place)));
    }
    sql.add(") VALUES ");
    boolean firstRow = true;
    for (RubyHash row : rows) {
      Map<String, Value> values = new LinkedHashMap<>();
      row.entries().forEach((key, value) -> values.put(database.text(key, at).text(), value));
      values.putAll(scope);
      sql.add(firstRow ? "(" : ", (");
      firstRow = false;
      boolean first = true;
      for (String key : keys) {
        Value value = values.get(key);
        sql.add(first ? "" : ", ");
        first = false;
        sql.add(
            value == null
                ? timed && !own.contains(key)
                    ? Text.of("CURRENT_TIMESTAMP")
                    : Text.hole(new Unknown("not every row has " + key, place))
                : literal(models, model, value, key, shape, at));
      }
      if (open) {
        sql.add(", ").add(Text.hole(times(place)));
      }
      sql.add(")");
    }
    boolean updates = name.startsWith("upsert");
    if (updates || !name.endsWith("!")) {
      sql.add(" ON CONFLICT ");
      conflict(sql, models, shape, own, options, updates, timed, at);
    }
    Value returned = options.get("returning");
    if (returned == null || returned instanceof Value.Nothing) {
      returning(sql, shape.key(), ",");
    } else if (returned != Value.Bool.FALSE
        && !(returned instanceof ListValue list && list.size() == 0 && list.uncertain() == null)) {
      sql.add(" RETURNING ")
          .add(
              returned instanceof SqlLiteral literal
                  ? literal.text()
                  : quoted(Shape.names(returned, database, at), ","));
    }
    database.send(sql.text(), place);
    return new Unknown(place.text(), place);
  }

  private static Text literal(
      Models models, RubyModule model, Value given, String column, Shape shape, Origin at) {
    if (given instanceof SqlLiteral sql) {
      return sql.text();
    }
    Value value = models.enumerated(model, column, given);
    String type = shape.type(column);
    boolean shaped = value instanceof RubyHash || value instanceof ListValue;
    if (type == null && shaped) {
      return Text.hole(new Unknown("a value as the type of " + column + " has it", at.place()));
    }
    return Defaults.literal(value, type, models.database(), at);
  }

  private static void conflict(
      Sql sql,
      Models models,
      Shape shape,
      List<String> own,
      Options options,
      boolean updates,
      boolean timed,
      Origin at) {
    Database database = models.database();
    Value by = options.get("unique_by");
    List<String> target = updates ? shape.key() : List.of();
    String where = null;
    if (by != null && !(by instanceof Value.Nothing)) {
      target = Shape.names(by, database, at);
      IndexFacts index = shape.index(target);
      if (index != null) {
        List<String> columns = Shape.columns(index);
        if (columns != null) {
          target = columns;
        }
        where = index.where().orNull();
      }
    }
    if (!target.isEmpty()) {
      sql.add("(").add(quoted(target, ",")).add(") ");
    }
    if (where != null) {
      sql.add("WHERE ").add(where).add(" ");
    }
    if (!updates) {
      sql.add("DO NOTHING");
      return;
    }
    Value raw = options.get("on_duplicate");
    if (raw instanceof SqlLiteral literal) {
      sql.add("DO UPDATE SET ").add(literal.text());
      return;
    }
    Value only = options.get("update_only");
    List<String> changed = new ArrayList<>();
    if (only != null && !(only instanceof Value.Nothing)) {
      changed.addAll(Shape.names(only, database, at));
    } else {
      for (String column : own) {
        if (!shape.key().contains(column) && !target.contains(column)) {
          changed.add(column);
        }
      }
    }
    if (changed.isEmpty()) {
      sql.add("DO NOTHING");
      return;
    }
    sql.add("DO UPDATE SET ");
    boolean touches = timed || !database.installed().from(7, 0);
    for (String column : touches ? shape.updated() : List.<String>of()) {
      if (changed.contains(column)) {
        continue;
      }
      sql.add(column).add("=(CASE WHEN (");
      for (int i = 0; i < changed.size(); i++) {
        Text name = Names.quoted(Text.of(changed.get(i)));
        sql.add(i == 0 ? "" : " AND ")
            .table(shape.table())
            .add(".")
            .add(name)
            .add(" IS NOT DISTINCT FROM excluded.")
            .add(name);
      }
      sql.add(") THEN ").table(shape.table()).add("." + column + " ELSE CURRENT_TIMESTAMP END),");
    }
    for (int i = 0; i < changed.size(); i++) {
      Text name = Names.quoted(Text.of(changed.get(i)));
      sql.add(i == 0 ? "" : ",").add(name).add("=excluded.").add(name);
    }
  }

  /** The rows that are given; null: it is not known which. */
  private static @Nullable List<RubyHash> rows(Value given) {
    if (given instanceof RubyHash hash) {
      return hash.uncertain() == null ? List.of(hash) : null;
    }
    if (!(given instanceof ListValue list) || list.uncertain() != null) {
      return null;
    }
    List<RubyHash> rows = new ArrayList<>();
    for (Value item : list.items()) {
      if (!(item instanceof RubyHash hash) || hash.uncertain() != null) {
        return null;
      }
      rows.add(hash);
    }
    return rows;
  }
}
