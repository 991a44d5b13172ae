package io.github.windlass.extractor.rails;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import io.github.windlass.script.ruby.object.World;
import java.util.List;

/** Something of a library that sends no SQL, and of whose answers nothing is known. */
record Inert(String name) implements HostObject, World.NameSpace {

  @Override
  public String describe() {
    return name;
  }

  @Override
  public Value constant(String constant, World world, Place place) {
    return new Inert(name + "::" + constant);
  }

  @Override
  public Value member(String member, Evaluation run, Place place) {
    return invoke(member, List.of(), run, place);
  }

  @Override
  public Value invoke(String method, List<Value> values, Evaluation run, Place place) {
    Arguments arguments = Arguments.of(values);
    switch (method) {
      case "nil?", "blank?":
        return Bool.FALSE;
      case "present?":
        return Bool.TRUE;
      case "===", "==", "is_a?":
        return new Unknown(place.text(), place);
      case "measure",
      "realtime",
      "benchmark",
      "tagged",
      "silence",
      "use_zone",
      "with_locale",
      "transaction",
      "synchronize",
      "instrument",
      "timeout",
      "unscoped":
        return arguments.block() instanceof RubyProc block
            ? block.run(run, place)
            : new Unknown(place.text(), place);
      default:
        break;
    }
    if (arguments.block() instanceof RubyProc block) {
      Unknown given = new Unknown("what " + name + "." + method + " passes", place);
      run.repeatedly(() -> block.run(run, place, given, given), place);
    }
    return new Unknown(place.text(), place);
  }
}
