package io.github.windlass.script.ecmascript;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;

/** A module that is imported and read when something of it is. */
record ImportedModule(EcmaScriptModules modules, String specifier, Place from)
    implements HostObject {

  /** The member that is the default: of a CommonJS module all that it exports. */
  static final String DEFAULT = "default";

  /** The member that has all others: {@code import * as}. */
  static final String NAMESPACE = "*";

  /** The member that {@code require} gives. */
  static final String WHOLE = "=";

  @Override
  public String describe() {
    return "module \"" + specifier + "\"";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return modules.member(specifier, from, name, run);
  }
}
