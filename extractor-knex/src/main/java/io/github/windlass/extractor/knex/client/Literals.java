package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;

/** Values as literals of SQL ({@code Client_PG._escapeBinding}, {@code formatDefault}). */
public final class Literals {

  private final Evaluation run;
  private final Place place;

  public Literals(Evaluation run, Place place) {
    this.run = run;
    this.place = place;
  }

  /** A value as it is written where it cannot be sent beside the text. */
  public Text of(Value value) {
    return switch (value) {
      case Value.Nothing nothing -> Text.of("NULL");
      case Value.Bool bool -> Text.of(bool == Value.Bool.TRUE ? "true" : "false");
      case Text text -> quoted(text);
      case Unknown unknown -> Text.hole(unknown);
      case ListValue list -> {
        Unknown uncertain = list.uncertain();
        yield uncertain == null ? quoted(array(list)) : Text.hole(uncertain);
      }
      case ObjectValue object -> json(object);
      case HostObject date ->
          Text.hole(new Unknown("a value of JavaScript as a literal, such as a date", place));
      default -> text(value);
    };
  }

  /** A text in quotes: those within are doubled, and so are backslashes, with an E before. */
  public static Text quoted(Text text) {
    boolean escaped = Characters.of(text).indexOf('\\') >= 0;
    Text doubled = Characters.replaced(text, '\'', "''");
    if (escaped) {
      doubled = Characters.replaced(doubled, '\\', "\\\\");
    }
    return new Text.Builder().add(escaped ? "E'" : "'").add(doubled).add("'").build();
  }

  /** What stands after DEFAULT for a column of a type. */
  public Text byDefault(Value value, String type) {
    if (value instanceof Unknown unknown) {
      return Text.hole(unknown);
    }
    if (value instanceof Value.Nothing nothing) {
      return nothing == Value.Nothing.NULL ? Text.of("null") : Text.EMPTY;
    }
    if (value instanceof Compilable query) {
      return Placeholders.inline(query.compile(place), this);
    }
    if (type.equals("bool")) {
      boolean no = value instanceof Text text && "false".equals(text.known());
      return switch (no ? Truth.FALSE : run.language().truth(value)) {
        case TRUE -> Text.of("'1'");
        case FALSE -> Text.of("'0'");
        case UNKNOWN -> Text.hole(new Unknown("a truth value", place));
      };
    }
    boolean object = value instanceof ObjectValue || value instanceof ListValue;
    if (object && (type.equals("json") || type.equals("jsonb"))) {
      return new Text.Builder().add("'").add(json(value)).add("'").build();
    }
    return quoted(text(value));
  }

  /** {@code JSON.stringify}. */
  public Text json(Value value) {
    Value json = run.language().global("JSON", run, place);
    Value written =
        json == null
            ? new Unknown("JSON", place)
            : run.invoke(json, "stringify", List.of(value), place);
    return run.language().text(written, run, place);
  }

  /** {@code String(value)}. */
  public Text text(Value value) {
    return value instanceof Compilable query
        ? Placeholders.inline(query.compile(place), this)
        : run.language().text(value, run, place);
  }

  /** An array as PostgreSQL reads it from a text. */
  private Text array(ListValue list) {
    Text.Builder out = new Text.Builder().add("{");
    boolean first = true;
    for (Value item : list.items()) {
      out.add(first ? "" : ",");
      first = false;
      switch (item) {
        case Value.Nothing nothing -> out.add("NULL");
        case ListValue inner -> out.add(array(inner));
        case Value.Num number -> out.add(text(number));
        case Unknown unknown -> out.add(Text.hole(unknown));
        case Text text -> out.add(json(text));
        default -> out.add(json(of(item)));
      }
    }
    return out.add("}").build();
  }
}
