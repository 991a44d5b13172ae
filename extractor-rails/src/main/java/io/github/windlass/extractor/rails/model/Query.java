package io.github.windlass.extractor.rails.model;

import io.github.windlass.extractor.rails.schema.Database;
import io.github.windlass.extractor.rails.schema.Sql;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.Strings;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query has beside its conditions.
 *
 * @param joins with a blank before each
 * @param limit null: none
 * @param offset null: none
 * @param columns what is selected; null: nothing is said
 */
record Query(
    Text joins,
    List<Text> orders,
    @Nullable Value limit,
    @Nullable Value offset,
    @Nullable Text columns)
    implements HostObject {

  static final Query PLAIN = new Query(Text.EMPTY, List.of(), null, null, null);

  Query {
    orders = List.copyOf(orders);
  }

  @Override
  public String describe() {
    return "a query";
  }

  /** Whether an UPDATE or DELETE of its rows needs no query within it. */
  boolean isPlain() {
    return joins.length() == 0 && orders.isEmpty() && limit == null && offset == null;
  }

  Query joined(Text join) {
    return new Query(joins.concat(Text.of(" ")).concat(join), orders, limit, offset, columns);
  }

  Query limited(Value count) {
    return new Query(joins, orders, count, offset, columns);
  }

  Query from(Value first) {
    return new Query(joins, orders, limit, first, columns);
  }

  Query selecting(Text wanted) {
    return new Query(joins, orders, limit, offset, wanted);
  }

  Query unordered() {
    return new Query(joins, List.of(), limit, offset, columns);
  }

  /** With what {@code order} is given; null: it is not known how that is written. */
  @Nullable Query ordered(Text table, Arguments arguments, Database database, Place place) {
    List<Text> all = new ArrayList<>(orders);
    for (Value each : arguments.all()) {
      if (each instanceof RubyHash hash && hash.uncertain() == null) {
        for (Map.Entry<Value, Value> entry : hash.entries().entrySet()) {
          String direction = Strings.text(entry.getValue(), database.run(), place).known();
          if (direction == null || entry.getValue() instanceof RubyHash) {
            return null;
          }
          all.add(
              column(table, Strings.text(entry.getKey(), database.run(), place))
                  .add(" " + direction.toUpperCase(Locale.ROOT))
                  .text());
        }
      } else if (each instanceof Symbol symbol) {
        all.add(column(table, symbol.text()).add(" ASC").text());
      } else if (each instanceof Text text) {
        all.add(text);
      } else if (each instanceof SqlLiteral literal) {
        all.add(literal.text());
      } else {
        return null;
      }
    }
    return new Query(joins, all, limit, offset, columns);
  }

  /** A column of a table, or of the one that stands before its point. */
  static Sql column(Text table, Text name) {
    int point = name.text().indexOf('.');
    return point > 0
        ? new Sql().table(name.slice(0, point)).add(".").name(name.slice(point + 1, name.length()))
        : new Sql().table(table).add(".").name(name);
  }

  /** What {@code select} is given; null: it is not known. */
  static @Nullable Text columns(Text table, Arguments arguments) {
    List<Text> all = new ArrayList<>();
    for (Value each : arguments.all()) {
      if (each instanceof Symbol symbol) {
        all.add(column(table, symbol.text()).text());
      } else if (each instanceof Text text) {
        all.add(text);
      } else if (!(each instanceof ListValue)) {
        return null;
      }
    }
    return all.isEmpty() ? null : io.github.windlass.extractor.rails.schema.Names.join(all, ", ");
  }

  /** Adds what follows WHERE, with {@code \0} for each bound value. */
  void end(Sql sql, List<Value> bound) {
    for (int i = 0; i < orders.size(); i++) {
      sql.add(i == 0 ? " ORDER BY " : ", ").add(orders.get(i));
    }
    if (limit != null) {
      bound.add(limit);
      sql.add(" LIMIT \0");
    }
    if (offset != null) {
      bound.add(offset);
      sql.add(" OFFSET \0");
    }
  }
}
