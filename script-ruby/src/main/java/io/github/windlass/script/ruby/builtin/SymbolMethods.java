package io.github.windlass.script.ruby.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.Symbol;
import io.github.windlass.script.ruby.object.World;

/** Methods of symbols: mostly those of their texts. */
public final class SymbolMethods {

  private SymbolMethods() {}

  /** Calls a method. */
  public static Value invoke(
      Symbol self, String name, Arguments arguments, Evaluation run, Place place) {
    switch (name) {
      case "to_sym", "freeze", "itself", "dup":
        return self;
      case "to_s", "name", "id2name", "to_str":
        return self.text();
      case "to_proc":
        return RubyProc.of(self);
      case "inspect":
        return Strings.inspect(self, run, place);
      case "upcase", "downcase", "capitalize", "succ", "swapcase":
        return StringMethods.invoke(self.text(), name, arguments, run, place) instanceof Text text
            ? new Symbol(text)
            : self;
      case "length", "size", "start_with?", "end_with?", "empty?", "[]", "=~", "match?", "<=>":
        Value value = StringMethods.invoke(self.text(), name, arguments, run, place);
        return value == null ? Value.Nothing.NULL : value;
      default:
        Value added = World.of(run).framework().method(self, name, arguments, run, place);
        return added == null ? World.of(run).objectMethod(self, name, arguments, place) : added;
    }
  }
}
