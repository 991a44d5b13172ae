package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.ClassValue;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import java.util.List;
import java.util.Locale;

/** What lowered code calls and no source can. */
enum Intrinsic implements HostObject {
  /** Adds a member to an enum: object, name, value. A number gives back the name, too. */
  ENUM_MEMBER,
  /** Adds a member to a namespace: object, name, a function that reads it. */
  NAMESPACE_MEMBER,
  /** Ends the use of a value: {@code using}. */
  DISPOSE,
  /** Stands for what is nested too deeply. */
  TOO_DEEP,
  /** Stands for a {@code with} statement. */
  WITH;

  @Override
  public String describe() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return switch (this) {
      case ENUM_MEMBER -> enumMember(arguments, run, place);
      case NAMESPACE_MEMBER -> namespaceMember(arguments, run, place);
      case DISPOSE -> dispose(arguments.get(0), run, place);
      case TOO_DEEP -> gap(GapCode.LIMIT, "what is nested too deeply", run, place);
      case WITH -> gap(GapCode.UNSUPPORTED, "a with statement", run, place);
    };
  }

  private static Value gap(GapCode code, String reason, Evaluation run, Place place) {
    run.gap(code, reason, place);
    return new Unknown(reason, place, true, code);
  }

  private static Value enumMember(List<Value> arguments, Evaluation run, Place place) {
    Value value = arguments.get(2);
    run.assign(arguments.get(0), key(arguments.get(1), run, place), value, place);
    if (value instanceof Value.Num) {
      Text name = run.language().text(value, run, place);
      run.assign(arguments.get(0), name.text(), arguments.get(1), place);
    }
    return value;
  }

  private static Value namespaceMember(List<Value> arguments, Evaluation run, Place place) {
    String name = key(arguments.get(1), run, place);
    Value getter = arguments.get(2);
    switch (arguments.get(0)) {
      case ObjectValue object -> object.define(name, getter, null);
      case ClassValue definition -> definition.statics().define(name, getter, null);
      case Value other ->
          run.assign(
              other, name, run.call(getter, Value.Nothing.UNDEFINED, List.of(), place), place);
    }
    return Value.Nothing.UNDEFINED;
  }

  private static String key(Value name, Evaluation run, Place place) {
    return run.language().text(name, run, place).text();
  }

  private static Value dispose(Value used, Evaluation run, Place place) {
    if (used == Value.Nothing.UNDEFINED || used == Value.Nothing.NULL) {
      return Value.Nothing.UNDEFINED;
    }
    Value symbol = run.language().global("Symbol", run, place);
    if (symbol == null) {
      return Value.Nothing.UNDEFINED;
    }
    for (String key : List.of("dispose", "asyncDispose")) {
      Value name = run.member(symbol, key, place);
      Value end = run.member(used, key(name, run, place), place);
      if (end != Value.Nothing.UNDEFINED) {
        return run.call(end, used, List.of(), place);
      }
    }
    return Value.Nothing.UNDEFINED;
  }
}
