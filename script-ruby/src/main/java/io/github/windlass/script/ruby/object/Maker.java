package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that the lowering calls to make what Ruby has literals for. */
public enum Maker implements HostObject {
  /** Keys and values by turns. {@link #SPLAT} as key: the entries of the hash that follows. */
  HASH,
  /** The same, as the keywords of a call. */
  KEYWORDS,
  RANGE,
  RANGE_WITHOUT_END,
  SYMBOL,
  /** The items of {@code *value}. */
  LIST,
  BLOCK_ARGUMENT,
  /** What {@code raise} throws. */
  ERROR,
  /** No function: stands for a key. */
  SPLAT;

  @Override
  public String describe() {
    return name();
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return switch (this) {
      case HASH -> hash(arguments, run, place);
      case KEYWORDS -> new Keywords(hash(arguments, run, place));
      case RANGE -> new RubyRange(arguments.get(0), arguments.get(1), false);
      case RANGE_WITHOUT_END -> new RubyRange(arguments.get(0), arguments.get(1), true);
      case SYMBOL -> new Symbol(run.language().text(arguments.get(0), run, place));
      case LIST -> list(arguments.get(0), run, place);
      case BLOCK_ARGUMENT -> block(arguments.get(0), run, place);
      case ERROR -> World.of(run).raised(Arguments.of(arguments), place);
      case SPLAT -> Nothing.NULL;
    };
  }

  private static Value block(Value value, Evaluation run, Place place) {
    if (value instanceof Nothing) {
      return new NoBlock();
    }
    if (value instanceof Symbol symbol) {
      return new BlockArgument(RubyProc.of(symbol));
    }
    if (value instanceof RubyHash hash) {
      return new BlockArgument(
          RubyProc.ofJava(
              (NativeMethod.Body)
                  (self, given, inner, at) -> inner.invoke(hash, "[]", given.positional(), at)));
    }
    if (value instanceof Callable method && !(value instanceof RubyProc)) {
      return new BlockArgument(RubyProc.of(method));
    }
    if (value instanceof RubyObject object && object.type().method("to_proc") != null) {
      return new BlockArgument(run.invoke(object, "to_proc", List.of(), place));
    }
    return new BlockArgument(value);
  }

  /** {@code &nil}. */
  private record NoBlock() implements HostObject {
    @Override
    public String describe() {
      return "no block";
    }
  }

  /** Whether an argument stands for none. */
  static boolean isNone(Value value) {
    return value instanceof NoBlock;
  }

  private static Value list(Value value, Evaluation run, Place place) {
    if (value instanceof ListValue || value instanceof Unknown) {
      return value;
    }
    if (value instanceof Nothing) {
      return run.list(List.of());
    }
    if (value instanceof RubyHash || value instanceof RubyRange) {
      return run.invoke(value, "to_a", List.of(), place);
    }
    return run.list(List.of(value));
  }

  private static RubyHash hash(List<Value> arguments, Evaluation run, Place place) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    Unknown uncertain = null;
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      Value key = arguments.get(i);
      Value value = arguments.get(i + 1);
      if (key == SPLAT) {
        if (value instanceof RubyHash other) {
          entries.putAll(other.entries());
          uncertain = first(uncertain, other.uncertain());
        } else if (value instanceof Unknown unknown) {
          uncertain = first(uncertain, unknown);
        } else if (!(value instanceof Nothing)) {
          uncertain = first(uncertain, new Unknown(place.text(), place));
        }
      } else if (key instanceof Unknown unknown) {
        uncertain = first(uncertain, unknown);
      } else if (key instanceof Text text && !text.isKnown()) {
        entries.put(key, value);
        uncertain = first(uncertain, new Unknown(text.text(), place));
      } else {
        entries.put(key, value);
      }
    }
    RubyHash hash = RubyHash.of(entries, run);
    if (uncertain != null) {
      hash.becomeUncertain(uncertain);
    }
    return hash;
  }

  private static @Nullable Unknown first(@Nullable Unknown one, @Nullable Unknown other) {
    return one == null ? other : one;
  }
}
