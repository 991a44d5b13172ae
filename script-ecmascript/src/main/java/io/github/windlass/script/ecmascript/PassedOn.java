package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** Reads what a module exports of another. */
record PassedOn(EcmaScriptModules modules, String specifier, Place from, String name)
    implements HostObject {

  @Override
  public String describe() {
    return "export";
  }

  @Override
  public Value call(Value self, List<Value> arguments, Evaluation run, Place place) {
    return modules.member(specifier, from, name, run);
  }
}
