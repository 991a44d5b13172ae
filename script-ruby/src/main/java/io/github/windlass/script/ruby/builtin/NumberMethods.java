package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Methods of numbers. */
public final class NumberMethods {

  private NumberMethods() {}

  /** Calls a method; null: numbers have none of that name. */
  public static @Nullable Value invoke(
      Value self, String name, Arguments arguments, Evaluation run, Place place) {
    double number = Operators.number(self);
    switch (name) {
      case "times":
        return counted(0, 1, number - 1, self, arguments, run, place);
      case "upto":
        return counted(self, 1, arguments, run, place);
      case "downto":
        return counted(self, -1, arguments, run, place);
      case "to_i", "to_int", "truncate":
        return self instanceof Value.BigInt ? self : KernelMethods.integer(self, run, place);
      case "floor", "ceil", "round":
        return rounded(self, name, arguments, place);
      case "to_f", "to_d":
        return new Value.Num(number);
      case "to_s":
        if (arguments.has(0) && !(arguments.get(0) instanceof Value.BigInt)) {
          // A format of Active Support.
          return new Unknown(place.text(), place);
        }
        return arguments.has(0)
                && self instanceof Value.BigInt whole
                && Operators.whole(arguments.get(0)) instanceof Integer base
            ? Text.of(whole.value().toString(base))
            : Text.of(Strings.scalar(self));
      case "inspect":
        return Text.of(Strings.scalar(self));
      case "zero?":
        return Value.Bool.of(number == 0);
      case "positive?":
        return Value.Bool.of(number > 0);
      case "negative?":
        return Value.Bool.of(number < 0);
      case "even?", "odd?":
        return self instanceof Value.BigInt whole
            ? Value.Bool.of(whole.value().testBit(0) == name.equals("odd?"))
            : new Unknown(place.text(), place);
      case "abs":
        return self instanceof Value.BigInt whole
            ? new Value.BigInt(whole.value().abs())
            : new Value.Num(Math.abs(number));
      case "succ", "next":
        return self instanceof Value.BigInt whole
            ? new Value.BigInt(whole.value().add(BigInteger.ONE))
            : new Unknown(place.text(), place);
      case "pred":
        return self instanceof Value.BigInt whole
            ? new Value.BigInt(whole.value().subtract(BigInteger.ONE))
            : new Unknown(place.text(), place);
      case "integer?":
        return Value.Bool.of(self instanceof Value.BigInt);
      case "between?":
        return Operators.isNumber(arguments.get(0)) && Operators.isNumber(arguments.get(1))
            ? Value.Bool.of(
                number >= Operators.number(arguments.get(0))
                    && number <= Operators.number(arguments.get(1)))
            : new Unknown(place.text(), place);
      case "fdiv":
        return Operators.isNumber(arguments.get(0))
            ? new Value.Num(number / Operators.number(arguments.get(0)))
            : new Unknown(place.text(), place);
      case "clamp":
        if (Operators.isNumber(arguments.get(0)) && Operators.isNumber(arguments.get(1))) {
          return number < Operators.number(arguments.get(0))
              ? arguments.get(0)
              : number > Operators.number(arguments.get(1)) ? arguments.get(1) : self;
        }
        return new Unknown(place.text(), place);
      case "eql?":
        return Value.Bool.of(self.equals(arguments.get(0)));
      case "step":
        return stepped(self, arguments, run, place);
      case "divmod",
      "digits",
      "gcd",
      "lcm",
      "pow",
      "nan?",
      "infinite?",
      "[]",
      "remainder",
      "modulo",
      "bit_length",
      "ordinalize",
      "to_fs",
      "to_formatted_s",
      "to_r",
      "to_c",
      "chr":
        return name.equals("chr") && number >= 0 && number < 128
            ? Text.of(String.valueOf((char) number))
            : new Unknown(place.text(), place);
      case "<=>":
        return Operators.isNumber(arguments.get(0))
            ? Operators.of(Double.compare(number, Operators.number(arguments.get(0))))
            : Value.Nothing.NULL;
      case "kilobyte", "kilobytes":
        return times(self, 1L << 10);
      case "megabyte", "megabytes":
        return times(self, 1L << 20);
      case "gigabyte", "gigabytes":
        return times(self, 1L << 30);
      default:
        return null;
    }
  }

  /** {@code 1.step(10, 4)}. */
  private static Value stepped(Value self, Arguments arguments, Evaluation run, Place place) {
    Integer from = Operators.whole(self);
    Integer until = Operators.whole(arguments.get(0));
    Integer by = arguments.has(1) ? Operators.whole(arguments.get(1)) : Integer.valueOf(1);
    if (from == null || until == null || by == null || by == 0 || arguments.options() != null) {
      return UnknownMethods.invoke(new Unknown(place.text(), place), "each", arguments, run, place);
    }
    java.util.List<Value> all = new java.util.ArrayList<>();
    for (long i = from; by > 0 ? i <= until : i >= until; i += by) {
      run.spend(1);
      all.add(Operators.of(i));
    }
    Value list = run.list(all);
    return arguments.block() == null
        ? list
        : run.invoke(list, "each", Arguments.NONE.withBlock(arguments.block()).values(), place);
  }

  private static Value times(Value self, long factor) {
    return self instanceof Value.BigInt whole
        ? new Value.BigInt(whole.value().multiply(BigInteger.valueOf(factor)))
        : new Value.Num(Operators.number(self) * factor);
  }

  private static Value rounded(Value self, String name, Arguments arguments, Place place) {
    if (self instanceof Value.BigInt) {
      return self;
    }
    double number = Operators.number(self);
    if (arguments.has(0)) {
      Integer digits = Operators.whole(arguments.get(0));
      if (digits == null || digits < 0 || digits > 12) {
        return new Unknown(place.text(), place);
      }
      double factor = Math.pow(10, digits);
      return new Value.Num(
          (name.equals("floor")
                  ? Math.floor(number * factor)
                  : name.equals("ceil") ? Math.ceil(number * factor) : Math.rint(number * factor))
              / factor);
    }
    double whole =
        switch (name) {
          case "floor" -> Math.floor(number);
          case "ceil" -> Math.ceil(number);
          default -> Math.signum(number) * Math.floor(Math.abs(number) + 0.5);
        };
    return Operators.of((long) whole);
  }

  private static Value counted(
      Value self, int step, Arguments arguments, Evaluation run, Place place) {
    Value until = arguments.get(0);
    return counted(
        Operators.number(self),
        step,
        until instanceof Unknown
            ? Double.NaN
            : Operators.isNumber(until) ? Operators.number(until) : Double.NaN,
        self,
        arguments,
        run,
        place);
  }

  private static Value counted(
      double from,
      int step,
      double until,
      Value self,
      Arguments arguments,
      Evaluation run,
      Place place) {
    if (!(arguments.block() instanceof RubyProc block)) {
      java.util.List<Value> all = new java.util.ArrayList<>();
      if (Double.isNaN(until)) {
        return new Unknown(place.text(), place);
      }
      for (double i = from; step > 0 ? i <= until : i >= until; i += step) {
        run.spend(1);
        all.add(Operators.of((long) i));
      }
      return run.list(all);
    }
    if (Double.isNaN(until)) {
      Unknown item = new Unknown("a number of " + place.text(), place);
      run.repeatedly(() -> block.run(run, place, item), place);
      return self;
    }
    for (double i = from; step > 0 ? i <= until : i >= until; i += step) {
      run.spend(1);
      block.run(run, place, Operators.of((long) i));
    }
    return self;
  }
}
