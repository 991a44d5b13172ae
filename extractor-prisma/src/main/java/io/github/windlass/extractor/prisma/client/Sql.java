package io.github.windlass.extractor.prisma.client;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code Prisma.sql`…`} gives: texts, and a value between each two of them (the package {@code
 * sql-template-tag}, of which Prisma has a copy).
 *
 * @param texts one more than values
 */
record Sql(List<Text> texts, List<Value> values) implements HostObject {

  Sql {
    texts = List.copyOf(texts);
    values = List.copyOf(values);
  }

  /** SQL without values. */
  static Sql raw(Text text) {
    return new Sql(List.of(text), List.of());
  }

  /** What a template tag is called with; SQL among the values is put into the text. */
  static Sql ofTemplate(List<Value> arguments, Evaluation run, Place place) {
    List<Value> words =
        arguments.isEmpty() || !(arguments.get(0) instanceof ListValue list)
            ? List.of()
            : list.items();
    Builder builder = new Builder(run);
    for (int i = 0; i < words.size(); i++) {
      builder.text(run.language().text(words.get(i), run, place));
      if (i + 1 < words.size()) {
        builder.add(i + 1 < arguments.size() ? arguments.get(i + 1) : Nothing.UNDEFINED);
      }
    }
    return builder.build();
  }

  /** {@code Prisma.join(values, separator, prefix, suffix)}. */
  static Value joined(List<Value> arguments, Evaluation run, Place place) {
    Value first = arguments.isEmpty() ? Nothing.UNDEFINED : arguments.get(0);
    Unknown unknown =
        first instanceof ListValue list
            ? list.uncertain()
            : first instanceof Unknown given ? given : new Unknown("a list", place);
    Builder builder = new Builder(run);
    builder.text(option(arguments, 2, "", run, place));
    if (unknown != null) {
      builder.text(Text.hole(unknown));
    } else if (first instanceof ListValue list) {
      if (list.size() == 0) {
        String message =
            "Expected `join([])` to be called with an array of multiple elements, but got an empty"
                + " array";
        throw run.language().error(message, run, place).meant();
      }
      for (int i = 0; i < list.size(); i++) {
        if (i > 0) {
          builder.text(option(arguments, 1, ",", run, place));
        }
        builder.add(list.get(i));
      }
    }
    builder.text(option(arguments, 3, "", run, place));
    return builder.build();
  }

  private static Text option(
      List<Value> arguments, int index, String otherwise, Evaluation run, Place place) {
    return index < arguments.size() && arguments.get(index) != Nothing.UNDEFINED
        ? run.language().text(arguments.get(index), run, place)
        : Text.of(otherwise);
  }

  /** The text as it is sent. */
  Text text(Connection connection) {
    Text.Builder out = new Text.Builder();
    for (int i = 0; i < texts.size(); i++) {
      out.add(texts.get(i));
      if (i < values.size()) {
        out.add(connection.placeholder(i + 1));
      }
    }
    return out.build();
  }

  @Override
  public String describe() {
    return "Prisma.sql";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "values" -> run.list(new ArrayList<>(values));
      case "sql", "text", "statement", "strings" -> new Unknown(describe() + "." + name, place);
      default -> Nothing.UNDEFINED;
    };
  }

  /** Puts SQL together. */
  static final class Builder {
    private final List<Text> texts = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Evaluation run;
    private Text last = Text.EMPTY;

    Builder(Evaluation run) {
      this.run = run;
    }

    void text(Text text) {
      run.spend(1 + text.length());
      last = last.concat(text);
    }

    /** SQL, or a value. */
    void add(Value value) {
      if (value instanceof Sql sql) {
        for (int i = 0; i < sql.texts().size(); i++) {
          text(sql.texts().get(i));
          if (i < sql.values().size()) {
            bind(sql.values().get(i));
          }
        }
      } else {
        bind(value);
      }
    }

    private void bind(Value value) {
      texts.add(last);
      last = Text.EMPTY;
      values.add(value);
    }

    Sql build() {
      List<Text> all = new ArrayList<>(texts);
      all.add(last);
      return new Sql(all, values);
    }
  }
}
