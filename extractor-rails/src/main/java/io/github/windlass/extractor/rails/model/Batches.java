package io.github.windlass.extractor.rails.model;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.Place;
import io.github.windlass.script.Unknown;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.List;

/** {@code in_batches} without a block. */
record Batches(Relation relation) implements HostObject {

  @Override
  public String describe() {
    return "batches";
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    Relation batch = relation.batch(place);
    Arguments arguments = Arguments.of(values);
    switch (name) {
      case "update_all", "delete_all":
        run.repeatedly(
            () ->
                name.equals("update_all")
                    ? batch.updateAll(arguments, run, place)
                    : batch.deleteAll(place),
            place);
        return new Unknown(place.text(), place);
      case "each", "each_with_index":
        if (arguments.block() instanceof RubyProc block) {
          Unknown index = new Unknown("an index of batches", place);
          run.repeatedly(() -> block.run(run, place, batch, index), place);
        }
        return Nothing.NULL;
      case "each_record":
        return relation.invoke("find_each", values, run, place);
      default:
        return run.invoke(relation, name, values, place);
    }
  }
}
