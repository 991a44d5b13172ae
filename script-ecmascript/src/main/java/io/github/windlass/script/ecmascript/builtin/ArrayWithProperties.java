package io.github.windlass.script.ecmascript.builtin;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.ObjectValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import java.util.List;

/** An array that has more than its items: what a regular expression found, a template's strings. */
record ArrayWithProperties(ListValue list, ObjectValue properties) implements HostObject {

  @Override
  public String describe() {
    return "Array";
  }

  @Override
  public Value member(String name, Evaluation run, Place place) {
    return properties.has(name) ? properties.get(name) : run.member(list, name, place);
  }

  @Override
  public Value invoke(String name, List<Value> arguments, Evaluation run, Place place) {
    return run.invoke(list, name, arguments, place);
  }

  @Override
  public void assign(String name, Value value, Evaluation run, Place place) {
    if (name.equals("length") || Properties.index(name) >= 0) {
      run.assign(list, name, value, place);
    } else {
      properties.put(name, value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArrayWithProperties that && list == that.list;
  }

  @Override
  public int hashCode() {
    return list.hashCode();
  }
}
