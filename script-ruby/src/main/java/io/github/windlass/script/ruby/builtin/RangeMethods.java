package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.BinaryOperator;
import io.github.windlass.script.Evaluation;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.RubyRange;
import io.github.windlass.script.ruby.object.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of ranges. */
public final class RangeMethods {

  private RangeMethods() {}

  /** Calls a method. */
  public static Value invoke(
      RubyRange self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "first", "begin", "min":
        if (!arguments.has(0)) {
          return self.first();
        }
        break;
      case "end":
        return self.last();
      case "last", "max":
        if (!arguments.has(0) && !self.withoutEnd()) {
          return self.last();
        }
        break;
      case "exclude_end?":
        return Value.Bool.of(self.withoutEnd());
      case "include?", "member?", "cover?", "===":
        return covers(self, arguments.get(0), run, place);
      case "step", "%":
        return steps(self, arguments, run, place);
      case "to_s", "inspect":
        return Strings.text(self, run, place);
      case "==":
        return Value.Bool.of(self.equals(arguments.get(0)));
      default:
        break;
    }
    List<Value> items = items(self, run);
    ListValue list = run.list(items == null ? List.of() : items);
    if (items == null) {
      list.becomeUncertain(new Unknown(place.text(), place));
    }
    if (name.equals("to_a") || name.equals("entries") || name.equals("to_set")) {
      return list;
    }
    if (name.equals("each") && arguments.block() instanceof RubyProc) {
      ArrayMethods.invoke(list, name, arguments, run, place);
      return self;
    }
    Value value = ArrayMethods.invoke(list, name, arguments, run, place);
    return value == null ? World.of(run).objectMethod(self, name, arguments, place) : value;
  }

  private static @Nullable List<Value> items(RubyRange self, Evaluation run) {
    if (self.first() instanceof Value.BigInt first && self.last() instanceof Value.BigInt last) {
      long until = last.value().longValue() - (self.withoutEnd() ? 1 : 0);
      List<Value> items = new ArrayList<>();
      for (long i = first.value().longValue(); i <= until; i++) {
        run.spend(1);
        items.add(Operators.of(i));
      }
      return items;
    }
    if (self.first() instanceof Text first
        && self.last() instanceof Text last
        && first.length() == 1
        && last.length() == 1
        && first.isKnown()
        && last.isKnown()) {
      List<Value> items = new ArrayList<>();
      int until = last.text().charAt(0) - (self.withoutEnd() ? 1 : 0);
      for (int c = first.text().charAt(0); c <= until; c++) {
        run.spend(1);
        items.add(Text.of(String.valueOf((char) c)));
      }
      return items;
    }
    return null;
  }

  private static Value steps(RubyRange self, Arguments arguments, Evaluation run, Place place) {
    Integer step = Operators.whole(arguments.get(0));
    List<Value> items = items(self, run);
    ListValue list = run.list(List.of());
    if (step == null || step < 1 || items == null) {
      list.becomeUncertain(new Unknown(place.text(), place));
    } else {
      for (int i = 0; i < items.size(); i += step) {
        list.add(items.get(i));
      }
    }
    if (arguments.block() != null) {
      ArrayMethods.invoke(list, "each", arguments, run, place);
    }
    return list;
  }

  static Value covers(RubyRange self, Value value, Evaluation run, Place place) {
    if (value instanceof Unknown) {
      return new Unknown(place.text(), place);
    }
    Value above =
        self.first() instanceof Value.Nothing
            ? Value.Bool.TRUE
            : Operators.operate(BinaryOperator.LESS_OR_EQUAL, self.first(), value, run, place);
    if (above != Value.Bool.TRUE) {
      return above;
    }
    return self.last() instanceof Value.Nothing
        ? Value.Bool.TRUE
        : Operators.operate(
            self.withoutEnd() ? BinaryOperator.LESS : BinaryOperator.LESS_OR_EQUAL,
            value,
            self.last(),
            run,
            place);
  }
}
