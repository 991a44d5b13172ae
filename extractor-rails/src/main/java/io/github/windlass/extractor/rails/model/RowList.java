package io.github.windlass.extractor.rails.model;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.HostObject;
import io.github.windlass.script.ListValue;
import io.github.windlass.script.Place;
import io.github.windlass.script.Value;
import io.github.windlass.script.ruby.object.Arguments;
import io.github.windlass.script.ruby.object.RubyProc;
import java.util.List;

/** Rows that were read. */
record RowList(Row row, ListValue rows) implements HostObject {

  @Override
  public String describe() {
    return "rows";
  }

  @Override
  public Value invoke(String name, List<Value> values, Evaluation run, Place place) {
    if (Arguments.of(values).block() instanceof RubyProc block) {
      run.repeatedly(() -> block.run(run, place, row), place);
      return rows;
    }
    return run.invoke(rows, name, values, place);
  }
}
