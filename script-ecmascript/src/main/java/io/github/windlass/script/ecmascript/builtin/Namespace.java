package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** An object that only holds functions and constants. */
enum Namespace implements HostObject {
  MATH("Math", Family.MATH),
  JSON("JSON", Family.JSON),
  REFLECT("Reflect", Family.REFLECT);

  private final String globalName;
  private final Family family;

  Namespace(String globalName, Family family) {
    this.globalName = globalName;
    this.family = family;
  }

  @Override
  public String describe() {
    return globalName;
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    if (name.equals(SymbolValue.TO_STRING_TAG)) {
      return Text.of(globalName);
    }
    Value constant = this == MATH ? MathObject.constant(name) : Nothing.UNDEFINED;
    if (constant != Nothing.UNDEFINED) {
      return constant;
    }
    Value function = family.member(name);
    return function == Nothing.UNDEFINED ? Family.OBJECT.member(name) : function;
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return family.invoke(this, name, arguments, run, place);
  }
}
