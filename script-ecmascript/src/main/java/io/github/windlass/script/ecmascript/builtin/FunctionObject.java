package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** A function of the language itself. */
interface FunctionObject extends HostObject {

  /** Its name, without what it belongs to. */
  String functionName();

  /** How many arguments it takes. */
  int length();

  @Override
  default Value member(String name, Evaluation run, Place place) {
    return FunctionMembers.member(this, name, run, place);
  }

  @Override
  default Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return Family.invoke(this, member(name, run, place), name, arguments, run, place);
  }
}
