package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import org.jspecify.annotations.Nullable;

/** {@code globalThis}: what a script puts on it is a variable everywhere. */
final class GlobalObject implements HostObject {

  private final JavaScript language;
  private @Nullable ObjectValue put;

  GlobalObject(JavaScript language) {
    this.language = language;
  }

  /** A variable that a script made; null: none of that name. */
  @Nullable Value variable(String name, Evaluation run, Place place) {
    ObjectValue variables = put;
    return variables != null && variables.has(name) ? run.member(variables, name, place) : null;
  }

  @Override
  public String describe() {
    return "globalThis";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    Value value = language.global(name, run, place);
    return value == null ? Family.OBJECT.member(name) : value;
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {
    ObjectValue variables = put;
    if (variables == null) {
      variables = run.object();
      put = variables;
    }
    run.assign(variables, name, value, place);
  }
}
