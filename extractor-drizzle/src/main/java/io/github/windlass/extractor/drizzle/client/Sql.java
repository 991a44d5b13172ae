package io.github.windlass.extractor.drizzle.client;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.ArrayList;
import java.util.List;

/** A piece of SQL: what the tag {@code sql} gives ({@code SQL} of {@code src/sql/sql.ts}). */
final class Sql implements HostObject {

  /**
   * What a piece is made of.
   *
   * @param inline whether its values are written into the text
   */
  private record State(List<Value> chunks, boolean inline) {

    State {
      chunks = List.copyOf(chunks);
    }

    /** After two ways, of which one was taken: the longer, as what is added is added to both. */
    static State either(State one, State other) {
      return one.chunks.size() >= other.chunks.size() ? one : other;
    }
  }

  private final Cell<State> state;

  Sql(List<Value> chunks, Evaluation run) {
    this.state = run.cell(new State(chunks, false), State::either);
  }

  static Sql of(Text words, Evaluation run) {
    return new Sql(List.of(new Words(words)), run);
  }

  List<Value> chunks() {
    return state.get().chunks();
  }

  boolean isInline() {
    return state.get().inline();
  }

  @Override
  public String describe() {
    return "SQL";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return switch (name) {
      case "append", "as", "mapWith", "inlineParams", "if", "getSQL", "toQuery" ->
          new NativeFunction(
              name, (self, arguments, evaluation, at) -> invoke(name, arguments, evaluation, at));
      case "constructor" -> SqlClass.INSTANCE;
      case "queryChunks" -> run.list(new ArrayList<>(chunks()));
      default -> Nothing.UNDEFINED;
    };
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    Value first = Arguments.at(arguments, 0);
    switch (name) {
      case "append" -> {
        List<Value> all = new ArrayList<>(chunks());
        if (first instanceof Sql other) {
          all.addAll(other.chunks());
        } else {
          all.add(first);
        }
        run.spend(all.size());
        state.set(new State(all, isInline()));
        return this;
      }
      case "inlineParams" -> {
        state.set(new State(chunks(), true));
        return this;
      }
      case "if" -> {
        return run.language().truth(first) == Truth.FALSE ? Nothing.UNDEFINED : this;
      }
      case "as" -> {
        return first instanceof Text alias ? new Aliased(this, alias) : this;
      }
      case "mapWith", "getSQL" -> {
        return this;
      }
      case "toQuery" -> {
        ObjectValue query = run.object();
        query.put("sql", new Unknown("the text of a query", place));
        return query;
      }
      default -> {
        throw run.language().error("sql`…`." + name + " is not a function", run, place);
      }
    }
  }

  /** SQL that stands in a piece as it is written. */
  record Words(Text text) implements HostObject {
    @Override
    public String describe() {
      return "SQL";
    }
  }

  /** {@code sql.identifier(name)}, or the alias of an expression. */
  record Name(Value value) implements HostObject {
    @Override
    public String describe() {
      return "sql.identifier()";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.equals("value") ? value : Nothing.UNDEFINED;
    }
  }

  /** The name of a column alone, as the database writes it. */
  record NameOf(Column column) implements HostObject {
    @Override
    public String describe() {
      return column.describe();
    }
  }

  /** {@code sql…as(alias)}: within other SQL, its alias. */
  record Aliased(Sql sql, Text alias) implements HostObject {
    @Override
    public String describe() {
      return "sql…as()";
    }
  }

  /** {@code sql.param(value)}, {@code sql.placeholder(name)}. */
  record Param(Value value) implements HostObject {
    @Override
    public String describe() {
      return "sql.param()";
    }

    @Override
    public Value member(String name, Evaluation run, Place place) {
      return name.equals("value") ? value : Nothing.UNDEFINED;
    }
  }
}
