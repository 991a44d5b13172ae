package io.github.windlass.script.ecmascript;

import io.github.windlass.extractor.Step;
import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Interpreter;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;

/** What a script throws and nothing in it catches: the migration ends there. */
public final class Uncaught {

  private Uncaught() {}

  /** The gap that it is, with the error's own message. */
  public static Step.Gap gap(Thrown thrown, Interpreter interpreter) {
    return new Step.Gap(
        GapCode.UNSUPPORTED,
        "it throws here: " + message(thrown.value(), interpreter, thrown.place()),
        thrown.place().origin());
  }

  private static String message(Value value, Interpreter interpreter, Place place) {
    return switch (value) {
      case Text text -> text.text();
      case Unknown unknown -> unknown.reason();
      case ObjectValue error -> {
        try {
          Value message = interpreter.member(error, "message", place);
          yield message instanceof Text text ? text.text() : "an object";
        } catch (Thrown again) {
          yield "an object whose message throws";
        }
      }
      default -> Values.text(value).text();
    };
  }
}
