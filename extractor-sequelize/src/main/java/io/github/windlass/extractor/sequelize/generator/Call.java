package io.github.windlass.extractor.sequelize.generator;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Truth;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ecmascript.Values;
import java.util.List;

/** One call of Sequelize, and how it asks the values that it is given. */
public record Call(Evaluation run, Place place) {

  /** A member of a value; undefined of what is undefined, null or a scalar. */
  public Value get(Value target, String name) {
    return switch (target) {
      case Unknown unknown -> new Unknown(name + " of " + unknown.reason(), unknown.place());
      case ObjectValue object -> run.member(object, name, place);
      case HostObject host -> host.member(name, run, place);
      default -> Value.Nothing.UNDEFINED;
    };
  }

  /** Whether a member counts as true. */
  Truth truth(Value target, String name) {
    return Values.truth(get(target, name));
  }

  /** A value as text. */
  Text text(Value value) {
    return value instanceof Text text ? text : run.language().text(value, run, place);
  }

  /** What Sequelize throws: the migration fails. */
  public Thrown fails(String message) {
    return run.language().error(message, run, place).meant();
  }

  /** An unknown value: what the call asks for. */
  Unknown unknown(String reason) {
    return new Unknown(reason, place);
  }

  /** The items of a list; a hole in their place where it is not known which. */
  List<Value> items(ListValue list) {
    Unknown uncertain = list.uncertain();
    return uncertain == null ? list.items() : List.of(uncertain);
  }

  /** {@code JSON.stringify}. */
  Value json(Value value) {
    Value json = run.language().global("JSON", run, place);
    return json == null
        ? unknown("JSON of a value")
        : run.invoke(json, "stringify", List.of(value), place);
  }

  /** The words if a value counts as true; a hole where that is unknown. */
  Text when(Value condition, Text words) {
    return switch (Values.truth(condition)) {
      case TRUE -> words;
      case FALSE -> Text.EMPTY;
      case UNKNOWN -> Text.of(" ").concat(hole(condition));
    };
  }

  static Text hole(Value value) {
    return value instanceof Unknown unknown ? Text.hole(unknown) : Values.text(value);
  }
}
