package io.github.windlass.extractor.knex.query;

import io.github.windlass.extractor.knex.client.Arguments;
import io.github.windlass.extractor.knex.client.Compilable;
import io.github.windlass.extractor.knex.client.Compiled;
import io.github.windlass.extractor.knex.client.Formatter;
import io.github.windlass.extractor.knex.client.Sql;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The SQL of an INSERT. */
final class InsertCompiler {

  private static final Text DEFAULT = Text.of("DEFAULT");

  private final QueryCompiler query;
  private final QueryBuilderObject builder;
  private final Formatter formatter;

  InsertCompiler(QueryCompiler query) {
    this.query = query;
    this.builder = query.builder;
    this.formatter = query.formatter;
  }

  /** The statement; empty: nothing is inserted. */
  Compiled compile() {
    Value values = builder.single.get("insert");
    Sql body = new Sql();
    body(values, body);
    if (body.isEmpty()) {
      return body.build();
    }
    Sql out = query.with().add("insert into ").add(query.table()).add(" ").add(body.build());
    conflict(values, out);
    return query.returning(out).build();
  }

  private void body(Value values, Sql out) {
    if (values instanceof Compilable || Arguments.isFunction(values)) {
      out.add(formatter.query(values, null));
      return;
    }
    if (values instanceof Unknown unknown) {
      out.add(Text.hole(unknown));
      return;
    }
    if (values instanceof ListValue list && list.uncertain() != null) {
      out.add(Text.hole(list.uncertain()));
      return;
    }
    List<Value> rows = rows(values);
    for (Value row : rows) {
      Unknown unknown = unknown(row);
      if (unknown != null) {
        out.add(Text.hole(unknown));
        return;
      }
    }
    SortedSet<String> columns = columns(rows);
    if (columns.isEmpty()) {
      out.add(rows.size() == 1 ? "default values" : "");
      return;
    }
    List<Value> names = new ArrayList<>();
    columns.forEach(column -> names.add(Text.produced(column, query.place)));
    formatter.columnize(query.connection.run().list(names), out.add("("));
    out.add(") values (");
    boolean first = true;
    for (Value row : rows) {
      out.add(first ? "" : "), (");
      first = false;
      List<Value> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(
            row instanceof ObjectValue object && object.has(column)
                ? query.connection.run().member(object, column, query.place)
                : Value.Nothing.UNDEFINED);
      }
      formatter.parameterize(cells, DEFAULT, out);
    }
    out.add(")");
  }

  private static @org.jspecify.annotations.Nullable Unknown unknown(Value row) {
    return switch (row) {
      case Unknown unknown -> unknown;
      case ObjectValue object -> object.uncertain();
      default -> null;
    };
  }

  /** The rows, up to one that is null. */
  private static List<Value> rows(Value values) {
    List<Value> items = Arguments.items(values);
    if (items == null) {
      return Arguments.mayBeThere(values) ? List.of(values) : List.of();
    }
    List<Value> rows = new ArrayList<>();
    for (Value item : items) {
      if (!Arguments.mayBeThere(item)) {
        break;
      }
      rows.add(item);
    }
    return rows;
  }

  private static SortedSet<String> columns(List<Value> rows) {
    SortedSet<String> columns = new TreeSet<>();
    for (Value row : rows) {
      if (row instanceof ObjectValue object) {
        columns.addAll(object.keys());
      }
    }
    return columns;
  }

  private void conflict(Value values, Sql out) {
    Value columns = builder.single.get("onConflict");
    if (columns instanceof Value.Nothing) {
      return;
    }
    boolean ignore = "ignore".equals(Arguments.known(builder.single.get("conflict")));
    out.add(" on conflict ");
    if (columns instanceof Compilable raw) {
      out.add(raw.compile(query.place)).add(" ");
    } else if (!ignore || columns != Value.Bool.TRUE) {
      formatter.columnize(columns, out.add("("));
      out.add(") ");
    }
    if (ignore) {
      out.add("do nothing");
      return;
    }
    out.add("do update set ");
    merge(builder.single.get("merge"), values, out);
    QueryCompiler.append(query.where(), out);
  }

  private void merge(Value updates, Value values, Sql out) {
    List<Value> columns = Arguments.items(updates);
    if (columns == null && updates instanceof ObjectValue) {
      new Assignments(query).of(updates, Value.Nothing.UNDEFINED, ",", out);
      return;
    }
    if (updates instanceof Unknown unknown) {
      out.add(Text.hole(unknown));
      return;
    }
    if (columns == null) {
      if (values instanceof Compilable || Arguments.isFunction(values)) {
        throw builder.error(
            "If using merge with a raw insert query, then updates must be provided", query.place);
      }
      List<Value> names = new ArrayList<>();
      columns(rows(values)).forEach(name -> names.add(Text.produced(name, query.place)));
      columns = names;
    }
    for (int i = 0; i < columns.size(); i++) {
      Text column = formatter.text(columns.get(i));
      int dot = column.text().lastIndexOf('.');
      Text name = formatter.wrapped(column.slice(dot + 1, column.length()));
      out.add(i == 0 ? "" : ", ").add(name).add(" = excluded.").add(name);
    }
  }
}
