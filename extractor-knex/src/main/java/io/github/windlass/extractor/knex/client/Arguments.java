package io.github.windlass.extractor.knex.client;

import io.github.windlass.script.Closure;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.NativeFunction;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Knex asks of the arguments that it is given. */
public final class Arguments {

  private Arguments() {}

  /** An argument; undefined where there is none. */
  public static Value at(List<Value> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : Value.Nothing.UNDEFINED;
  }

  /** All from one on. */
  public static List<Value> from(List<Value> arguments, int index) {
    return arguments.subList(Math.min(index, arguments.size()), arguments.size());
  }

  /** Whether a value is a function, for certain. */
  public static boolean isFunction(Value value) {
    return value instanceof Closure || value instanceof NativeFunction;
  }

  /** The items of a list; null: it is none, or it is unknown which it has. */
  public static @Nullable List<Value> items(Value value) {
    return value instanceof ListValue list && list.uncertain() == null ? list.items() : null;
  }

  /** Its own items if the first is a list, else all arguments ({@code normalizeArr}). */
  public static List<Value> normalized(List<Value> arguments) {
    List<Value> items = arguments.isEmpty() ? null : items(arguments.getFirst());
    return items == null ? arguments : items;
  }

  /** The characters of a text, where all are known. */
  public static @Nullable String known(Value value) {
    return value instanceof Text text ? text.known() : null;
  }

  /** Whether a value is neither undefined nor null; the unknown may be. */
  public static boolean mayBeThere(Value value) {
    return !(value instanceof Value.Nothing);
  }
}
