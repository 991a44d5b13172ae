package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.builtin.SymbolMethods;
import java.util.List;

/** {@code :name}. */
public record Symbol(Text text) implements HostObject {

  /** A symbol that no source spells. */
  public static Symbol of(String name) {
    return new Symbol(Text.of(name));
  }

  @Override
  public String describe() {
    return ":" + text.text();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return invoke(name, List.of(), run, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return SymbolMethods.invoke(this, name, Arguments.of(arguments), run, place);
  }
}
