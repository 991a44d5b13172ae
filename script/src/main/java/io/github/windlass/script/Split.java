package io.github.windlass.script;

import io.github.windlass.extractor.Step.GapCode;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What parted two ways that are joined.
 *
 * @param unlike what stands for values that differ
 * @param first what holds on the first way and not on the second; null: they are no two ways, but
 *     numbers of turns
 * @param choices where values that differ are noted
 */
record Split(Unknown unlike, @Nullable Guard first, Choices choices) {

  /** Two values of which one is meant: the first where the guard holds. */
  record Choice(Guard guard, Value one, Value other) {}

  /** Unknown values that are one of two known ones. */
  static final class Choices {
    private final Map<Unknown, Choice> choices = new IdentityHashMap<>();

    /** The two values that an unknown one may be; null: it may be anything. */
    @Nullable Choice of(Value value) {
      return value instanceof Unknown unknown ? choices.get(unknown) : null;
    }
  }

  /** The value for two that differ; through it SQL may be sent if through either. */
  Unknown differ(Value one, Value other) {
    GapCode code = Senders.of(one);
    if (code == null) {
      code = Senders.of(other);
    }
    Unknown value =
        code == null
            ? new Unknown(unlike.reason(), unlike.place(), unlike.sends(), unlike.code())
            : new Unknown(unlike.reason(), unlike.place(), true, code);
    if (first != null) {
      choices.choices.put(value, new Choice(first, one, other));
    }
    return value;
  }
}
