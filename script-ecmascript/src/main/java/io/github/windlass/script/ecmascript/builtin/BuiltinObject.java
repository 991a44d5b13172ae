package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Text;
import io.github.windlass.script.Value;
import java.util.List;

/** An object of the language that is neither list, function nor plain object: a map, a date. */
interface BuiltinObject extends HostObject {

  /** What objects of this kind have in common. */
  Family family();

  /** What it is an instance of. */
  Constructor constructor();

  /** A property of its own; undefined if it has none of that name. */
  default Value own(String name, Evaluation run, Place place) {
    return Nothing.UNDEFINED;
  }

  /** What stands for it where a primitive value is needed. */
  default Value primitive(Coercion.Hint hint, Evaluation run, Place place) {
    return Text.produced("[object " + describe() + "]", place);
  }

  @Override
  default String describe() {
    return constructor().globalName();
  }

  @Override
  default Value member(String name, Evaluation run, Place place) {
    Value own = own(name, run, place);
    if (own != Nothing.UNDEFINED) {
      return own;
    }
    return name.equals("constructor") ? constructor() : family().member(name);
  }

  @Override
  default Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return family().invoke(this, name, arguments, run, place);
  }
}
