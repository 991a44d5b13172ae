package io.github.windlass.script.ruby.builtin;

import io.github.windlass.extractor.Step.GapCode;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Thrown;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyHash;
import io.github.windlass.script.ruby.object.RubyObject;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that may be called everywhere, on no object: {@code puts}, {@code require} … */
final class KernelMethods {

  private KernelMethods() {}

  static @Nullable Value invoke(
      Value self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "puts",
      "p",
      "print",
      "pp",
      "warn",
      "putc",
      "printf",
      "sleep",
      "srand",
      "flush",
      "$stdout",
      "at_exit",
      "trap",
      "autoload",
      "private_constant",
      "require_dependency":
        return Value.Nothing.NULL;
      case "require", "load":
        if (name.equals("load") && arguments.get(0) instanceof Unknown unknown) {
          return World.of(run)
              .lost(
                  GapCode.MISSING_SOURCE,
                  "the file that is loaded is not known: " + unknown.reason(),
                  arguments,
                  place);
        }
        return World.of(run).loader().require(text(arguments, run, place), false, place);
      case "require_relative":
        return World.of(run).loader().require(text(arguments, run, place), true, place);
      case "lambda", "proc":
        Value block = arguments.block();
        return block == null ? Value.Nothing.NULL : block;
      case "raise", "fail":
        Value error =
            run.call(
                io.github.windlass.script.ruby.object.Maker.ERROR,
                Value.Nothing.NULL,
                arguments.values(),
                place);
        throw new Thrown(error, place).meant();
      case "loop":
        if (arguments.block() instanceof RubyProc turn) {
          run.repeatedly(() -> turn.run(run, place), place);
        }
        return Value.Nothing.NULL;
      case "format", "sprintf":
        return Strings.format(arguments, run, place);
      case "Array":
        return array(arguments.get(0), run, place);
      case "String":
        return Strings.text(arguments.get(0), run, place);
      case "Integer":
        return integer(arguments.get(0), run, place);
      case "Float", "BigDecimal":
        Value number = arguments.get(0);
        return number instanceof Value.Num
            ? number
            : number instanceof Value.BigInt whole
                ? new Value.Num(whole.value().doubleValue())
                : number instanceof Text given && given.isKnown()
                    ? decimal(given.text(), place)
                    : new Unknown(place.text(), place);
      case "Hash":
        return arguments.get(0) instanceof RubyHash hash ? hash : RubyHash.empty(run);
      case "Rational", "Complex", "rand", "gets", "readline", "URI", "Pathname", "Set":
        return new Unknown(place.text(), place);
      case "catch":
        return arguments.block() instanceof RubyProc body
            ? body.run(run, place, arguments.get(0))
            : Value.Nothing.NULL;
      case "exit", "exit!", "abort":
        throw new Thrown(Text.of("it ends the process: " + name), place).meant();
      case "system", "`", "exec", "spawn", "fork":
        run.gap(
            GapCode.SIDE_EFFECT,
            "another program is run: " + quoted(text(arguments, run, place)),
            place);
        return new Unknown(place.text(), place);
      case "block_given?":
        return Value.Bool.FALSE;
      case "message", "full_message":
        return self instanceof RubyObject object && object.type().isA("Exception")
            ? World.of(run).message(object, place)
            : null;
      case "backtrace", "cause":
        return self instanceof RubyObject object && object.type().isA("Exception")
            ? new Unknown(place.text(), place)
            : null;
      case "exception":
        return self instanceof RubyObject ? self : null;
      default:
        return null;
    }
  }

  private static String quoted(String command) {
    return command.length() > 60 ? command.substring(0, 60) + "…" : command;
  }

  private static String text(Arguments arguments, Evaluation run, Place place) {
    return Strings.text(arguments.get(0), run, place).text();
  }

  static Value array(Value value, Evaluation run, Place place) {
    if (value instanceof ListValue || value instanceof Unknown) {
      return value;
    }
    if (value instanceof Value.Nothing) {
      return run.list(List.of());
    }
    return value instanceof RubyHash
            || value instanceof io.github.windlass.script.ruby.object.RubyRange
        ? run.invoke((HostObject) value, "to_a", List.of(), place)
        : run.list(List.of(value));
  }

  private static Value decimal(String text, Place place) {
    try {
      return new Value.Num(Double.parseDouble(text.replace("_", "").strip()));
    } catch (NumberFormatException none) {
      return new Unknown(place.text(), place);
    }
  }

  static Value integer(Value value, Evaluation run, Place place) {
    if (value instanceof Value.BigInt) {
      return value;
    }
    if (value instanceof Value.Num number && Math.abs(number.value()) < 1e18) {
      return Operators.of((long) number.value());
    }
    if (value instanceof Text text && text.isKnown()) {
      try {
        return new Value.BigInt(new BigInteger(text.text().strip().replace("_", "")));
      } catch (NumberFormatException none) {
        throw ObjectMethods.error(
            "ArgumentError", "invalid value for Integer(): \"" + text.text() + "\"", run, place);
      }
    }
    return new Unknown(place.text(), place);
  }
}
