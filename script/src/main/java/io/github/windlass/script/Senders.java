package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Through which values SQL may be sent: connections and what holds them, to a bounded depth.
 *
 * <p>The code is that of the gap that a call is which is given such a value; null: none is sent.
 */
final class Senders {

  private static final int DEPTH = 3;
  private static final int WIDTH = 64;

  private Senders() {}

  /** Whether a value, what it holds, or what a function sees, may send. */
  static @Nullable GapCode of(Value value) {
    return of(value, DEPTH, true);
  }

  /**
   * The same for an argument. A function is not meant: it is called by whoever asks, so that what
   * it sends is known. Nor is what a module made that is not there: that it was called is a gap
   * already.
   */
  static @Nullable GapCode ofArgument(Value value) {
    return of(value, DEPTH, false);
  }

  /** Whether any of them may send. */
  static @Nullable GapCode ofArguments(List<Value> values) {
    for (Value value : values) {
      GapCode code = ofArgument(value);
      if (code != null) {
        return code;
      }
    }
    return null;
  }

  private static @Nullable GapCode of(Value value, int depth, boolean functions) {
    if (value instanceof HostObject host) {
      return host.sends() ? GapCode.DYNAMIC : null;
    }
    if (value instanceof Unknown unknown) {
      return unknown.sends() && (functions || unknown.code() != GapCode.MISSING_SOURCE)
          ? unknown.code()
          : null;
    }
    if (depth == 0) {
      return null;
    }
    if (value instanceof ListValue list) {
      Unknown uncertain = list.uncertain();
      GapCode code = uncertain == null ? null : of(uncertain, depth - 1, functions);
      int size = Math.min(WIDTH, list.size());
      for (int i = 0; i < size && code == null; i++) {
        code = of(list.get(i), depth - 1, functions);
      }
      return code;
    }
    if (value instanceof ObjectValue object) {
      return ofObject(object, depth, functions);
    }
    if (value instanceof Closure closure && functions) {
      return ofScopes(closure.environment(), depth);
    }
    return null;
  }

  private static @Nullable GapCode ofObject(ObjectValue object, int depth, boolean functions) {
    Value base = object.base();
    GapCode code = base == null ? null : of(base, depth - 1, functions);
    Unknown uncertain = object.uncertain();
    if (code == null && uncertain != null) {
      code = of(uncertain, depth - 1, functions);
    }
    int count = 0;
    for (ObjectValue.Slot slot : object.slots()) {
      if (code != null || ++count > WIDTH) {
        break;
      }
      if (slot instanceof ObjectValue.Slot.Data data) {
        code = of(data.value(), depth - 1, functions);
      }
    }
    return code;
  }

  private static @Nullable GapCode ofScopes(Environment environment, int depth) {
    int count = 0;
    for (Environment scope = environment; scope != null; scope = scope.outer()) {
      for (Cell<Value> cell : scope.cells()) {
        if (++count > WIDTH) {
          return null;
        }
        GapCode code = of(cell.get(), depth - 1, false);
        if (code != null) {
          return code;
        }
      }
    }
    return null;
  }
}
