package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Cell;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** A date: a number of milliseconds since 1970, or an unknown one. */
final class DateObject implements BuiltinObject {

  private final Cell<Value> time;

  DateObject(Value time, Evaluation run, Place place) {
    this.time = run.cell(time, (one, other) -> new Unknown("a date", place));
  }

  /** The time; NaN if it is invalid; or unknown. */
  Value time() {
    return time.get();
  }

  void setTime(Value newTime) {
    time.set(newTime);
  }

  @Override
  public Family family() {
    return Family.DATE;
  }

  @Override
  public Constructor constructor() {
    return Constructor.DATE;
  }

  @Override
  public Value primitive(Coercion.Hint hint, Evaluation run, Place place) {
    return switch (time.get()) {
      case Num num when hint == Coercion.Hint.NUMBER -> num;
      case Num num -> Text.produced(DateMembers.format("toString", num.value()), place);
      default -> Unknowns.of(time.get(), place);
    };
  }
}
