package io.github.windlass.script.ruby.object;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** An instance of a class that a script made. */
public final class RubyObject implements HostObject {

  private final RubyModule type;
  private final ObjectValue variables;

  public RubyObject(RubyModule type, Evaluation run) {
    this.type = type;
    this.variables = run.object();
  }

  /** The class. */
  public RubyModule type() {
    return type;
  }

  /** The instance variables, by their names with {@code @}. */
  public ObjectValue variables() {
    return variables;
  }

  @Override
  public String describe() {
    return "an instance of " + type.name();
  }

  @Override
  public boolean sends() {
    return type.sends();
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.startsWith("@")) {
      Value value = variables.get(name);
      return value == Nothing.UNDEFINED ? Nothing.NULL : value;
    }
    return invoke(name, List.of(), run, place);
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {
    if (name.startsWith("@")) {
      variables.put(name, value);
    } else {
      invoke(name + "=", List.of(value), run, place);
    }
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return World.of(run).send(this, name, Arguments.of(arguments), place);
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return invoke("call", arguments, run, place);
  }
}
