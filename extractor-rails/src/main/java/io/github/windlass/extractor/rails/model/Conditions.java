package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Defaults;
import io.github.windlass.extractor.rails.schema.Names;
import io.github.windlass.extractor.rails.schema.Origin;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code where} takes, as SQL. */
final class Conditions {

  private Conditions() {}

  /**
   * A condition.
   *
   * @param sql with {@code \0} for each bound value
   */
  record Condition(Text sql, List<Value> bound) {
    Condition {
      bound = List.copyOf(bound);
    }
  }

  /** Adds WHERE with all conditions. */
  static void where(Sql sql, List<Value> bound, List<Condition> conditions) {
    boolean first = true;
    for (Condition condition : conditions) {
      sql.add(first ? " WHERE " : " AND ");
      first = false;
      Text text = condition.sql();
      String characters = text.text();
      int from = 0;
      int next = 0;
      for (int at = characters.indexOf('\0');
          at >= 0 && next < condition.bound().size();
          at = characters.indexOf('\0', from)) {
        sql.add(text.slice(from, at));
        bound.add(condition.bound().get(next++));
        sql.add("$" + bound.size());
        from = at + 1;
      }
      sql.add(text.slice(from, characters.length()));
    }
  }

  /** Either of two lists of conditions. */
  static Condition either(List<Condition> left, List<Condition> right) {
    List<Value> bound = new ArrayList<>();
    Sql sql = new Sql().add("(");
    all(left, sql, bound);
    all(right, sql.add(" OR "), bound);
    return new Condition(sql.add(")").text(), bound);
  }

  /** Adds conditions joined by AND, with {@code \0} for each bound value. */
  static void all(List<Condition> conditions, Sql sql, List<Value> bound) {
    for (int i = 0; i < conditions.size(); i++) {
      sql.add(i == 0 ? "" : " AND ").add(conditions.get(i).sql());
      bound.addAll(conditions.get(i).bound());
    }
  }

  /** Adds what an UPDATE sets, with bound values. */
  static void set(
      Sql sql,
      List<Value> bound,
      Map<String, Value> values,
      Shape shape,
      Database database,
      Place place) {
    Origin at = new Origin(database.run(), place);
    boolean first = true;
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      sql.add(first ? "" : ", ").name(Text.of(entry.getKey())).add(" = ");
      if (entry.getValue() instanceof SqlLiteral literal) {
        sql.add(literal.text());
        first = false;
        continue;
      }
      bound.add(Defaults.bound(entry.getValue(), shape.type(entry.getKey()), database, at));
      sql.add("$" + bound.size());
      first = false;
    }
  }

  /** The condition that the arguments of {@code where} are. */
  static Condition of(Relation relation, Arguments arguments, boolean negated, Place place) {
    Database database = relation.models().database();
    RubyHash hash = arguments.options();
    if (hash != null && (arguments.size() == 0 || arguments.withoutOptions().isEmpty())) {
      return ofHash(relation, relation.table(), hash, negated, place);
    }
    List<Value> all = arguments.all();
    if (all.size() == 1 && all.get(0) instanceof ListValue list && list.uncertain() == null) {
      all = list.items();
    }
    List<Value> bound = new ArrayList<>();
    Text text =
        all.size() == 1
            ? sanitizedText(all.get(0), database, place)
            : sanitizedText(
                database.run().list(all),
                database.installed().from(7, 2) ? bound : null,
                database,
                place);
    return new Condition(new Sql().add(negated ? "NOT (" : "(").add(text).add(")").text(), bound);
  }

  private static Condition ofHash(
      Relation relation, Text table, RubyHash hash, boolean negated, Place place) {
    Database database = relation.models().database();
    List<Text> parts = new ArrayList<>();
    List<Value> bound = new ArrayList<>();
    for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
      Text column = Strings.text(entry.getKey(), database.run(), place);
      if (entry.getValue() instanceof RubyHash inner) {
        Condition nested =
            ofHash(relation, column, inner, negated && hash.entries().size() == 1, place);
        parts.add(nested.sql());
        bound.addAll(nested.bound());
        continue;
      }
      int point = column.text().indexOf('.');
      Text of = point > 0 ? column.slice(0, point) : table;
      Text name = point > 0 ? column.slice(point + 1, column.length()) : column;
      Value value = entry.getValue();
      if (table.equals(relation.table()) && point <= 0 && name.isKnown()) {
        Models models = relation.models();
        String key =
            Associations.column(relation.model(), name.text(), World.of(database.run()), place);
        if (key != null && !(value instanceof Relation)) {
          name = Text.of(key);
          value =
              value instanceof Value.Nothing
                  ? value
                  : new Unknown("the key of " + column.text(), place);
        } else {
          value = models.enumerated(relation.model(), name.text(), value);
        }
      }
      parts.add(
          one(
              new Sql().table(of).add(".").name(name).text(),
              value,
              negated && hash.entries().size() == 1,
              bound,
              place));
    }
    Unknown uncertain = hash.uncertain();
    if (uncertain != null) {
      parts.add(Text.hole(uncertain));
    }
    Sql sql = new Sql();
    boolean all = negated && hash.entries().size() > 1;
    sql.add(all ? "NOT (" : "");
    for (int i = 0; i < parts.size(); i++) {
      sql.add(i == 0 ? "" : " AND ").add(parts.get(i));
    }
    return new Condition(sql.add(all ? ")" : "").text(), bound);
  }

  private static Text one(
      Text column, Value value, boolean negated, List<Value> bound, Place place) {
    Sql sql = new Sql().add(column);
    if (value instanceof Value.Nothing) {
      return sql.add(negated ? " IS NOT NULL" : " IS NULL").text();
    }
    if (value instanceof ListValue list && list.uncertain() == null) {
      return ofList(column, list, negated, bound);
    }
    if (value instanceof RubyRange range) {
      return ofRange(column, range, negated, bound);
    }
    if (value instanceof Relation rows && rows.selected(place) instanceof Condition selected) {
      bound.addAll(selected.bound());
      return sql.add(negated ? " NOT IN (" : " IN (").add(selected.sql()).add(")").text();
    }
    if (value instanceof ListValue || value instanceof Relation || value instanceof Unknown) {
      if (value instanceof Unknown) {
        bound.add(value);
        return sql.add(negated ? " != \0" : " = \0").text();
      }
      return sql.add(negated ? " NOT IN (" : " IN (")
          .add(
              Text.hole(
                  value instanceof ListValue list && list.uncertain() != null
                      ? list.uncertain()
                      : new Unknown("rows of another query", place)))
          .add(")")
          .text();
    }
    bound.add(
        value instanceof Symbol symbol
            ? symbol.text()
            : value instanceof HostObject host
                ? new Unknown("the key of " + host.describe(), place)
                : value);
    return sql.add(negated ? " != \0" : " = \0").text();
  }

  private static Text ofList(Text column, ListValue list, boolean negated, List<Value> bound) {
    List<Value> some = new ArrayList<>();
    boolean nil = false;
    for (Value item : list.items()) {
      if (item instanceof Value.Nothing) {
        nil = true;
      } else {
        some.add(item instanceof Symbol symbol ? symbol.text() : item);
      }
    }
    Sql sql = new Sql();
    if (some.isEmpty()) {
      return nil
          ? sql.add(column).add(negated ? " IS NOT NULL" : " IS NULL").text()
          : sql.add(negated ? "1=1" : "1=0").text();
    }
    sql.add(nil ? (negated ? "NOT ((" : "(") : "").add(column);
    boolean inverse = negated && !nil;
    if (some.size() == 1) {
      sql.add(inverse ? " != \0" : " = \0");
    } else {
      sql.add(inverse ? " NOT IN (" : " IN (");
      for (int i = 0; i < some.size(); i++) {
        sql.add(i == 0 ? "\0" : ", \0");
      }
      sql.add(")");
    }
    bound.addAll(some);
    if (nil) {
      sql.add(" OR ").add(column).add(negated ? " IS NULL))" : " IS NULL)");
    }
    return sql.text();
  }

  private static Text ofRange(Text column, RubyRange range, boolean negated, List<Value> bound) {
    Sql sql = new Sql().add(negated ? "NOT (" : "").add(column);
    boolean open = range.last() instanceof Value.Nothing;
    boolean start = range.first() instanceof Value.Nothing;
    if (open) {
      bound.add(range.first());
      sql.add(" >= \0");
    } else if (start) {
      bound.add(range.last());
      sql.add(range.withoutEnd() ? " < \0" : " <= \0");
    } else if (range.withoutEnd()) {
      bound.add(range.first());
      bound.add(range.last());
      sql.add(" >= \0 AND ").add(column).add(" < \0");
    } else {
      bound.add(range.first());
      bound.add(range.last());
      sql.add(" BETWEEN \0 AND \0");
    }
    return sql.add(negated ? ")" : "").text();
  }

  /** {@code ["a = ?", 1]} with the values in it. */
  static Value sanitized(Value given, Database database, Place place) {
    return sanitizedText(given, database, place);
  }

  static Text sanitizedText(Value given, Database database, Place place) {
    return sanitizedText(given, null, database, place);
  }

  /**
   * The same.
   *
   * @param bound takes the values, which stand as {@code \0} in the text; null: they stand there
   *     themselves
   */
  private static Text sanitizedText(
      Value given, @Nullable List<Value> bound, Database database, Place place) {
    Origin at = new Origin(database.run(), place);
    if (!(given instanceof ListValue list)) {
      return given instanceof Unknown unknown
          ? Text.hole(unknown)
          : Strings.text(given, database.run(), place);
    }
    if (list.size() == 0 || list.uncertain() != null) {
      return Text.hole(new Unknown(place.text(), place));
    }
    Text pattern = Strings.text(list.get(0), database.run(), place);
    if (list.size() == 2 && list.get(1) instanceof RubyHash named) {
      return named(pattern, named, bound, database, at);
    }
    Text.Builder all = new Text.Builder();
    String text = pattern.text();
    int from = 0;
    int next = 1;
    for (int i = text.indexOf('?'); i >= 0 && next < list.size(); i = text.indexOf('?', from)) {
      all.add(pattern.slice(from, i)).add(literal(list.get(next++), bound, database, at));
      from = i + 1;
    }
    return all.add(pattern.slice(from, text.length())).build();
  }

  private static Text named(
      Text pattern, RubyHash values, @Nullable List<Value> bound, Database database, Origin at) {
    Text.Builder all = new Text.Builder();
    String text = pattern.text();
    int from = 0;
    for (int i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
      boolean cast = i > 0 && text.charAt(i - 1) == ':';
      int end = i + 1;
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
      Value value = cast || end == i + 1 ? null : values.option(text.substring(i + 1, end));
      if (value != null) {
        all.add(pattern.slice(from, i)).add(literal(value, bound, database, at));
        from = end;
      }
    }
    return all.add(pattern.slice(from, text.length())).build();
  }

  private static Text literal(
      Value value, @Nullable List<Value> bound, Database database, Origin at) {
    if (bound != null) {
      List<Value> items =
          value instanceof ListValue list && list.uncertain() == null
              ? list.items()
              : List.of(value);
      for (Value item : items) {
        bound.add(item instanceof Symbol symbol ? symbol.text() : item);
      }
      return Text.of(items.isEmpty() ? "NULL" : "\0" + ", \0".repeat(items.size() - 1));
    }
    if (value instanceof ListValue list && list.uncertain() == null) {
      List<Text> items = new ArrayList<>();
      for (Value item : list.items()) {
        items.add(Defaults.quoted(item, database, at));
      }
      return items.isEmpty() ? Text.of("NULL") : Names.join(items, ",");
    }
    return Defaults.quoted(value, database, at);
  }
}
