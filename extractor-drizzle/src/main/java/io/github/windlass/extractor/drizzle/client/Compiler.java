package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.extractor.Dialect;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a statement ({@code buildQueryFromSourceParams} of {@code src/sql/sql.ts}, and the
 * dialects' {@code escapeName}, {@code escapeParam}, {@code escapeString}).
 */
final class Compiler {

  private static final int DEPTH = 200;

  private final Evaluation run;
  private final Dialect dialect;
  private final Casing casing;
  private final Place place;
  private final Text.Builder out = new Text.Builder();
  private final List<Value> parameters = new ArrayList<>();

  private Compiler(Connection connection, Place place) {
    this.run = connection.run();
    this.dialect = connection.dialect();
    this.casing = connection.casing();
    this.place = place;
  }

  static Compiled compile(Value query, Connection connection, Place place) {
    Compiler compiler = new Compiler(connection, place);
    compiler.query(query);
    return new Compiled(compiler.out.build(), compiler.parameters);
  }

  /** What is sent itself: a text is SQL here, and a value elsewhere. */
  private void query(Value query) {
    switch (query) {
      case Text text -> out.add(text);
      case Unknown unknown -> out.add(Text.hole(unknown));
      default -> chunk(query, false, 0);
    }
  }

  private void chunk(Value chunk, boolean inline, int depth) {
    run.spend(1);
    if (depth > DEPTH) {
      run.gap(GapCode.LIMIT, "SQL is nested deeper than " + DEPTH, place);
      return;
    }
    switch (chunk) {
      case Value.Nothing nothing when nothing == Value.Nothing.UNDEFINED -> {
        // nothing is written
      }
      case Sql.Words words -> {
        run.spend(words.text().length());
        out.add(words.text());
      }
      case Sql sql -> {
        for (Value each : sql.chunks()) {
          chunk(each, inline || sql.isInline(), depth + 1);
        }
      }
      case Sql.Name name -> name(run.language().text(name.value(), run, place));
      case Sql.NameOf of -> name(casing.name(of.column()));
      case Sql.Aliased aliased -> name(aliased.alias());
      case Sql.Param param -> value(param.value(), inline);
      case Table table -> qualified(table.schema(), table.name());
      case EnumType type -> qualified(type.schema(), type.name());
      case CoreModule module when module.schema() != null -> name(module.schema());
      case Column column -> {
        Table of = column.table();
        if (of != null) {
          qualified(of.schema(), of.name());
          out.add(".");
        }
        name(casing.name(column));
      }
      case ListValue list -> list(list, inline, depth);
      case Subquery subquery -> {
        if (!subquery.isWith()) {
          out.add("(");
          chunk(
              subquery.sql() instanceof Unknown why
                  ? new Sql.Words(Text.hole(why))
                  : subquery.sql(),
              inline,
              depth + 1);
          out.add(") ");
        }
        name(subquery.alias());
      }
      case PgCount count -> chunk(count.part(), inline, depth + 1);
      case PgQuery query -> {
        out.add("(");
        chunk(query.asPart(place), inline, depth + 1);
        out.add(")");
      }
      case BuilderObject query -> out.add("(").add(query.asPart(place)).add(")");
      default -> value(chunk, inline);
    }
  }

  private void list(ListValue list, boolean inline, int depth) {
    Unknown uncertain = list.uncertain();
    out.add("(");
    if (uncertain != null) {
      out.add(Text.hole(uncertain));
    } else {
      List<Value> items = list.items();
      for (int i = 0; i < items.size(); i++) {
        out.add(i == 0 ? "" : ", ");
        chunk(items.get(i), inline, depth + 1);
      }
    }
    out.add(")");
  }

  private void qualified(@Nullable Text schema, Text name) {
    if (schema != null) {
      name(schema);
      out.add(".");
    }
    name(name);
  }

  private void name(Text name) {
    char quote = dialect == Dialect.MYSQL ? '`' : '"';
    out.add(String.valueOf(quote)).add(doubled(name, quote)).add(String.valueOf(quote));
  }

  private void value(Value value, boolean inline) {
    if (!inline) {
      parameters.add(value);
      out.add(
          dialect == Dialect.POSTGRES || dialect == Dialect.COCKROACHDB
              ? "$" + parameters.size()
              : "?");
      return;
    }
    switch (value) {
      case Value.Nothing nothing -> out.add("null");
      case Value.Num number -> out.add(run.language().text(number, run, place));
      case Value.Bool bool -> out.add(run.language().text(bool, run, place));
      case Unknown unknown -> out.add(Text.hole(unknown));
      case Text text -> out.add("'").add(doubled(text, '\'')).add("'");
      case ObjectValue object ->
          out.add("'").add(doubled(run.language().parameter(object, run, place), '\'')).add("'");
      default -> out.add("'").add(doubled(run.language().text(value, run, place), '\'')).add("'");
    }
  }

  /** With each of a kind of quotes written twice. */
  private static Text doubled(Text text, char quote) {
    if (text.text().indexOf(quote) < 0) {
      return text;
    }
    Text.Builder doubled = new Text.Builder();
    int offset = 0;
    for (Text.Piece piece : text.pieces()) {
      String characters = piece.text();
      int from = 0;
      int at = piece instanceof Text.Piece.Known ? characters.indexOf(quote) : -1;
      while (at >= 0) {
        doubled.add(text.slice(offset + from, offset + at + 1)).add(String.valueOf(quote));
        from = at + 1;
        at = characters.indexOf(quote, from);
      }
      doubled.add(text.slice(offset + from, offset + characters.length()));
      offset += characters.length();
    }
    return doubled.build();
  }
}
